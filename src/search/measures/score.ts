import { hasBit, setBit, type Bits } from '../packed/bits.ts';
import type { Concept, SearchIndex, Understood } from '../types.ts';
import { add, empty, raise, type Tally } from './tally.ts';

/** A word matched this well is half as good as can be: about a word of the summary. */
const HALF_WAY = 2;
/** From this score on a concept counts as wholly answered. */
const ANSWERED = 0.25;
/** A need that is said outright, not only hinted at by a word of one of its phrases. */
const SAID_OUTRIGHT = 0.9;
/** What matching words add when the words are known to stand for a need. */
const TEXT_BESIDE_NEED = 1.2;
/** All words of a phrase found as well as in a name: that is the very service, whatever it is tagged with. */
const AS_IN_A_NAME = 0.6;
const NAMED = 1.5;
const CHILD_OF_NEED = 0.6;
const PARENT_OF_NEED = 0.6;
const RELATED_NEED = 0.3;
/** What a word of the need's own phrases is worth in a service that is not tagged with it. */
const NEED_AS_TEXT = 0.5;
/** What each need that nobody asked for takes away, and what answering a second one that was asked for adds. */
const CROWDING = 0.2;
const EACH_FURTHER_NEED = 0.25;
/** How much a need weighs that every service is for, and what one that a single service is for has on top. */
const COMMON_NEED = 0.4;
const RARE_NEED = 0.6;
/** Services below this part of the best share are about something else. */
const LEAST_PART_OF_BEST = 0.3;

/**
 * How well each service answers the words, by position: the concepts added up, times 0.5 + 0.5 x the share of them
 * that is answered. The tally holds until the next search of this index.
 */
export function scoreWords(index: SearchIndex, understood: Understood): Tally {
  const { total, share, certain, concept: values } = index.scratch;
  for (const tally of [total, share, certain]) empty(tally);
  const isWhole = index.count === index.size;
  const telling = understood.concepts.filter((concept) => !concept.isHint);
  const weights = new Map(understood.concepts.map((concept) => [concept, weightOf(index, concept)] as const));
  const whole = telling.reduce((sum, concept) => sum + (weights.get(concept) ?? 0), 0);
  if (whole === 0) return total;
  for (const concept of understood.concepts) {
    scoreConcept(index, concept, telling.length === 1);
    const part = (weights.get(concept) ?? 0) / whole;
    for (let at = 0; at < values.count; at += 1) {
      const position = values.touched[at] ?? 0;
      if (!isWhole && !hasBit(index.alive, position)) continue;
      const value = values.values[position] ?? 0;
      values.values[position] = 0;
      add(total, position, part * value);
      if (!concept.isHint) add(share, position, value >= ANSWERED ? part : (part * value) / ANSWERED);
    }
    values.count = 0;
  }
  for (let at = 0; at < total.count; at += 1) {
    const position = total.touched[at] ?? 0;
    total.values[position] = (total.values[position] ?? 0) * (0.5 + 0.5 * (share.values[position] ?? 0));
  }
  return total;
}

/** Where two things are meant, the one that fewer services are for says more about who should be shown first. */
function weightOf(index: SearchIndex, concept: Concept): number {
  const outright = concept.needs.filter((need) => need.weight >= SAID_OUTRIGHT);
  if (outright.length === 0) return concept.weight;
  const tagged = outright.reduce((sum, { slug }) => sum + taggedWith(index, slug), 0);
  const rarity = Math.log(1 + index.size / Math.max(1, tagged)) / Math.log(1 + index.size);
  return concept.weight * (COMMON_NEED + RARE_NEED * rarity);
}

function taggedWith(index: SearchIndex, slug: string): number {
  const below = index.needs.bySlug.get(slug)?.children ?? [];
  return [slug, ...below].reduce(
    (sum, each) => sum + index.tags.of(each).reduce((count, list) => count + list.length, 0),
    0,
  );
}

/** The services worth showing after `scoreWords`: certain, or answering enough of what was meant. */
export function relevant(index: SearchIndex): Bits {
  const { share, certain } = index.scratch;
  const found: Bits = new Uint32Array(index.alive.length);
  let best = 0;
  for (let at = 0; at < share.count; at += 1) {
    best = Math.max(best, share.values[share.touched[at] ?? 0] ?? 0);
  }
  for (let at = 0; at < share.count; at += 1) {
    const position = share.touched[at] ?? 0;
    const isEnough = (share.values[position] ?? 0) >= best * LEAST_PART_OF_BEST;
    if (isEnough || (certain.values[position] ?? 0) > 0) setBit(found, position);
  }
  return found;
}

