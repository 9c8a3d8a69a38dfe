import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { emptyDatabase } from '../../support/shared/empty-database.ts';
import { runCommand } from '../jobs/processes.ts';
import { record, tamper } from './trail.ts';

/** A data folder of the running test's own with a trail of so many events. */
async function folderWith(events: number): Promise<{ folder: string; db: Db }> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-audit-'));
  const file = join(folder, 'front-door.sqlite');
  copyFileSync(await emptyDatabase(), file);
  const db = openDatabase(file);
  onTestFinished(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  await record(db, events, { reason: '=1+1' });
  return { folder, db };
}

test('a whole trail is sealed and verified, its head noted; rewritten, it is found out, the task and the failed run too', async () => {
  const { folder, db } = await folderWith(3);
  const sealed = await runCommand('audit', ['seal'], folder);
  expect(sealed).toMatchObject({ code: 0, err: '' });
  const verified = await runCommand('audit', ['verify'], folder);
  expect(verified).toMatchObject({ code: 0, err: '' });
  const [, head = ''] = /^3 events, whole, head (3:[0-9a-f]{64})\n$/.exec(verified.out) ?? [];
  expect(sealed.out).toBe(`3 events sealed, head ${head}\n`);

  await tamper(db, "update audit_event set actor = 'nobody' where sequence = 2");
  const broken = await runCommand('audit', ['verify', '--head', head], folder);
  expect(broken).toMatchObject({ code: 1, out: '3 events, not whole: 1 fault.\n' });
  expect(broken.err).toBe('Event 2 was altered: it does not fit its own hash.\n');

  const job = await runCommand('job', ['audit-verify'], folder);
  expect(job.code).toBe(1);
  await runCommand('job', ['audit-verify'], folder);
  expect(await db.selectFrom('task').select(['kind', 'entity_id', 'details']).execute()).toEqual([
    {
      kind: 'audit-broken',
      entity_id: '2',
      details: '{"faults":["Event 2 was altered: it does not fit its own hash."]}',
    },
  ]);
  expect(await db.selectFrom('job_run').select(['name', 'outcome']).execute()).toEqual([
    { name: 'audit-verify', outcome: 'failed' },
    { name: 'audit-verify', outcome: 'failed' },
  ]);
});

test('the trail is written to a file for its owner alone, with why; nothing there is written over', async () => {
  const { folder, db } = await folderWith(2);
  const to = join(folder, 'trail.csv');
  const options = ['export', '--to', to, '--from', '2026-11-21', '--reason', 'The auditor asked'];
  expect(await runCommand('audit', options, folder)).toMatchObject({ code: 0, out: `Written to ${to}.\n` });
  const lines = readFileSync(to, 'utf8').trim().split('\r\n');
  expect(lines.filter((line) => line.includes(",'=1+1,"))).toHaveLength(2);
  expect(statSync(to).mode & 0o777).toBe(0o600);
  const events = await db
    .selectFrom('audit_event')
    .select(['actor', 'reason', 'after'])
    .where('action', '=', 'audit.export')
    .execute();
  expect(events).toEqual([
    { actor: 'command-line', reason: 'The auditor asked', after: '{"from":"2026-11-21"}' },
  ]);
  const again = await runCommand('audit', options, folder);
  expect(again).toMatchObject({ code: 1, err: `There is something at ${to} already: name another file.\n` });
});

test('a folder without a database is left as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  expect(await runCommand('audit', ['verify'], folder)).toMatchObject({
    code: 1,
    err: `There is no audit trail in ${folder}.\n`,
  });
  expect(await runCommand('audit', ['erase'], folder)).toMatchObject({ code: 2 });
});
