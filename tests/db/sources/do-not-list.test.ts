import { dirname } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { serviceRecord, writeDirectory } from '../../support/directory.ts';
import { runCommand } from '../jobs/processes.ts';

test('npm run do-not-list adds, lists and lifts, and says each mistake in one sentence', async () => {
  const db = await testDatabase();
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  const run = (...args: string[]) => runCommand('do-not-list', args, dirname(rows[0]?.file ?? ''));
  await writeDirectory(db, [serviceRecord('tea'), serviceRecord('talk')]);
  const visibility = async () =>
    (await db.selectFrom('service').select('visibility').execute()).map((row) => row.visibility);

  expect((await run()).out).toBe('0 entries in force.\n');
  const added = await run('add', 'Kettle & Co', '--charity', '1234567', '--reason', 'They rang');
  expect(added).toMatchObject({ code: 0, err: '' });
  const [, id = ''] = /as (\S+)\. Hidden now: 1 organisation and 2 services\.\n$/.exec(added.out) ?? [];
  expect(await visibility()).toEqual(['hidden', 'hidden']);
  const listed = await run();
  expect(listed.out).toContain(`${id}\n  Kettle & Co · charity 1234567 · They rang\n  since `);
  expect(listed.out).toContain('1 entry in force.\n');

  const lifted = await run('lift', id);
  expect(lifted.out).toBe(
    'The entry is lifted: imports bring them in again. Shown again: 1 organisation and 2 services.\n',
  );
  expect(await visibility()).toEqual(['public', 'public']);
  expect((await run()).out).toMatch(/, lifted .*\n\n0 entries in force\.\n$/);

  expect(await run('lift', id)).toEqual({ code: 1, out: '', err: 'That entry has been lifted before.\n' });
  expect((await run('lift', 'nobody')).err).toBe(
    'There is no entry with that ID: npm run do-not-list lists them.\n',
  );
  expect(await run('add', 'Marl', '--postcode', 'nowhere')).toMatchObject({
    code: 1,
    err: 'That postcode is not a full postcode, such as MB1 1QG: correct it or leave it out.\n',
  });
  expect(await run('add')).toMatchObject({ code: 2, err: expect.stringMatching(/^Name who asked/) });
}, 60_000);
