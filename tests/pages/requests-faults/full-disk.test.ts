import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { addRequest, type AddedRequest } from '../../support/requests/request.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let drafts: AddedRequest[];

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_DEMO: 'off', FRONT_DOOR_JOBS: 'off' });
  const keys = openKeyRing(server.dataFolder);
  drafts = await withDatabase(server.dataFolder, async (db) => {
    const added: AddedRequest[] = [];
    for (let n = 0; n < 6; n += 1)
      added.push(await addRequest(db, keys, { state: 'draft', sentAt: new Date() }));
    await db.updateTable('request').set({ draft_seen_at: new Date().toISOString() }).execute();
    return added;
  });
});
afterAll(() => server.stop());

/** The system takes no byte beyond this size of any file from the server, as when its disk is full. */
const limit = (bytes: number | 'unlimited'): Buffer =>
  execFileSync('prlimit', [`--pid=${server.pid}`, `--fsize=${bytes}:unlimited`]);

const send = ({ draftSecret, version }: AddedRequest): Promise<Response> =>
  fetch(`${server.url}/get-help/send`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `fd-draft=${draftSecret}`, origin: server.url },
    body: new URLSearchParams({ version: String(version), urgent: 'seen' }),
  });

const sentIds = (): Promise<string[]> =>
  withDatabase(server.dataFolder, async (db) => {
    const rows = await db.selectFrom('request').select('id').where('state', '=', 'sent').execute();
    return rows.map(({ id }) => id);
  });

test('on a full disk a request is refused with a page that says so, what was acknowledged stays, and it goes on after', async () => {
  const [first, second, ...others] = drafts;
  if (first === undefined || second === undefined) throw new Error('There are no drafts');
  expect((await send(first)).status).toBe(303);
  // Somebody else holds the file open: the log keeps its size, and whatever comes next would make it longer.
  await withDatabase(server.dataFolder, async (db) => {
    await db.selectFrom('request').select('id').execute();
    limit(statSync(join(server.dataFolder, 'front-door.sqlite-wal')).size);
    for (const draft of [second, ...others]) {
      const refused = await send(draft);
      expect(refused.status).toBeGreaterThanOrEqual(500);
      expect(await refused.text()).toMatch(/try again/i);
    }
    expect(await sentIds()).toEqual([first.id]);
    limit('unlimited');
  });
  for (const draft of drafts) expect((await send(draft)).status).toBe(303);
  expect((await sentIds()).toSorted()).toEqual(drafts.map(({ id }) => id).toSorted());
});
