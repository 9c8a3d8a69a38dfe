import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { testDatabase } from '../../support/database.ts';
import { runCommand } from '../jobs/processes.ts';
import { fillRecord, WORDS } from './record.ts';

test('npm run records finds a record, writes all of it into a file, holds, releases and erases it', async () => {
  const db = await testDatabase();
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  const folder = dirname(rows[0]?.file ?? '');
  const { reference } = await fillRecord(db, openKeyRing(folder), { state: 'closed' });
  const run = (...args: string[]) => runCommand('records', args, folder);
  const found = await run('find', '--phone', '07700 900123');
  expect(found).toMatchObject({ code: 0, err: '' });
  expect(found.out).toContain(`${reference}  Closed, sent on 20 November 2026`);
  const to = join(folder, 'copy.html');
  expect(await run('export', reference, '--to', to, '--reason', 'subject-access')).toMatchObject({ code: 0 });
  const copy = readFileSync(to, 'utf8');
  for (const words of Object.values(WORDS)) expect(copy).toContain(words);
  await run('hold', reference, '--why', 'A court asked');
  const erase = ['erase', reference, '--reason', 'asked', '--why', 'By letter'] as const;
  const refused = await run(...erase);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain('It is on hold: nothing of it is deleted until the hold is released.');
  await run('release', reference, '--why', 'It is over');
  expect(await run(...erase)).toMatchObject({ code: 0, err: '' });
  expect((await run('find', '--reference', reference)).out).toContain('ERASED');
});