/** One concept into `scratch.concept`: its words as text and the needs it stands for, added. */
function scoreConcept(index: SearchIndex, concept: Concept, isOnly: boolean): void {
  const { concept: values, certain, need: best, answered, about } = index.scratch;
  addText(index, concept);
  if (isOnly && !concept.words.includes(' ')) {
    for (let at = 0; at < values.count; at += 1) raise(certain, values.touched[at] ?? 0, 1);
  }
  if (concept.needs.length === 0) return;
  for (const { slug, weight } of concept.needs) addNeed(index, slug, weight, isOnly);
  const { slot: spoken } = index.scratch;
  for (let at = 0; at < spoken.count; at += 1) {
    const position = spoken.touched[at] ?? 0;
    add(values, position, spoken.values[position] ?? 0);
  }
  empty(spoken);
  for (let at = 0; at < best.count; at += 1) {
    const position = best.touched[at] ?? 0;
    const fit = fitOf(
      index.facts.needCount[position] ?? 0,
      answered.values[position] ?? 0,
      about.values[position] ?? 0,
    );
    add(values, position, (best.values[position] ?? 0) * fit);
  }
  empty(best);
  empty(answered);
  empty(about);
}

/** A service tagged with many needs is less about each; one tagged with all that a phrase stands for is more about it. */
function fitOf(needs: number, asked: number, about: number): number {
  const answered = Math.max(1, asked);
  return (
    (1 + EACH_FURTHER_NEED * (answered - 1)) /
    (1 + CROWDING * Math.log2(1 + Math.max(0, needs - Math.max(answered, about))))
  );
}

function addText(index: SearchIndex, concept: Concept): void {
  const { concept: values, sum, hits, slot: best } = index.scratch;
  const slots = concept.slots.length;
  // Half the words of a phrase are worth much less than half of it; where the needs are said, words only help.
  const worth = concept.needs.some((need) => need.weight >= SAID_OUTRIGHT) ? TEXT_BESIDE_NEED : 1;
  for (const slot of concept.slots) {
    for (const term of slot) addTerm(index, term.stem, term.weight, best);
    for (let at = 0; at < best.count; at += 1) {
      const position = best.touched[at] ?? 0;
      const value = best.values[position] ?? 0;
      best.values[position] = 0;
      if (slots === 1) add(values, position, worth * value);
      else {
        add(sum, position, value);
        hits.values[position] = (hits.values[position] ?? 0) + 1;
      }
    }
    best.count = 0;
  }
  for (let at = 0; at < sum.count; at += 1) {
    const position = sum.touched[at] ?? 0;
    const part = (hits.values[position] ?? 0) / slots;
    const fit = (sum.values[position] ?? 0) / slots;
    const isNamed = part === 1 && fit > AS_IN_A_NAME;
    add(values, position, (isNamed ? NAMED : worth) * fit * part * part);
    sum.values[position] = 0;
    hits.values[position] = 0;
  }
  sum.count = 0;
}

function addTerm(index: SearchIndex, stem: string, weight: number, best: Tally): void {
  const idf = index.text.idf(stem);
  for (const { documents, weights } of index.text.postings(stem)) {
    for (let at = 0; at < documents.length; at += 1) {
      const plain = (weights[at] ?? 0) / idf;
      raise(best, documents[at] ?? 0, (weight * plain) / (plain + HALF_WAY));
    }
  }
}

/**
 * A need, what stands below it in the tree, and, less, a service tagged only with what stands above it. One that is
 * said outright brings in a little of what is related to it too, and services that use the words of its phrases.
 */
function addNeed(index: SearchIndex, slug: string, weight: number, isOnly: boolean): void {
  const { need: best, certain, answered, about } = index.scratch;
  const isOutright = weight >= SAID_OUTRIGHT;
  const put = (other: string, value: number, isCertain: boolean, isAbout = true): void => {
    for (const positions of index.tags.of(other)) {
      for (const position of positions) {
        raise(best, position, value);
        if (isCertain) raise(certain, position, 1);
        if (isOutright && other === slug) add(answered, position, 1);
        if (isOutright && isAbout) add(about, position, 1);
      }
    }
  };
  const need = index.needs.bySlug.get(slug);
  put(slug, weight, isOutright);
  for (const child of need?.children ?? []) put(child, weight * CHILD_OF_NEED, isOutright && isOnly);
  if (need?.parent != null) put(need.parent, weight * PARENT_OF_NEED, false, false);
  if (!isOutright) return;
  for (const related of need?.related ?? []) put(related, weight * RELATED_NEED, false);
  for (const term of index.needWords.get(slug) ?? []) {
    addTerm(index, term.stem, weight * NEED_AS_TEXT * term.weight, index.scratch.slot);
  }
}
