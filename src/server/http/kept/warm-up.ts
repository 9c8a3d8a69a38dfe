import { performance } from 'node:perf_hooks';
import { paths, withQuery } from '#src/lib/paths.ts';
import { answerSearch } from '#src/search/answer.ts';
import { parseSearchParams } from '#src/search/params.ts';
import type { App } from '#src/server/app.ts';

const LONGEST_MS = 700;
/** Rounds in a row that were no quicker than the quickest by this share: it will not get much better. */
const SETTLED_ROUNDS = 3;
const QUICKER_BY = 0.1;
/** Needs whose results pages are asked for. */
const SEARCHES = 4;
/** Letters of a need's name that somebody has typed. */
const TYPED_LETTERS = 5;

/** Addresses that make the server do all it does for visitors: home, results, suggestions, a service, an organisation. */
export async function addressesToWarm({ db, directory, now }: App): Promise<string[]> {
  const index = await directory.current();
  const names = index.needs.top.slice(0, SEARCHES).map((need) => need.name);
  const searches = names.flatMap((q) => [
    paths.search({ q }),
    paths.searchApi({ q }),
    withQuery(paths.suggestions(), { q: q.slice(0, TYPED_LETTERS) }),
  ]);
  const everything = parseSearchParams(new URLSearchParams());
  const [found] = (await answerSearch({ db, directory, now }, everything)).results;
  const pages =
    found === undefined ? [] : [paths.service(found.slug), paths.organisation(found.organisation.slug)];
  return [paths.home(), ...searches, ...pages];
}

/**
 * Visits addresses round after round until the rounds get no quicker or the time is over, and gives how many rounds
 * that were. `visit` tells whether the page worked; one that fails is not visited again. The first requests after a
 * start take ten times as long as later ones: nobody should wait for them.
 */
export async function warmUp(
  addresses: readonly string[],
  visit: (address: string) => Promise<boolean>,
  clock: () => number = () => performance.now(),
  longestMs = LONGEST_MS,
): Promise<number> {
  const end = clock() + longestMs;
  const failed = new Set<string>();
  let quickest = Infinity;
  let rounds = 0;
  let settled = 0;
  while (settled < SETTLED_ROUNDS && clock() < end) {
    const started = clock();
    for (const address of addresses) {
      if (clock() >= end) break;
      if (!failed.has(address) && !(await visit(address))) failed.add(address);
    }
    const took = clock() - started;
    settled = took < quickest * (1 - QUICKER_BY) ? 0 : settled + 1;
    quickest = Math.min(quickest, took);
    rounds += 1;
  }
  return rounds;
}
