import type { SuggestionEntry } from '#src/search/suggesting/entries.ts';
import { packSuggestions, type PackedSuggestions } from '#src/search/suggesting/pack.ts';
import { suggest, type Suggestion } from '#src/search/suggesting/suggest.ts';

export const entry = (
  kind: SuggestionEntry['kind'],
  name: string,
  more: Partial<SuggestionEntry> = {},
): SuggestionEntry => ({
  kind,
  name,
  target: name.toLowerCase().replaceAll(' ', '-'),
  detail: null,
  words: [],
  services: [],
  weight: 0.5,
  ...more,
});

export const place = (name: string, more: Partial<SuggestionEntry> = {}): SuggestionEntry =>
  entry('place', name, { target: name, ...more });

/** Invented: a town with services, some of which share words with each other and with places. */
export const ENTRIES: SuggestionEntry[] = [
  entry('need', 'Feeling lonely', { words: ['someone to talk to', 'no friends', 'loney'], services: [1, 2] }),
  entry('need', 'Gas, electricity and keeping warm', { words: ["can't pay my gas bill"], services: [0] }),
  entry('need', 'Food banks and food parcels', { words: ['food bank'], services: [0] }),
  entry('service', 'Tarnbury Food Bank', { detail: 'Marl Larder, Tarnbury', services: [0] }),
  entry('service', 'Café Société', { words: ['The Tuesday table'], services: [1] }),
  entry('service', "St Ann's lunch club", { services: [2] }),
  entry('organisation', 'Marl Larder', { services: [0, 3] }),
  entry('organisation', 'Bereavement Friends', { services: [2] }),
  place('Tarnbury', { detail: 'Aldershire' }),
  place('Marlbridge'),
  place('Stoke under Marl'),
  place('MB1'),
];

export const PACKED = packSuggestions(ENTRIES);

/** What is offered for these words; everything is alive unless told. */
export const offered = (
  typed: string,
  { packed = PACKED, most = 8 }: { packed?: PackedSuggestions; most?: number } = {},
): Suggestion[] => suggest(packed, [], () => true, typed, most);

export const namesFor = (typed: string, entries?: readonly SuggestionEntry[]): string[] =>
  offered(typed, entries === undefined ? {} : { packed: packSuggestions(entries) }).map(({ name }) => name);
