import type { NeedTree } from '#src/features/needs/content.ts';
import { matcherOf } from '#src/features/needs/rules.ts';
import type { Gazetteer } from '#src/features/places/rules.ts';
import type { PublicCalendar } from '#src/features/schedules/rules.ts';
import { openChoices } from '../columns/choices.ts';
import { openTags } from '../columns/needs.ts';
import { collectOpenTimes, timesOn, type OpenTimes } from '../columns/times.ts';
import { stem } from '#src/lib/stem.ts';
import { createScratch } from '../measures/tally.ts';
import { hasBit, positionsIn, setBit, wordsFor, type Bits } from '../packed/bits.ts';
import { openRecords, type IndexedService } from '../packed/records.ts';
import { openWords } from '../packed/word-table.ts';
import type { SuggestionEntry } from '../suggesting/entries.ts';
import { suggest } from '../suggesting/suggest.ts';
import { openText } from '../text/text-index.ts';
import { openVocabulary } from '../text/vocabulary.ts';
import type { SearchIndex } from '../types.ts';
import type { PackedIndex } from './pack.ts';

/** What an index is read with beside the database's services and places. */
export interface IndexContent {
  needs: NeedTree;
  calendar: PublicCalendar;
}

/** What edits write beside the typed arrays; see edit.ts. */
export interface Edits {
  services: Map<number, IndexedService>; // by position
  positions: Map<string, number>; // by id
  organisations: Map<string, number>; // slugs not known to the build
  suggestions: SuggestionEntry[]; // another list after each edit
}

export interface OpenIndex {
  index: SearchIndex;
  packed: PackedIndex;
  edits: Edits;
}

/** Opens a packed index for searching: reads little ahead, so that swapping one in holds nobody up. */
export function openIndex(packed: PackedIndex, gazetteer: Gazetteer, content: IndexContent): OpenIndex {
  const { size, capacity } = packed;
  const ids = openWords(packed.ids.words);
  const records = openRecords(packed.records);
  const organisations = openWords(packed.organisations);
  const english = openWords(packed.english);
  const choices = openChoices(packed.choices);
  const alive: Bits = new Uint32Array(wordsFor(capacity));
  for (let position = 0; position < size; position += 1) setBit(alive, position);
  const edits: Edits = {
    services: new Map(),
    positions: new Map(),
    organisations: new Map(),
    suggestions: [],
  };
  const openTimes = new Map<string, OpenTimes[]>();
  for (const times of packed.openTimes) openTimes.set(times.day, [times]);

  const service = (position: number): IndexedService => edits.services.get(position) ?? records.at(position);
  const positionOf = (id: string): number => {
    const number = ids.find(id);
    const built = number === -1 ? -1 : (packed.ids.positions[number] ?? -1);
    const position = edits.positions.get(id) ?? built;
    return position !== -1 && hasBit(alive, position) ? position : -1;
  };
  const workOut = (day: string): OpenTimes[] => {
    const collected = collectOpenTimes(day);
    for (const position of positionsIn(alive)) {
      const times = timesOn(service(position), content.calendar, day);
      for (const name of times.choices) choices.put(name, position);
      collected.put(position, times.open);
    }
    const pieces = [collected.pack()];
    openTimes.set(day, pieces);
    return pieces;
  };

  const index: SearchIndex = {
    version: packed.version,
    edits: 0,
    day: packed.day,
    size,
    count: size,
    alive,
    service,
    positionOf,
    organisationNumber: (slug) => edits.organisations.get(slug) ?? organisations.find(slug),
    positionsOfOrganisation(slug) {
      const number = index.organisationNumber(slug);
      const found: number[] = [];
      for (let position = 0; position < index.size; position += 1) {
        if (packed.facts.organisation[position] === number && hasBit(alive, position)) found.push(position);
      }
      return found;
    },
    text: openText(packed.text),
    vocabulary: openVocabulary(packed.vocabulary),
    isEnglish: (word) => english.find(stem(word)) !== -1,
    needs: content.needs,
    matcher: matcherOf(content.needs),
    needWords: new Map(packed.needWords),
    tags: openTags(packed.tags),
    choices,
    facts: packed.facts,
    venues: packed.venues,
    areas: packed.areas,
    gazetteer,
    ordinaryPlaceNames: new Set(packed.ordinaryPlaceNames),
    languages: new Map(packed.languages),
    calendar: content.calendar,
    openTimes: (day) => openTimes.get(day) ?? workOut(day),
    suggest: (typed, most) =>
      suggest(packed.suggestions, edits.suggestions, (position) => hasBit(alive, position), typed, most),
    scratch: createScratch(capacity),
    nearness: { metres: new Float64Array(capacity), covers: new Uint8Array(capacity) },
    keys: new Float64Array(capacity),
    areasAround: new Map(),
  };
  return { index, packed, edits };
}
