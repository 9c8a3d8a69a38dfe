import type {
  AccessFeature,
  Audience,
  Capacity,
  Delivery,
  PlaceKind,
  Sector,
  Weekday,
} from '#db/vocabulary.ts';
import type { NeedTree } from '#src/features/needs/content.ts';
import type { PhraseMatcher } from '#src/features/needs/phrases.ts';
import type { Surroundings } from '#src/features/places/areas.ts';
import type { PlaceResolution } from '#src/features/places/names.ts';
import type { Gazetteer } from '#src/features/places/rules.ts';
import type { PublicCalendar, Session } from '#src/features/schedules/rules.ts';
import type { PartOfDay } from '#src/lib/labels.ts';
import type { Areas } from './columns/areas.ts';
import type { Choices } from './columns/choices.ts';
import type { Facts } from './columns/facts.ts';
import type { Tags } from './columns/needs.ts';
import type { OpenTimes } from './columns/times.ts';
import type { Venues } from './columns/venues.ts';
import type { Nearness } from './measures/near.ts';
import type { Scratch } from './measures/tally.ts';
import type { Bits } from './packed/bits.ts';
import type { IndexedService } from './packed/records.ts';
import type { Suggestion as TypingSuggestion } from './suggesting/suggest.ts';
import type { TextIndex } from './text/text-index.ts';
import type { Vocabulary } from './text/vocabulary.ts';

export const SORTS = ['best', 'distance', 'name', 'checked'] as const;
export type Sort = (typeof SORTS)[number];
export const COSTS = ['free', 'up-to-5'] as const;
export type Cost = (typeof COSTS)[number];
/** Miles. */
export const DISTANCES = [1, 2, 5, 10, 20] as const;
export type DayChoice = Weekday | 'today' | 'tomorrow';

/** What narrows the results. Values within one list widen it, except access: a person needs all of those. */
export interface Filters {
  need: string[];
  audience: Audience[];
  age: number | null; // years
  cost: Cost | null;
  delivery: Delivery[];
  day: DayChoice[];
  part: PartOfDay | null;
  openNow: boolean;
  language: string[]; // codes, or folded names where a service gives no code
  access: AccessFeature[];
  sector: Sector[];
  selfReferral: boolean;
  spaceNow: boolean;
  within: number | null; // miles
}

/** A search as it came in, made sensible. `errors` are sentences about what was not understood. */
export interface SearchParams {
  q: string;
  near: string;
  exact: boolean; // no spelling corrections
  filters: Filters;
  sort: Sort;
  page: number; // from 1
  perPage: number;
  errors: string[];
}

/**
 * Everything search knows: typed arrays by position. A service that was edited since the build has a new position, and
 * its old one is no longer alive.
 */
export interface SearchIndex {
  version: number; // of the directory
  edits: number; // patched in since the build
  day: string; // the day it was built for
  size: number; // positions, dead ones included
  count: number; // services that can be found
  alive: Bits;
  /** A service as it was read; for the few that are shown. */
  service(position: number): IndexedService;
  /** -1 for one that cannot be found. */
  positionOf(id: string): number;
  /** -1 for one without services. */
  organisationNumber(slug: string): number;
  positionsOfOrganisation(slug: string): number[];
  text: TextIndex;
  vocabulary: Vocabulary;
  /** True for an ordinary English word in any of its forms, whether the directory uses it or not. */
  isEnglish(word: string): boolean;
  needs: NeedTree;
  matcher: PhraseMatcher;
  /** The words that stand for a need in the text of services. */
  needWords: ReadonlyMap<string, readonly Term[]>;
  tags: Tags;
  choices: Choices;
  facts: Facts;
  venues: Venues;
  areas: Areas;
  gazetteer: Gazetteer;
  /** One-word place names that services also use as ordinary words ("reading", "sale"). */
  ordinaryPlaceNames: ReadonlySet<string>;
  languages: ReadonlyMap<string, string>; // value -> label
  calendar: PublicCalendar;
  /** When services are open on a day, in one or more pieces; worked out on the spot for a day not known yet. */
  openTimes(day: string): readonly OpenTimes[];
  /** What may be meant by what somebody has typed so far. */
  suggest(typed: string, most: number): TypingSuggestion[];
  /** Room in which one search after another does its sums. */
  scratch: Scratch;
  nearness: Nearness;
  keys: Float64Array;
  /** For places asked for lately, which areas contain them. */
  areasAround: Map<string, Uint8Array>;
}

