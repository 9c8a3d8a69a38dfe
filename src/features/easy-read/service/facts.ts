import type {
  AccessFeature,
  Audience,
  Capacity,
  Delivery,
  Joining,
  PhoneType,
  Sector,
} from '#db/vocabulary.ts';
import type { Session } from '#src/features/schedules/rules.ts';

/** What is known of a service, as its easy-read page needs it: no text of its own beyond names, numbers and addresses. */
export interface ServiceFacts {
  organisation: string;
  sector: Sector;
  /** What it helps with. */
  needs: readonly { name: string; picture: string }[];
  audiences: readonly Audience[];
  minimumAge: number | null; // years
  maximumAge: number | null; // years, inclusive
  /** It says in its own words who it is for: those words are not easy read. */
  saysWhoFor: boolean;
  /** It says in its own words who cannot use it. */
  saysNotFor: boolean;
  deliveries: readonly Delivery[];
  joinings: readonly Joining[];
  /** As cards say it: "Free", "£3", "From £2", "Some of it free", "See cost"; null when nothing is known. */
  price: string | null;
  capacity: Capacity;
  waitingWeeks: number | null;
  pausedUntil: string | null;
  isClosedForNow: boolean;
  startsOn: string | null; // a season that has not begun
  endsOn: string | null;
  openings: readonly Opening[];
  next: Session | null;
  /** The next days, both included, on which it does not run. */
  closure: { startsOn: string; endsOn: string } | null;
  places: readonly PlaceFacts[];
  areas: readonly string[];
  phones: readonly { number: string; type: PhoneType }[];
  email: string | null;
  access: readonly AccessFeature[];
  hasThingsToBring: boolean;
  languages: readonly string[];
  hasInterpreters: boolean;
  now: { day: string; time: string };
}

/** A regular time: "every Tuesday", "the second Tuesday of the month", "Monday to Friday". */
export interface Opening {
  days: string;
  opensAt: string | null;
  closesAt: string | null;
  isTermTimeOnly: boolean;
}

/** A place as the public may know it: of a confidential one only its area. */
export type PlaceFacts =
  | { isPrivate: true; area: string | null }
  | {
      isPrivate: false;
      name: string | null;
      streets: readonly string[];
      town: string | null;
      postcode: string | null;
      /** "0.8 miles from Tarnbury"; null where nobody said from where. */
      distance: string | null;
    };
