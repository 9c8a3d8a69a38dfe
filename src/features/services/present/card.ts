import type { Capacity, Delivery, Sector } from '#db/vocabulary.ts';
import { describeCapacity, describeChecked, type Status } from '#src/features/services/present/facts.ts';
import { describeNext } from '#src/features/schedules/present.ts';
import type { Session } from '#src/features/schedules/rules.ts';
import { formatDay } from '#src/lib/dates.ts';
import { formatMiles } from '#src/lib/distance.ts';
import { SECTOR_LABELS } from '#src/lib/labels.ts';

/** What a card is made from: a search result. */
export interface CardInput {
  id: string;
  slug: string;
  name: string;
  organisation: { name: string };
  sector: Sector;
  summary: string | null;
  distanceMetres: number | null;
  venueName: string | null;
  coversArea: boolean;
  deliveries: readonly Delivery[];
  nextSession: Session | null;
  cost: string | null;
  capacity: Capacity;
  waitingWeeks: number | null;
  pausedUntil: string | null;
  isTemporarilyClosed: boolean;
  startsOn: string | null;
  assuredOn: string | null;
  isOverdue: boolean;
  latitude: number | null;
  longitude: number | null;
  why: readonly string[];
}

/** A result card, in the order of look.md. */
export interface CardView {
  id: string;
  slug: string;
  name: string;
  organisation: string;
  sector: string;
  summary: string | null;
  facts: string[];
  status: Status | null;
  why: string;
  checked: { text: string; overdue: boolean };
  latitude: number | null;
  longitude: number | null;
  placeName: string | null;
}

const WAYS: Partial<Record<Delivery, string>> = { home: 'Comes to you', phone: 'By phone', online: 'Online' };

/** Turns one result into the words of its card. */
export function presentCard(result: CardInput, now: { day: string; time: string }): CardView {
  const ways = result.deliveries.flatMap((delivery) => WAYS[delivery] ?? []);
  const place =
    result.distanceMetres === null
      ? result.venueName
      : [formatMiles(result.distanceMetres), result.venueName].filter(Boolean).join(', ');
  const facts = [
    place,
    ...ways,
    result.nextSession === null ? null : describeNext(result.nextSession, now),
    result.cost,
  ];
  return {
    id: result.id,
    slug: result.slug,
    name: result.name,
    organisation: result.organisation.name,
    sector: SECTOR_LABELS[result.sector],
    summary: result.summary,
    facts: facts.flatMap((fact) => fact ?? []),
    status: statusOf(result),
    why: whyShown(result).join(' · '),
    checked: describeChecked(result.assuredOn, result.isOverdue, now.day),
    latitude: result.latitude,
    longitude: result.longitude,
    placeName: result.venueName,
  };
}

function statusOf(result: CardInput): Status | null {
  if (result.isTemporarilyClosed) return { text: 'Closed for now', tone: 'off' };
  if (result.startsOn !== null) return { text: `Starts on ${formatDay(result.startsOn)}`, tone: 'caution' };
  return describeCapacity(result.capacity, result.waitingWeeks, result.pausedUntil);
}

/** The reasons that the rest of the card does not already show: how far it is and when it was checked stand there. */
function whyShown(result: CardInput): string[] {
  const distance = result.distanceMetres === null ? null : formatMiles(result.distanceMetres);
  return result.why.filter(
    (reason) =>
      !reason.startsWith('Checked ') && !(distance !== null && reason.startsWith(`${distance} from `)),
  );
}
