import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { anAnswers } from '../../support/requests/answers.ts';
import { addRequest, type AddedRequest } from '../../support/requests/request.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const DRAFTS = 200;
const AT_ONCE = 25;

let folder: string;
let first: TestServer;
let drafts: AddedRequest[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'front-door-killed-'));
  first = await startTestServer({ FRONT_DOOR_DATA: folder, FRONT_DOOR_DEMO: 'off', FRONT_DOOR_JOBS: 'off' });
  drafts = await addDrafts(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Drafts with every answer, as 200 browsers have them before the last button. */
async function addDrafts(dataFolder: string): Promise<AddedRequest[]> {
  const db = openDatabase(join(dataFolder, 'front-door.sqlite'));
  const keys = openKeyRing(dataFolder);
  try {
    return await db.transaction().execute(async (trx) => {
      const added: AddedRequest[] = [];
      for (let n = 0; n < DRAFTS; n += 1) {
        const name = { full: `Ada Example ${n}`, called: null };
        const sentAt = new Date();
        added.push(await addRequest(trx, keys, { state: 'draft', answers: anAnswers({ name }), sentAt }));
      }
      const seenAt = new Date().toISOString();
      await trx.updateTable('request').set({ draft_seen_at: seenAt }).execute();
      return added;
    });
  } finally {
    await db.destroy();
  }
}

/** Sends a draft as its browser does. True: the server said that it has it. False: no answer came. */
async function send({ url }: TestServer, { draftSecret, version }: AddedRequest): Promise<boolean> {
  try {
    const response = await fetch(`${url}/get-help/send`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `fd-draft=${draftSecret}`, origin: url },
      body: new URLSearchParams({ version: String(version), urgent: 'seen' }),
    });
    const place = response.headers.get('location') ?? '';
    await response.arrayBuffer();
    if (response.status === 303 && new URL(place, url).pathname === '/get-help/sent') return true;
    throw new WrongAnswer(`${response.status} ${place}`);
  } catch (error) {
    if (error instanceof WrongAnswer) throw error;
    return false;
  }
}
class WrongAnswer extends Error {}

/** All of these, so many at a time; whatever the outcome of one, the others go on. */
async function sendAll(
  server: TestServer,
  all: readonly AddedRequest[],
  onAnswer: (id: string) => void,
): Promise<void> {
  const waiting = [...all];
  const sender = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      if (await send(server, next)) onAnswer(next.id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
}

interface Stored {
  state: string;
  isWhole: boolean; // reference, link, lookups, consents, events, audit and messages
  sentTimes: number;
}

/** What became of each request, by its id. */
const storedIn = (dataFolder: string): Promise<Map<string, Stored>> =>
  withDatabase(dataFolder, async (db) => {
    const count = async (table: 'request_lookup' | 'consent'): Promise<Map<string, number>> => {
      const rows = await db
        .selectFrom(table)
        .select(['request_id', (eb) => eb.fn.countAll<number>().as('n')])
        .groupBy('request_id')
        .execute();
      return new Map(rows.map((row) => [row.request_id, row.n]));
    };
    const [lookups, consents] = [await count('request_lookup'), await count('consent')];
    const events = await db
      .selectFrom('request_event')
      .select('request_id')
      .where('kind', '=', 'send')
      .execute();
    const audited = await db
      .selectFrom('audit_event')
      .select('entity_id')
      .where('action', '=', 'request.send')
      .execute();
    const messages = await db
      .selectFrom('message')
      .select('about_id')
      .where('about_entity', '=', 'request')
      .execute();
    const times = (ids: readonly (string | null)[], id: string): number =>
      ids.filter((each) => each === id).length;
    const rows = await db.selectFrom('request').selectAll().execute();
    return new Map(
      rows.map((row) => {
        const sentTimes = times(
          events.map((event) => event.request_id),
          row.id,
        );
        const isAudited =
          times(
            audited.map((event) => event.entity_id),
            row.id,
          ) === 1;
        const told = times(
          messages.map((message) => message.about_id),
          row.id,
        );
        const parts = [
          row.reference !== null,
          row.track_token_hash !== null && row.track_token_sealed !== null,
          (lookups.get(row.id) ?? 0) >= 4,
          (consents.get(row.id) ?? 0) >= 1,
          sentTimes === 1,
          isAudited,
          told >= 1,
        ];
        const isWhole = row.state === 'draft' ? parts.every((part) => !part) : parts.every((part) => part);
        return [row.id, { state: row.state, isWhole, sentTimes }];
      }),
    );
  });

describe('a server that is killed while 200 requests come in', () => {
  test('has each that it said it had, once and whole, none of the others half, and takes those again', async () => {
    const acknowledged = new Set<string>();
    const killAt = randomInt(5, 120);
    await sendAll(first, drafts, (id) => {
      acknowledged.add(id);
      if (acknowledged.size === killAt) first.signal('SIGKILL');
    });
    await first.ended;
    expect(acknowledged.size, `killed after ${killAt}`).toBeGreaterThanOrEqual(killAt);
    expect(acknowledged.size).toBeLessThan(DRAFTS);
    const after = await storedIn(folder);
    expect(after.size).toBe(DRAFTS);
    for (const id of acknowledged)
      expect(after.get(id)).toEqual({ state: 'sent', isWhole: true, sentTimes: 1 });
    expect([...after].filter(([, { isWhole }]) => !isWhole)).toEqual([]);

    const second = await startTestServer({
      FRONT_DOOR_DATA: folder,
      FRONT_DOOR_DEMO: 'off',
      FRONT_DOOR_JOBS: 'off',
    });
    try {
      // Whoever got no answer presses the button again; some of them had been taken all the same.
      const unanswered = drafts.filter(({ id }) => !acknowledged.has(id));
      await sendAll(second, [...unanswered, ...drafts.slice(0, 20)], (id) => acknowledged.add(id));
      expect(acknowledged.size).toBe(DRAFTS);
      const all = await storedIn(folder);
      expect(all.size).toBe(DRAFTS);
      for (const [id, stored] of all)
        expect(stored, id).toEqual({ state: 'sent', isWhole: true, sentTimes: 1 });
      const references = await withDatabase(folder, (db) =>
        db.selectFrom('request').select('reference').distinct().execute(),
      );
      expect(references).toHaveLength(DRAFTS);
    } finally {
      await second.stop();
    }
  });
});
