import { join } from 'node:path';
import { readNeeds } from '#src/features/needs/content.ts';
import { stem } from '#src/lib/stem.ts';
import { openText, packText, topDocuments } from '#src/search/text/text-index.ts';
import { ROOT } from '../../support/server.ts';
import { ftsEngine, lunrEngine, type Engine, type Ranking } from '../corpus/baselines.ts';
import { seeded } from '../corpus/random.ts';
import { benchServices, harshWords, toTextDocument } from '../corpus/services.ts';
import { collectGarbage, handBack } from '../processes.ts';
import { median, summarise, type Summary } from '../statistics.ts';

export interface WordsMeasured {
  ours: Summary; // milliseconds, as all here
  lunr: Summary;
  fts: Summary;
  shareHitByOne: number; // median over the words
  shareHitByThree: number;
  sameAsLunr: number; // questions of `questions` with the same scores in the same order
  questions: number;
}

const SHOWN = 20;
const QUESTIONS = 60;
const ROUNDS = 5;
/** Ours is asked so much more often for enough samples in its small part of each round. */
const OURS_PER_QUESTION = 25;

const size = Number(process.argv[2]);
const services = [...benchServices(readNeeds(join(ROOT, 'content')), size)];
const documents = services.map(toTextDocument);
const text = openText(packText(documents));
const ours: Engine = (stems, most) => {
  const top = topDocuments(text, stems, most);
  return { documents: [...top.documents], scores: [...top.scores] };
};
const lunr = lunrEngine(documents);
const fts = ftsEngine(documents);

const random = seeded(1);
const stems = harshWords(40).map(stem);
const questions = Array.from({ length: QUESTIONS }, () => random.some(stems, 3));

/** Scores are equal up to a constant of the question; lunr rounds weights, so to three digits. */
function isSame(a: Ranking, b: Ranking): boolean {
  const ratio = (a.scores[0] ?? 0) / (b.scores[0] ?? 1);
  return (
    a.scores.length === b.scores.length &&
    a.scores.every((score, at) => near(score, (b.scores[at] ?? 0) * ratio))
  );
}
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.001 * Math.abs(b);

function time(engine: Engine, times: number, into: number[]): void {
  for (const question of questions) {
    for (let turn = 0; turn < times; turn += 1) {
      const started = performance.now();
      engine(question, SHOWN);
      into.push(performance.now() - started);
    }
  }
}

const hitsOf = (words: readonly string[]): number =>
  new Set(words.flatMap((word) => text.postings(word).flatMap((part) => [...part.documents]))).size;
const sameAsLunr = questions.filter((question) =>
  isSame(ours(question, SHOWN), lunr(question, SHOWN)),
).length;

time(lunr, 1, []);
time(fts, 1, []);
time(ours, OURS_PER_QUESTION, []);
const taken = { ours: [] as number[], lunr: [] as number[], fts: [] as number[] };
for (let round = 0; round < ROUNDS; round += 1) {
  time(lunr, 1, taken.lunr);
  time(fts, 1, taken.fts);
  // What lunr leaves lying about is not for ours to clear up.
  collectGarbage();
  time(ours, OURS_PER_QUESTION, taken.ours);
}

handBack({
  ours: summarise(taken.ours),
  lunr: summarise(taken.lunr),
  fts: summarise(taken.fts),
  shareHitByOne: median(stems.map((word) => hitsOf([word]) / size)),
  shareHitByThree: median(questions.map((question) => hitsOf(question) / size)),
  sameAsLunr,
  questions: QUESTIONS,
} satisfies WordsMeasured);
