/** Where a job's failures go, and when it must leave off. */
export interface Rounds {
  signal: AbortSignal;
  failures: string[]; // sentences
}

/**
 * Does a piece of work for each due id, batch by batch, in the order of the ids: one that fails is passed by and told of,
 * and the next run takes it up again. Answers for how many it was done.
 */
export async function eachDue(
  { signal, failures }: Rounds,
  what: string, // "Reminding of referral"
  listAfter: (after: string) => Promise<readonly string[]>,
  work: (id: string) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  let after = '';
  while (!signal.aborted) {
    const ids = await listAfter(after);
    for (const id of ids) {
      if (signal.aborted) break;
      after = id;
      try {
        if (await work(id)) done += 1;
      } catch (error) {
        failures.push(`${what} ${id}: ${error instanceof Error ? error.message : String(error)}.`);
      }
    }
    if (ids.length === 0) break;
  }
  return done;
}
