import { AUDIENCES, WEEKDAYS } from '#db/vocabulary.ts';
import type { Audience, Capacity, Delivery, Joining, Weekday } from '#db/vocabulary.ts';
import type { Need, NeedTree } from '#src/features/needs/content.ts';
import { AUDIENCE_LABELS } from '#src/lib/labels.ts';
import { wordsOf } from '#src/lib/stem.ts';
import type { TextDocument } from '#src/search/text/text-index.ts';
import { benchId, organisationAt, venueAt, type BenchOrganisation, type BenchVenue } from './place.ts';
import { seeded, type Random } from './random.ts';
import { zipfian } from './words.ts';

/** As many different words as a county's directory has. */
export const WORDS = zipfian(30_000);
const FEWEST_WORDS = 120;
const MOST_WORDS = 250;
const SERVICES_PER_ORGANISATION = 5;
const SERVICES_PER_VENUE = 4;
/** Drawn from the vocabulary by a service of middle length; the others are names, needs and places. */
const DRAWN_WORDS = 160;

export interface BenchService {
  id: string;
  slug: string;
  name: string;
  summary: string;
  description: string;
  eligibility: string;
  organisation: BenchOrganisation;
  venue: BenchVenue | null; // null: by phone, online or at home only
  needs: readonly Need[];
  audiences: readonly Audience[];
  deliveries: readonly Delivery[];
  joinings: readonly Joining[];
  days: readonly Weekday[];
  opensAt: string;
  closesAt: string;
  pounds: number | null; // null: nothing is said about the cost
  minimumAge: number | null; // years
  capacity: Capacity;
  checkedDaysAgo: number;
  language: { name: string; code: string } | null;
}

/** Words that each are in about 22 % of the services: three of them hit more than half. */
export const harshWords = (count: number): string[] => WORDS.inShareOfTexts(0.22, DRAWN_WORDS, count);

/** The first `size` services of a made-up place, one at a time: the same ones each time, nothing about anybody. */
export function* benchServices(needs: NeedTree, size: number): Generator<BenchService> {
  const leaves = [...needs.bySlug.values()].filter((need) => need.parent !== null);
  for (let number = 0; number < size; number += 1) yield serviceAt(number, leaves, size);
}

function serviceAt(number: number, leaves: readonly Need[], size: number): BenchService {
  const random = seeded(number);
  const needs = random.some(leaves, 1 + random.below(3));
  const hasVenue = random.isLucky(0.8);
  const hour = 9 + random.below(9);
  const service: BenchService = {
    id: benchId('service', number),
    slug: `bench-service-${number}`,
    ...textsOf(random, needs),
    description: '',
    organisation: organisationAt(random.below(Math.ceil(size / SERVICES_PER_ORGANISATION))),
    venue: hasVenue ? venueAt(random.below(Math.ceil(size / SERVICES_PER_VENUE))) : null,
    needs,
    audiences: random.some(AUDIENCES, Math.max(0, random.below(4) - 1)),
    deliveries: [hasVenue ? 'venue' : random.pick(['phone', 'online', 'home'] as const)],
    joinings: [random.pick(['drop_in', 'self_referral', 'self_referral', 'gp_referral'] as const)],
    days: random.some(WEEKDAYS, 1 + random.below(3)),
    opensAt: `${String(hour).padStart(2, '0')}:00`,
    closesAt: `${String(hour + 2).padStart(2, '0')}:30`,
    pounds: random.isLucky(0.2) ? null : random.isLucky(0.6) ? 0 : 1 + random.below(12),
    minimumAge: random.isLucky(0.3) ? 18 : null,
    capacity: random.pick(['unknown', 'open', 'open', 'waiting_list', 'full'] as const),
    checkedDaysAgo: random.below(300),
    language: random.isLucky(0.1) ? random.pick(LANGUAGES) : null,
  };
  const length = FEWEST_WORDS + random.below(MOST_WORDS - FEWEST_WORDS + 1);
  return { ...service, description: describe(random, phrasesOf(needs), length - wordsIn(service)) };
}

const LANGUAGES = [
  { name: 'Polish', code: 'pl' },
  { name: 'Urdu', code: 'ur' },
  { name: 'Romanian', code: 'ro' },
] as const;

const phrasesOf = (needs: readonly Need[]): string[] =>
  needs.flatMap((need) => [need.name, ...need.words.slice(0, 2)]);

const drawn = (random: Random, count: number): string[] =>
  Array.from({ length: count }, () => WORDS.draw(random));

const countWords = (text: string): number => wordsOf(text).length;
const wordsIn = (service: BenchService): number =>
  Object.values(toTextDocument(service)).reduce((sum, text) => sum + countWords(text), 0);

function textsOf(
  random: Random,
  needs: readonly Need[],
): Pick<BenchService, 'name' | 'summary' | 'eligibility'> {
  const phrases = phrasesOf(needs);
  return {
    name: sentence([...drawn(random, 2), random.pick(phrases).toLowerCase()]),
    summary: mixed(random, [random.pick(phrases)], 12 + random.below(8)),
    eligibility: mixed(random, [], 8 + random.below(8)),
  };
}

/** The everyday words of its needs among drawn ones, as many words in all as are wanted. */
function describe(random: Random, phrases: readonly string[], words: number): string {
  const ofPhrases = phrases.reduce((sum, phrase) => sum + countWords(phrase), 0);
  return mixed(random, phrases, words - ofPhrases);
}

function mixed(random: Random, phrases: readonly string[], drawnWords: number): string {
  const words = drawn(random, drawnWords);
  for (const phrase of phrases) words.splice(random.below(words.length + 1), 0, phrase.toLowerCase());
  return sentences(words);
}

const SENTENCE_WORDS = 14;

const sentence = (words: readonly string[]): string => {
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

function sentences(words: readonly string[]): string {
  const parts: string[] = [];
  for (let start = 0; start < words.length; start += SENTENCE_WORDS) {
    parts.push(`${sentence(words.slice(start, start + SENTENCE_WORDS))}.`);
  }
  return parts.join(' ');
}

/** What is searched as text of a service: the same fields from the same facts as `src/search` takes them. */
export const toTextDocument = (service: BenchService): TextDocument => ({
  name: service.name,
  organisation: service.organisation.name,
  summary: service.summary,
  needs: [
    ...service.needs.map((need) => need.name),
    ...service.audiences.map((audience) => AUDIENCE_LABELS[audience]),
  ].join(' \n '),
  venues: service.venue === null ? '' : `${service.venue.name} \n ${service.venue.town.name}`,
  description: `${service.description} \n ${service.eligibility}`,
});
