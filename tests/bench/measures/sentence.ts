import { join } from 'node:path';
import { openDatabase } from '#db/connection.ts';
import { surroundingsOf } from '#src/features/places/areas.ts';
import { placeKey } from '#src/features/places/rules.ts';
import { londonNow } from '#src/lib/dates.ts';
import { buildAside } from '#src/search/building/builders.ts';
import { joinFilters } from '#src/search/narrowing/filters.ts';
import { parseSearchParams } from '#src/search/params.ts';
import { search } from '#src/search/query.ts';
import { openDirectory } from '#src/search/refresh.ts';
import { understand } from '#src/search/understand.ts';
import type { Found, SearchParams, Understood } from '#src/search/types.ts';
import { ROOT } from '../../support/server.ts';
import { sentenceSearches } from '../corpus/questions.ts';
import { collectGarbage, handBack } from '../processes.ts';
import { median, summarise, type Summary } from '../statistics.ts';

export interface SentenceMeasured {
  times: Summary; // milliseconds
  working: Summary; // milliseconds of the processor alone: other programs of the machine are not in it
  services: number;
  clauses: number; // median
  found: number; // services, median
}

const QUESTIONS = 150;
const FEWEST_CLAUSES = 12;
const WARM_UP_ROUNDS = 3;
const ROUNDS = 10;
/** A slow engine, or a busy machine, is measured once through and then for so long and no longer. */
const MOST_SECONDS = 15;

const file = process.argv[2] ?? '';
const db = openDatabase(file);
// As the server does, so that nothing of building is in this thread's memory.
const directory = await openDirectory(db, join(ROOT, 'content'), { build: buildAside(file) });
const index = await directory.current();
const moment = londonNow(new Date());

/** What a visitor's search does, from the words in the address to the cards and the counts beside the filters. */
function answer(params: SearchParams): { found: Found; understood: Understood } {
  const understood = understand(index, params.q, { exact: params.exact });
  const place = index.gazetteer.byName.get(placeKey(understood.place?.value ?? ''))?.[0];
  if (place === undefined) throw new Error(`No place was found in: ${params.q}`);
  const found = search(
    index,
    {
      understood,
      filters: joinFilters(params.filters, understood),
      around: surroundingsOf(index.gazetteer, place),
      sort: params.sort,
      page: params.page,
      perPage: params.perPage,
    },
    moment,
  );
  return { found, understood };
}

/** Words, other readings of them and needs that a sentence is looked for by. */
const clausesOf = ({ concepts }: Understood): number =>
  concepts.reduce((sum, concept) => sum + concept.slots.flat().length + concept.needs.length, 0);

const answered = sentenceSearches(index.needs, QUESTIONS)
  .map(parseSearchParams)
  .map((params) => ({ params, ...answer(params) }))
  .filter(({ understood }) => clausesOf(understood) >= FEWEST_CLAUSES);

const taken: number[] = [];
const worked: number[] = [];
function askAll(): void {
  for (const { params } of answered) {
    const before = process.threadCpuUsage();
    const started = performance.now();
    answer(params);
    taken.push(performance.now() - started);
    const { user, system } = process.threadCpuUsage(before);
    worked.push((user + system) / 1000);
  }
}

for (let round = 0; round < WARM_UP_ROUNDS; round += 1) askAll();
taken.length = 0;
worked.length = 0;
collectGarbage();
const until = performance.now() + MOST_SECONDS * 1000;
askAll();
for (let round = 1; round < ROUNDS && performance.now() < until; round += 1) askAll();

handBack({
  times: summarise(taken),
  working: summarise(worked),
  services: index.count,
  clauses: median(answered.map(({ understood }) => clausesOf(understood))),
  found: median(answered.map(({ found }) => found.total)),
} satisfies SentenceMeasured);
