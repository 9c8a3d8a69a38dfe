import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { answerSearch } from '#src/search/answer.ts';
import { parseSearchParams } from '#src/search/params.ts';
import { openDirectory } from '#src/search/refresh.ts';
import { countingQueries } from '../../support/shared/count-queries.ts';
import { testDatabase } from '../../support/database.ts';
import { serviceRecord, venueRecord, writeDirectory } from '../../support/directory.ts';
import { ROOT } from '../../support/server.ts';

const now = () => new Date('2026-11-21T10:00:00.000Z');

/** How many statements a page of results with these parameters asks of a directory of twenty services. */
async function statementsOf(db: Db, parameters: string): Promise<{ statements: number; shown: number }> {
  const counting = countingQueries(db);
  const directory = await openDirectory(counting.db, join(ROOT, 'content'), { now });
  onTestFinished(() => directory.close());
  const params = parseSearchParams(new URLSearchParams(parameters));
  const before = counting.count();
  // As the page does: the index for itself, then the answer.
  await directory.current();
  const answer = await answerSearch({ db: counting.db, directory, now }, params);
  return { statements: counting.count() - before, shown: answer.results.length };
}

test.each([
  ['in words', 'q=tea', 20, 0],
  ['of everything', '', 20, 0],
  ['with filters', 'q=tea&cost=free&day=SU', 0, 0],
  ['around a town', 'q=tea&near=Marlbridge', 20, 0],
  ['around a town in the sentence', 'q=tea+in+Marlbridge', 20, 0],
  ['around a postcode', 'q=tea&near=MB1+1QG', 20, 2],
])('twenty results %s ask the database no more than they must', async (_, parameters, shown, most) => {
  const db = await testDatabase();
  await writeDirectory(
    db,
    Array.from({ length: 20 }, (_, n) =>
      serviceRecord(`tea-${n}`, { locations: [venueRecord(`hall-${n}`)] }),
    ),
  );
  const asked = await statementsOf(db, parameters);
  expect(asked.shown).toBe(shown);
  expect(asked.statements).toBeLessThanOrEqual(most);
});
