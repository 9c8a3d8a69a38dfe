import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import type { RestoreRequest } from '#src/cli/backup/read.ts';
import { makeBackup, type BackupRequest } from '#src/cli/backup/write.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { sealedTotp } from '#src/features/accounts/signing-in/second-step.ts';
import { sealTrail } from '#src/features/audit/commands/seal.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { signedInAs } from '../../support/accounts/signed-in.ts';
import { emptyDatabase } from '../../support/shared/empty-database.ts';

export const AT = new Date('2026-11-21T10:00:00Z');
export const LATER = new Date('2026-11-22T10:00:00Z');

export interface Place {
  root: string;
  data: string;
  file: string;
  request: BackupRequest;
  restore: RestoreRequest & { keysFrom: string };
}

const placeIn = (root: string): Place => {
  const data = join(root, 'data');
  const file = join(data, 'front-door.sqlite');
  const to = join(root, 'monday');
  const keys = join(root, 'keys');
  return {
    root,
    data,
    file,
    request: { dataFolder: data, databaseFile: file, to, keysTo: keys, version: '0.1.0', at: AT },
    restore: { from: to, keysFrom: keys, into: join(root, 'again'), at: LATER },
  };
};

const newRoot = (): string => mkdtempSync(join(tmpdir(), 'front-door-backup-'));

let made: Promise<Place> | undefined;
afterAll(async () => {
  if (made !== undefined) rmSync((await made).root, { recursive: true, force: true });
  made = undefined;
});

/** Something sealed, an audit trail that is sealed too, and somebody signed in: made once, then copied. */
async function makeOnce(): Promise<Place> {
  const place = placeIn(newRoot());
  mkdirSync(place.data);
  const keys = openKeyRing(place.data);
  copyFileSync(await emptyDatabase(), place.file);
  const db = openDatabase(place.file);
  await db
    .insertInto('feedback')
    .values({
      id: 'f1',
      created_at: AT.toISOString(),
      topic: 'other',
      sealed_content: keys.seal('{"words":"hello"}', 'feedback:f1'),
      idempotency_key: 'k1',
    })
    .execute();
  const event = { at: AT, actor: 'visitor', action: 'feedback.send', entity: 'feedback', entityId: 'f1' };
  await db.transaction().execute((trx) => recordEvent(trx, event));
  await sealTrail(db, keys, AT);
  const { accountId } = await signedInAs(place.file, ['administrator']);
  await db
    .updateTable('account')
    .set({ totp_sealed: sealedTotp(keys, accountId, 'JBSWY3DPEHPK3PXP') })
    .execute();
  await db.destroy();
  return place;
}

/** A data folder of the running test's own. */
export async function dataPlace(): Promise<Place> {
  made ??= makeOnce();
  const place = placeIn(newRoot());
  onTestFinished(() => rmSync(place.root, { recursive: true, force: true }));
  cpSync((await made).data, place.data, { recursive: true });
  return place;
}

/** The same, with a backup of it. */
export async function backedUpPlace(): Promise<Place> {
  const place = await dataPlace();
  await makeBackup(place.request);
  return place;
}

/** What a refusal says, after its kind. */
export const sentenceOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'it went through',
    (error: unknown) => (error instanceof Error ? `${error.constructor.name}: ${error.message}` : 'no error'),
  );

export const modeOf = (path: string): number => statSync(path).mode & 0o777;
