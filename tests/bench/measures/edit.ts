import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '#db/connection.ts';
import { answerSearch } from '#src/search/answer.ts';
import { buildAside } from '#src/search/building/builders.ts';
import { parseSearchParams } from '#src/search/params.ts';
import { openDirectory } from '#src/search/refresh.ts';
import { ROOT } from '../../support/server.ts';
import { benchId } from '../corpus/place.ts';
import { sentenceSearches } from '../corpus/questions.ts';
import { wordAt } from '../corpus/words.ts';
import { handBack } from '../processes.ts';
import { summarise, type Summary } from '../statistics.ts';
import type { Committed, Order } from './editor.ts';

/** One stretch of time with 100 queries a second; milliseconds throughout. */
export interface Stretch {
  queries: Summary; // from the moment each was due
  longestHold: number; // of the main thread, other programs' turns on the processor among it
  longestWork: number; // of the main thread's own
}
export interface EditMeasured {
  untilFound: Summary; // from just before the commit
  quiet: Stretch; // nothing changes: what the machine itself does
  editing: Stretch;
  rebuilding: Stretch;
  rebuilds: Summary; // until the new index answers
}

const EDITS = 60;
const REBUILDS = 3;
const QUERY_EVERY_MS = 10;
const LOOK_EVERY_MS = 1;
const QUIET_MS = 3_000;
const WARM_UP_MS = 2_000;

const file = process.argv[2] ?? '';
const db = openDatabase(file);
const directory = await openDirectory(db, join(ROOT, 'content'), { build: buildAside(file) });
const parts = { db, directory, now: () => new Date() };
const searches = sentenceSearches((await directory.current()).needs, 200).map(parseSearchParams);
const editor = fork(join(ROOT, 'tests/bench/measures/editor.ts'), [file], { serialization: 'advanced' });

async function ask(order: Order): Promise<Committed> {
  editor.send(order);
  const [committed] = (await once(editor, 'message')) as [Committed];
  return committed;
}

/** What this thread has worked so far. */
const threadMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Asks on the dot whatever happens, so that a query held up counts from when it was due. */
async function underLoad(work: () => Promise<unknown>): Promise<Stretch> {
  const taken: number[] = [];
  const started = performance.now();
  let due = 0;
  let worked = 0;
  let workedBefore = threadMs();
  const timer = setInterval(() => {
    const behind = Math.floor((performance.now() - started) / QUERY_EVERY_MS);
    // One at a time, as requests come in, so that catching up is no hold by itself.
    if (due < behind) void query(started + ++due * QUERY_EVERY_MS);
    worked = Math.max(worked, threadMs() - workedBefore);
    workedBefore = threadMs();
  }, 1);
  const query = async (dueAt: number): Promise<void> => {
    const params = searches[due % searches.length];
    if (params === undefined) return;
    await answerSearch(parts, params);
    taken.push(performance.now() - dueAt);
  };
  const holds = monitorEventLoopDelay({ resolution: 1 });
  holds.enable();
  await work();
  holds.disable();
  clearInterval(timer);
  return { queries: summarise(taken), longestHold: holds.max / 1e6, longestWork: worked };
}

/** Looks every millisecond until the condition holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(LOOK_EVERY_MS);
}

const since = ({ at }: Committed): number => Number(process.hrtime.bigint() - at) / 1e6;

/** Puts a word nobody has used into a service and looks for it with an ordinary search. */
async function edit(number: number): Promise<number> {
  const id = benchId('service', number * 97);
  const word = wordAt(300_000 + number);
  const committed = ask({ edit: id, word });
  const params = parseSearchParams(new URLSearchParams({ q: word, exact: 'on' }));
  let found = 0n;
  const looking = until(async () => {
    const { results } = await answerSearch(parts, params);
    if (!results.some((result) => result.id === id)) return false;
    found = process.hrtime.bigint();
    return true;
  });
  const { at } = await committed;
  await looking;
  return Number(found - at) / 1e6;
}

async function rebuild(): Promise<number> {
  const committed = await ask({ rebuild: true });
  await until(async () => (await directory.current()).version >= committed.version);
  return since(committed);
}

await underLoad(() => sleep(WARM_UP_MS));
const quiet = await underLoad(() => sleep(QUIET_MS));
const untilFound: number[] = [];
const editing = await underLoad(async () => {
  for (let number = 1; number <= EDITS; number += 1) {
    untilFound.push(await edit(number));
    await sleep(20);
  }
});
const rebuilds: number[] = [];
const rebuilding = await underLoad(async () => {
  for (let turn = 0; turn < REBUILDS; turn += 1) rebuilds.push(await rebuild());
});
editor.disconnect();
handBack({
  untilFound: summarise(untilFound),
  quiet,
  editing,
  rebuilding,
  rebuilds: summarise(rebuilds),
} satisfies EditMeasured);
