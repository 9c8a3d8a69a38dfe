import type { NeedTree } from '#src/features/needs/content.ts';
import { matcherOf } from '#src/features/needs/rules.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { fold } from '#src/lib/text.ts';
import { wordsOf } from '#src/lib/stem.ts';
import { areaNumbers, writeAreas } from '../columns/areas.ts';
import { choicesOf, languageValue } from '../columns/choices.ts';
import { writeFacts } from '../columns/facts.ts';
import { collectOpenTimes, knownDays, timesOn, weekdayChoices, type OpenTimes } from '../columns/times.ts';
import { writeVenues } from '../columns/venues.ts';
import { withoutLongTexts } from '../packed/records.ts';
import { clearBit, setBit } from '../packed/bits.ts';
import { entriesOfService } from '../suggesting/entries.ts';
import type { SearchIndex } from '../types.ts';
import { needWordsIn } from '../understanding/need-words.ts';
import { toDocument } from './documents.ts';
import type { Edits, OpenIndex } from './open.ts';
import { compareNames } from './pack.ts';

/** A service as it is now, or null when the public may no longer see it. */
export interface Change {
  id: string;
  service: ServiceForIndex | null;
}

/** How many more services may be edited before the index must be built anew. */
export const roomLeft = ({ index, packed }: OpenIndex): number => packed.capacity - index.size;

/**
 * Patches edited services into an index: each gets a new position, its old one dies. Words are weighed as when the
 * index was built, so scores stay comparable. Throws a RangeError when there is no room left.
 */
export function applyChanges(open: OpenIndex, changes: readonly Change[]): void {
  const { index, edits } = open;
  if (changes.filter((change) => change.service !== null).length > roomLeft(open))
    throw new RangeError('No room is left for edits: the index must be built anew.');
  for (const { id, service } of changes) {
    const before = index.positionOf(id);
    if (before !== -1) {
      clearBit(index.alive, before);
      index.count -= 1;
    }
    if (service === null) continue;
    const position = index.size;
    index.size += 1;
    index.count += 1;
    setBit(index.alive, position);
    edits.services.set(position, withoutLongTexts(service));
    edits.positions.set(id, position);
    writeEverything(open, position, service);
    edits.suggestions = [...edits.suggestions, ...entriesOfService(service, position)];
  }
  if (changes.length > 0) {
    index.edits += 1;
    orderEditedNames(index, edits);
  }
}

/**
 * Puts other needs, or other everyday words of them, in the place of those that the index was built with: the next search
 * understands them. What was worked out from them beforehand, as suggestions are, follows when the index is built anew.
 */
export function changeNeeds({ index }: OpenIndex, needs: NeedTree): void {
  index.needs = needs;
  index.matcher = matcherOf(needs);
  index.needWords = new Map(needWordsIn(index.matcher, index.text));
  index.vocabulary.learn(index.matcher.vocabulary);
  index.edits += 1;
}

function writeEverything(
  { index, packed, edits }: OpenIndex,
  position: number,
  service: ServiceForIndex,
): void {
  const { day, needs, calendar, facts, choices } = index;
  writeFacts(facts, position, service, day);
  writeVenues(index.venues, position, service);
  writeAreas(index.areas, position, service, areaNumbers(index.areas));
  facts.organisation[position] = organisationNumber(
    index,
    packed.organisations.offsets.length - 1,
    edits,
    service,
  );
  for (const slug of new Set(service.needs)) index.tags.put(slug, position);
  for (const name of [...choicesOf(service, needs), ...weekdayChoices(service, day)])
    choices.put(name, position);
  for (const known of knownDays(day)) {
    const times = timesOn(service, calendar, known);
    for (const name of times.choices) choices.put(name, position);
    const collected = collectOpenTimes(known);
    collected.put(position, times.open);
    (index.openTimes(known) as OpenTimes[]).push(collected.pack());
  }
  const languages = index.languages as Map<string, string>;
  for (const language of service.languages) {
    const value = languageValue(language);
    if (!languages.has(value)) languages.set(value, language.name);
  }
  const document = toDocument(service, needs);
  index.text.put(position, document);
  index.vocabulary.learn(Object.values(document).flatMap(wordsOf));
}

/** The organisation's number among those of the build, or one after them. */
function organisationNumber(
  index: SearchIndex,
  built: number,
  edits: Edits,
  service: ServiceForIndex,
): number {
  const { slug } = service.organisation;
  const known = index.organisationNumber(slug);
  if (known !== -1) return known;
  const number = built + edits.organisations.size;
  edits.organisations.set(slug, number);
  return number;
}

/** Puts the names of edited services between those of the build: a fraction of the way from one to the next. */
function orderEditedNames(index: SearchIndex, edits: Edits): void {
  const edited = [...edits.services]
    .map(([position, service]) => ({ position, key: fold(service.name) }))
    .sort((a, b) => compareNames(a.key, b.key) || a.position - b.position);
  const built = index.size - edits.services.size;
  const positionAt = new Uint32Array(built);
  for (let position = 0; position < built; position += 1)
    positionAt[index.facts.name[position] ?? 0] = position;
  edited.forEach(({ position, key }, number) => {
    let from = 0;
    let to = built;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (compareNames(fold(index.service(positionAt[middle] ?? 0).name), key) <= 0) from = middle + 1;
      else to = middle;
    }
    index.facts.name[position] = from - 1 + (number + 1) / (edited.length + 1);
  });
}
