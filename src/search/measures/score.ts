import type { TextIndex } from '../text/text-index.ts';
import type { Concept, SearchIndex, Understood } from '../types.ts';

/** How well each service answers the words, by position; `share` is how much of what was meant it answers. */
export interface Scores {
  values: Float64Array;
  shares: Float64Array;
  /** 1 for services tagged with a need the words stand for outright, or having the one word that was asked for. */
  certain: Uint8Array;
}

/** A word matched this well is half as good as can be: about a word of the summary. */
const HALF_WAY = 3;
/** From this score on a concept counts as wholly answered. */
const ANSWERED = 0.25;
/** A need that is said outright, not only hinted at by a word of one of its phrases. */
const SAID_OUTRIGHT = 0.9;
/** What matching words add when the words are known to stand for a need. */
const TEXT_BESIDE_NEED = 0.7;
const CHILD_OF_NEED = 0.75;
const PARENT_OF_NEED = 0.35;
/** What each need that nobody asked for takes away, and what answering a second one that was asked for adds. */
const CROWDING = 0.3;
const EACH_FURTHER_NEED = 0.15;
/** Services below this part of the best share are about something else. */
const LEAST_PART_OF_BEST = 0.3;

/** Adds up the concepts and multiplies by the share of them that is answered: 0.5 + 0.5 x share. */
export function scoreWords(index: SearchIndex, understood: Understood): Scores {
  const size = index.services.length;
  const scores: Scores = {
    values: new Float64Array(size),
    shares: new Float64Array(size),
    certain: new Uint8Array(size),
  };
  const whole = understood.concepts.reduce((sum, concept) => sum + (concept.isHint ? 0 : concept.weight), 0);
  if (whole === 0) return scores;
  const values = new Float64Array(size);
  const isOnly = understood.concepts.filter((concept) => !concept.isHint).length === 1;
  for (const concept of understood.concepts) {
    scoreConcept(index, concept, values, scores.certain, isOnly);
    for (let at = 0; at < size; at += 1) {
      const value = values[at] ?? 0;
      if (value === 0) continue;
      scores.values[at] = (scores.values[at] ?? 0) + (concept.weight * value) / whole;
      if (!concept.isHint) {
        scores.shares[at] =
          (scores.shares[at] ?? 0) + (concept.weight * Math.min(1, value / ANSWERED)) / whole;
      }
    }
  }
  for (let at = 0; at < size; at += 1)
    scores.values[at] = (scores.values[at] ?? 0) * (0.5 + 0.5 * (scores.shares[at] ?? 0));
  return scores;
}

/** Positions worth showing: certain, or answering enough of what was meant. */
export function relevant(scores: Scores): number[] {
  const best = scores.shares.reduce((most, share) => (share > most ? share : most), 0);
  const positions: number[] = [];
  scores.shares.forEach((share, position) => {
    if (share > 0 && (share >= best * LEAST_PART_OF_BEST || scores.certain[position] === 1))
      positions.push(position);
  });
  return positions;
}

/** One concept: its words as text and the needs it stands for, added. */
function scoreConcept(
  index: SearchIndex,
  concept: Concept,
  values: Float64Array,
  certain: Uint8Array,
  isOnly: boolean,
): void {
  values.fill(0);
  addText(index.text, concept, values);
  if (isOnly && !concept.words.includes(' ')) {
    values.forEach((value, position) => {
      if (value > 0) certain[position] = 1;
    });
  }
  if (concept.needs.length === 0) return;
  const best = new Float64Array(values.length);
  for (const { slug, weight } of concept.needs) {
    addNeed(index, slug, weight, best, weight >= SAID_OUTRIGHT ? certain : null, isOnly);
  }
  const asked = concept.needs.filter(({ weight }) => weight >= SAID_OUTRIGHT).map(({ slug }) => slug);
  best.forEach((value, position) => {
    if (value > 0)
      values[position] =
        (values[position] ?? 0) + value * fitOf(index.services[position]?.needs ?? [], asked);
  });
}

/** A service tagged with many needs is less about each; one tagged with all that a phrase stands for is more about it. */
function fitOf(needs: readonly string[], asked: readonly string[]): number {
  const answered = Math.max(
    1,
    asked.reduce((count, slug) => count + (needs.includes(slug) ? 1 : 0), 0),
  );
  return (1 + EACH_FURTHER_NEED * (answered - 1)) / (1 + CROWDING * Math.max(0, needs.length - answered));
}

function addText(text: TextIndex, concept: Concept, values: Float64Array): void {
  const slots = concept.slots.length;
  if (slots === 0) return;
  const sums = new Float64Array(values.length);
  const hits = new Uint8Array(values.length);
  for (const slot of concept.slots) {
    const best = new Float64Array(values.length);
    for (const term of slot) {
      const { documents, weights } = text.postings(term.stem);
      const idf = text.idf(term.stem);
      for (let at = 0; at < documents.length; at += 1) {
        const document = documents[at] ?? 0;
        const plain = (weights[at] ?? 0) / idf;
        const value = (term.weight * plain) / (plain + HALF_WAY);
        if (value > (best[document] ?? 0)) best[document] = value;
      }
    }
    best.forEach((value, document) => {
      if (value === 0) return;
      sums[document] = (sums[document] ?? 0) + value;
      hits[document] = (hits[document] ?? 0) + 1;
    });
  }
  // Half the words of a phrase are worth much less than half of it; where the needs are said, words only help.
  const worth = concept.needs.some((need) => need.weight >= SAID_OUTRIGHT) ? TEXT_BESIDE_NEED : 1;
  sums.forEach((sum, document) => {
    if (sum > 0) values[document] = worth * (sum / slots) * ((hits[document] ?? 0) / slots) ** 2;
  });
}

/** A need, what stands below it in the tree, and, less, a service tagged only with what stands above it. */
function addNeed(
  index: SearchIndex,
  slug: string,
  weight: number,
  best: Float64Array,
  certain: Uint8Array | null,
  isOnly: boolean,
): void {
  const need = index.needs.bySlug.get(slug);
  const put = (other: string, value: number, marks: boolean): void => {
    index.byNeed.get(other)?.forEach((position) => {
      if (value > (best[position] ?? 0)) best[position] = value;
      if (marks && certain !== null) certain[position] = 1;
    });
  };
  put(slug, weight, true);
  for (const child of need?.children ?? []) put(child, weight * CHILD_OF_NEED, isOnly);
  if (need?.parent != null) put(need.parent, weight * PARENT_OF_NEED, false);
}
