import type { NeedTree } from '#src/features/needs/content.ts';
import { matcherOf } from '#src/features/needs/rules.ts';
import { buildGazetteer, type Gazetteer, type Place } from '#src/features/places/rules.ts';
import type { PublicCalendar } from '#src/features/schedules/rules.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { fold } from '#src/lib/text.ts';
import { areaNumbers, createAreas, writeAreas, type Areas } from '../columns/areas.ts';
import { choicesOf, collectChoices, languageValue, type PackedChoices } from '../columns/choices.ts';
import { createFacts, writeFacts, type Facts } from '../columns/facts.ts';
import { packTags, type PackedTags } from '../columns/needs.ts';
import { collectOpenTimes, knownDays, timesOn, weekdayChoices, type OpenTimes } from '../columns/times.ts';
import { createVenues, writeVenues, type Venues } from '../columns/venues.ts';
import { packRecords, type PackedRecords } from '../packed/records.ts';
import { packWords, type PackedWords } from '../packed/word-table.ts';
import { suggestionEntries } from '../suggesting/entries.ts';
import { packSuggestions, type PackedSuggestions } from '../suggesting/pack.ts';
import { packEnglish } from '../text/english.ts';
import { serviceWords } from '../text/service-words.ts';
import { openText, packText, type PackedText } from '../text/text-index.ts';
import { packVocabulary, type PackedVocabulary } from '../text/vocabulary.ts';
import { needWordsIn, type NeedWords } from '../understanding/need-words.ts';
import { addressPoints, toDocument } from './documents.ts';

/** Services that may be edited before an index is built anew. */
export const ROOM_FOR_EDITS = 128;

export interface IndexSources {
  version: number;
  day: string;
  services: readonly ServiceForIndex[];
  needs: NeedTree;
  places: readonly Place[];
  calendar: PublicCalendar;
}

/** An index as typed arrays and short lists: a worker makes it and hands its memory over without copying. */
export interface PackedIndex {
  version: number;
  day: string;
  size: number; // services of the build
  capacity: number; // positions there is room for
  ids: { words: PackedWords; positions: Uint32Array };
  records: PackedRecords;
  text: PackedText;
  vocabulary: PackedVocabulary;
  english: PackedWords; // stems
  ordinaryPlaceNames: string[];
  choices: PackedChoices;
  facts: Facts;
  venues: Venues;
  areas: Areas;
  tags: PackedTags;
  openTimes: OpenTimes[];
  organisations: PackedWords; // slugs
  languages: [value: string, label: string][];
  suggestions: PackedSuggestions;
  needWords: NeedWords;
}

/** Builds everything that search needs, from rows alone. The same rows always give the same index. */
export function packIndex(sources: IndexSources): { packed: PackedIndex; gazetteer: Gazetteer } {
  const { services, needs, day } = sources;
  const gazetteer = buildGazetteer(sources.places, services.flatMap(addressPoints));
  const documents = services.map((service) => toDocument(service, needs));
  const words = serviceWords(documents, matcherOf(needs).vocabulary, new Set(gazetteer.byName.keys()));
  const capacity = services.length + ROOM_FOR_EDITS;
  const text = packText(documents);
  const packed: PackedIndex = {
    version: sources.version,
    day,
    size: services.length,
    capacity,
    ids: packIds(services),
    records: packRecords(services),
    text,
    needWords: needWordsIn(matcherOf(needs), openText(text)),
    vocabulary: packVocabulary(words),
    english: packEnglish(),
    ordinaryPlaceNames: [...words.ordinaryPlaceNames],
    tags: packTags(services),
    suggestions: packSuggestions(suggestionEntries({ needs, services, gazetteer })),
    ...packColumns(sources, capacity),
    ...packTimes(sources, capacity),
  };
  return { packed, gazetteer };
}

function packIds(services: readonly ServiceForIndex[]): PackedIndex['ids'] {
  const sorted = services
    .map(({ id }, position) => ({ id, position }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    words: packWords(sorted.map(({ id }) => id)),
    positions: Uint32Array.from(sorted, ({ position }) => position),
  };
}

function packColumns(
  { services, day }: IndexSources,
  capacity: number,
): Pick<PackedIndex, 'facts' | 'venues' | 'areas' | 'organisations' | 'languages'> {
  const facts = createFacts(capacity);
  const venues = createVenues(capacity);
  const areas = createAreas(capacity);
  const numberOf = areaNumbers(areas);
  const slugs = [...new Set(services.map((service) => service.organisation.slug))].sort();
  const organisations = new Map(slugs.map((slug, number) => [slug, number] as const));
  const languages = new Map<string, string>();
  services.forEach((service, position) => {
    writeFacts(facts, position, service, day);
    writeVenues(venues, position, service);
    writeAreas(areas, position, service, numberOf);
    facts.organisation[position] = organisations.get(service.organisation.slug) ?? 0;
    for (const language of service.languages) {
      const value = languageValue(language);
      if (!languages.has(value)) languages.set(value, language.name);
    }
  });
  writeNameOrder(facts, services);
  return { facts, venues, areas, organisations: packWords(slugs), languages: [...languages] };
}

/** Collated once: comparing names is the slowest part of sorting. */
function writeNameOrder(facts: Facts, services: readonly ServiceForIndex[]): void {
  const byName = services
    .map((service, position) => ({ key: fold(service.name), position }))
    .sort((a, b) => compareNames(a.key, b.key) || a.position - b.position);
  byName.forEach((entry, order) => (facts.name[entry.position] = order));
}

const collator = new Intl.Collator('en-GB', { numeric: true });
/** The order of folded names. */
export const compareNames = (a: string, b: string): number => collator.compare(a, b);

function packTimes(
  { services, needs, calendar, day }: IndexSources,
  capacity: number,
): Pick<PackedIndex, 'choices' | 'openTimes'> {
  const choices = collectChoices(capacity);
  const days = knownDays(day).map((known) => collectOpenTimes(known));
  services.forEach((service, position) => {
    for (const name of choicesOf(service, needs)) choices.put(name, position);
    for (const name of weekdayChoices(service, day)) choices.put(name, position);
    knownDays(day).forEach((known, number) => {
      const times = timesOn(service, calendar, known);
      for (const name of times.choices) choices.put(name, position);
      days[number]?.put(position, times.open);
    });
  });
  return { choices: choices.pack(), openTimes: days.map((collected) => collected.pack()) };
}