/** London's wall clock at the moment of asking. */
export interface Moment {
  day: string;
  time: string;
}

/** A stem that may stand for a visitor's word, and how well it does, 0 to 1. */
export interface Term {
  stem: string;
  word: string; // as shown
  weight: number;
}

/** One thing the visitor means: their words, what else may be read for each of them, and needs they stand for. */
export interface Concept {
  words: string; // as typed
  weight: number;
  slots: readonly (readonly Term[])[];
  needs: readonly { slug: string; weight: number }[];
  /** A concept that only helps to order: it brings in no service by itself. */
  isHint: boolean;
}

/** A piece of the sentence that became something else, and the sentence without it. */
export interface Taken<T> {
  value: T;
  text: string;
  queryWithout: string;
}

export interface Understood {
  concepts: readonly Concept[];
  needs: readonly Taken<string>[]; // slugs
  words: readonly string[];
  unknown: readonly string[]; // words that no service and no need uses
  corrected: readonly { from: string; to: string }[];
  place: Taken<string> | null; // as typed
  nearMe: boolean;
  filters: readonly Taken<UnderstoodFilter>[];
  queryWithoutFilters: string;
  audiences: readonly Audience[];
}

export type UnderstoodFilter =
  | { name: 'day'; value: DayChoice }
  | { name: 'part'; value: PartOfDay }
  | { name: 'open_now'; value: 'on' }
  | { name: 'cost'; value: 'free' }
  | { name: 'age'; value: `${number}` } // years
  | { name: 'language'; value: string } // as in Filters
  | { name: 'access'; value: AccessFeature }
  | { name: 'delivery'; value: Delivery };

/** A question ready for the index. */
export interface SearchQuery {
  understood: Understood;
  filters: Filters; // asked for and understood together
  around: Surroundings | null;
  sort: Sort;
  page: number;
  perPage: number;
}

export interface SearchResult {
  id: string;
  slug: string;
  name: string;
  organisation: { name: string; slug: string };
  sector: Sector;
  summary: string | null;
  distanceMetres: number | null; // to the nearest venue
  venueName: string | null; // nearest venue and town; of a confidential one its area
  coversArea: boolean;
  deliveries: readonly Delivery[];
  nextSession: Session | null;
  cost: string | null; // "Free", "£3", "From £2"
  capacity: Capacity;
  waitingWeeks: number | null;
  pausedUntil: string | null;
  isTemporarilyClosed: boolean;
  startsOn: string | null; // a season that has not begun
  assuredOn: string | null;
  isOverdue: boolean;
  latitude: number | null; // of the nearest venue that is not confidential
  longitude: number | null;
  why: string[];
}

export interface FacetOption {
  value: string;
  label: string;
  count: number;
  selected: boolean;
  parent: string | null; // of a need
}

export interface Facet {
  name: string; // the parameter
  label: string;
  options: FacetOption[];
}

/** Ids of all matches in order, one page of them as cards, and the counts beside the filters. */
export interface Found {
  total: number;
  page: number;
  pages: number;
  perPage: number;
  results: SearchResult[];
  facets: Facet[];
}

/** A way on from an empty page: what to change, how many that gives, and the parameters to use. */
export interface Suggestion {
  label: string;
  count: number;
  parameters: string;
}

export interface Recovery {
  /** Each filter in the way, and what removing it gives; the most first. */
  filters: (Suggestion & { name: string; value: string })[];
  withoutFilters: Suggestion | null;
  widerArea: (Suggestion & { miles: number | null }) | null;
  needs: (Suggestion & { slug: string })[];
}

export interface AppliedFilter {
  name: string;
  value: string;
  label: string;
  fromWords: boolean; // read in the sentence, not chosen in the form
  parametersWithout: string;
}

/** What a search page and the JSON interface show. `queryWithout` is the search's parameters without those words. */
export interface SearchAnswer extends Found {
  parameters: string; // this search, normalised
  understood: {
    needs: { slug: string; name: string; words: string; queryWithout: string }[];
    words: string[];
    unknown: string[];
    /** The place that was found; `queryWithout` when it was read in the sentence. */
    place: { name: string; kind: PlaceKind; queryWithout: string | null } | null;
    corrected: { from: string; to: string }[];
    filters: { name: string; value: string; label: string; queryWithout: string }[];
    nearMe: boolean;
  };
  placeResolution: PlaceResolution | null;
  placeSentence: string | null;
  applied: AppliedFilter[];
  errors: string[];
  recovery: Recovery | null;
}
