import { measureApart } from '../processes.ts';
import { atLeast, atMost, type Line } from '../report.ts';
import { milliseconds, percent, readable } from '../statistics.ts';
import type { Places } from '../places.ts';
import type { SentenceMeasured } from '../measures/sentence.ts';
import type { WordsMeasured } from '../measures/words.ts';

const SERVICES = 10_000;

/** Three harsh words against lunr and FTS5, and whole sentences at two sizes. */
export async function* searchLines(places: Places): AsyncGenerator<Line> {
  yield* wordLines(await measureApart<WordsMeasured>('words', [SERVICES]));
  yield sentenceLine('10,000', await places.small(), 3);
  yield sentenceLine('100,000', await places.large(), 20);
}

function wordLines(measured: WordsMeasured): Line[] {
  const { ours, lunr, fts } = measured;
  const timesQuicker = (other: number): number => other / ours.p50;
  const harsh = `a word hits ${percent(measured.shareHitByOne)}, three ${percent(measured.shareHitByThree)}`;
  const same = `the same first 20 as lunr in ${measured.sameAsLunr} of ${measured.questions} questions`;
  return [
    {
      what: '3 words at 10,000 services, against a plain lunr.Index on the same corpus',
      target: 'at least 150 times faster at p50; p99 at most 1 ms',
      checks: [
        atLeast(timesQuicker(lunr.p50), 150, `${readable(timesQuicker(lunr.p50))} times`),
        atMost(ours.p99, 1, `p99 ${milliseconds(ours.p99)}`),
      ],
      beside: `p50 ${milliseconds(ours.p50)} against ${milliseconds(lunr.p50)}; ${harsh}; ${same}`,
    },
    {
      what: 'the same against SQLite FTS5 bm25, top 20',
      target: 'at least 10 times faster at p50',
      checks: [atLeast(timesQuicker(fts.p50), 10, `${readable(timesQuicker(fts.p50))} times`)],
      beside: `p50 ${milliseconds(ours.p50)} against ${milliseconds(fts.p50)}`,
    },
  ];
}

async function sentenceLine(size: string, file: string, mostMs: number): Promise<Line> {
  const { times, working, clauses, found } = await measureApart<SentenceMeasured>('sentence', [file]);
  return {
    what: `a sentence (12 clauses or more), filters, distance, facets at ${size}`,
    target: `p99 at most ${mostMs} ms`,
    checks: [atMost(times.p99, mostMs, `p99 ${milliseconds(times.p99)}`)],
    beside: [
      `p50 ${milliseconds(times.p50)}`,
      `processor time alone p99 ${milliseconds(working.p99)}`,
      `${readable(clauses)} clauses, ${readable(found)} services found (medians)`,
    ].join('; '),
  };
}
