import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { makeBackup } from '#src/cli/backup/write.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { readTemplates } from '#src/features/messages/content.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { holdRequest, releaseRequest } from '#src/features/records/commands/hold.ts';
import { openRecord } from '#src/features/records/commands/look.ts';
import { recordAsHtml, recordAsJson } from '#src/features/records/present/files.ts';
import { findRecords } from '#src/features/records/queries/find.ts';
import { makeHandover } from '#src/features/requests/commands/handover.ts';
import { addNote, recordAttempt } from '#src/features/requests/commands/contact.ts';
import { openRequest } from '#src/features/requests/commands/open.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { ADA, aHelper } from '../../support/requests/answers.ts';
import { addRequest, type AddedRequest } from '../../support/requests/request.ts';
import { ROOT, startTestServer, type TestServer } from '../../support/server.ts';

const NOTE = 'Her knee is worse since the fall in May';
const ATTEMPT = 'The line was engaged for a quarter of an hour';
const REASON = 'Ada rang and asked for me by name';
const HOLD = 'A court asked for it on Monday';
/** Everything a thief must not read: as it was typed, and as programs write it. */
const WORDS = [
  'Ada Example',
  'Nora Example',
  ADA.email,
  'nora@example.org',
  ADA.phone,
  ADA.phone.replaceAll(' ', ''),
  '+447700900123',
  '07700900456',
  ADA.nhsNumber,
  ADA.postcode,
  'MB11QG',
  'Flat 2, Bobbin Row',
  '1950-03-14',
  'Loom Street Surgery',
  'sing with my neighbours',
  'A neighbour shops for me',
  NOTE,
  ATTEMPT,
  REASON,
  HOLD,
] as const;

/** How a word can stand in a file without being sealed: plain, in hex, UTF-16, or base64 at each of its three places. */
function traces(word: string): { exact: string[]; anyCase: string[] } {
  const bytes = Buffer.from(word);
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64url');
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return {
    exact: [...base64, ...base64.map((text) => text.replaceAll('-', '+').replaceAll('_', '/'))],
    anyCase: [word, bytes.toString('hex'), Buffer.from(word, 'utf16le').toString('latin1')].map((text) =>
      text.toLowerCase(),
    ),
  };
}

function wordsIn(content: string): string[] {
  const folded = content.toLowerCase();
  return WORDS.filter((word) => {
    const { exact, anyCase } = traces(word);
    return exact.some((text) => content.includes(text)) || anyCase.some((text) => folded.includes(text));
  });
}

/** Everything in a folder but the keys, byte by byte. */
const bytesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'keys.json')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

/** The daughter has asked her mother, and says so. */
const SHARING = {
  navigator: 'yes',
  services: [] as NonNullable<Answers['sharing']>['services'],
  gp: 'yes',
  wordingId: 'sharing-1',
  givenBy: 'helper',
  method: 'online',
  at: '2026-11-21T10:00:00.000Z',
} satisfies Answers['sharing'];

let folder: string;
let server: TestServer;
let draft: AddedRequest;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'front-door-raw-'));
  server = await startTestServer({
    FRONT_DOOR_DATA: join(folder, 'data'),
    FRONT_DOOR_DEMO: 'off',
    FRONT_DOOR_JOBS: 'off',
  });
  await fill();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A daughter sends a request with her browser; a navigator works on it; somebody searches for what is personal. */
async function fill(): Promise<void> {
  const keys = openKeyRing(server.dataFolder);
  const actor = programActor('command-line');
  draft = await withDatabase(server.dataFolder, async (db) => {
    const added = await addRequest(db, keys, {
      state: 'draft',
      madeBy: 'helper',
      answers: aHelper({ sharing: SHARING }),
      sentAt: new Date(),
    });
    await db.updateTable('request').set({ draft_seen_at: new Date().toISOString() }).execute();
    await makeHandover(db, { requestId: added.id, direction: 'to-person' }, actor, new Date());
    return added;
  });
  const headers = { cookie: `fd-draft=${draft.draftSecret}`, origin: server.url };
  for (const page of ['check', 'name', 'story']) await fetch(`${server.url}/get-help/${page}`, { headers });
  const sent = await fetch(`${server.url}/get-help/send`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams({ urgent: 'seen' }),
  });
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/get-help/sent']);
  for (const word of WORDS) await fetch(`${server.url}/search?${new URLSearchParams({ q: word })}`);
  await withDatabase(server.dataFolder, async (db) => {
    const post: PostOffice = {
      keys,
      templates: readTemplates(join(ROOT, 'content')),
      site: { name: 'Front Door', url: server.url, phone: null, phoneHours: null },
    };
    const at = new Date();
    const { id: requestId } = draft;
    const note = { author: 'navigator', kind: 'note', words: NOTE, key: 'n1' } as const;
    const attempt = { channel: 'phone', outcome: 'no-answer', note: ATTEMPT, key: 'a1' } as const;
    const done = [
      await addNote(db, post, { requestId, ...note }, actor, at),
      await recordAttempt(db, post, { requestId, ...attempt }, actor, at),
      await openRequest(db, keys, { requestId, viewer: actor, reason: REASON }, at),
      await holdRequest(db, keys, { requestId, words: HOLD }, actor, at),
      await releaseRequest(db, keys, { requestId, words: HOLD }, actor, at),
    ];
    expect(done.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  });
}

describe('the data folder without its keys', () => {
  test('tells nothing of anybody: not the database, nor its log, nor what the server printed', () => {
    const names = readdirSync(server.dataFolder);
    expect(names).toEqual(expect.arrayContaining(['front-door.sqlite', 'front-door.sqlite-wal']));
    const bytes = bytesIn(server.dataFolder);
    expect(bytes).toContain('request.send');
    expect(wordsIn(bytes)).toEqual([]);
    expect(server.output()).toContain('/get-help/send');
    expect(wordsIn(server.output())).toEqual([]);
  });

  test('neither does a backup of it', async () => {
    const dataFolder = server.dataFolder;
    const to = join(folder, 'backup');
    await makeBackup({
      dataFolder,
      databaseFile: join(dataFolder, 'front-door.sqlite'),
      to,
      keysTo: null,
      version: '0.1.0',
      at: new Date(),
    });
    expect(bytesIn(to)).toContain('request.send');
    expect(wordsIn(bytesIn(to))).toEqual([]);
  });

  test('with the keys all of it opens, is found again, and is given to the person', async () => {
    const db = openDatabase(join(server.dataFolder, 'front-door.sqlite'));
    try {
      const keys = openKeyRing(server.dataFolder);
      for (const sought of [
        { phone: '+44 7700 900123' },
        { email: 'ADA.example@example.org' },
        { name: 'example ada', postcode: 'MB1 1QG' },
        { name: 'Nora Example', postcode: 'mb1 1qg' },
      ])
        expect(
          (await findRecords(db, keys, sought)).map(({ id }) => id),
          JSON.stringify(sought),
        ).toEqual([draft.id]);
      const asked = { requestId: draft.id, reason: 'subject-access', as: 'export' } as const;
      const record = await openRecord(db, keys, asked, programActor('command-line'), new Date());
      if (record === undefined) throw new Error('There is no record');
      const html = recordAsHtml(record, 'Front Door', new Date());
      const json = recordAsJson(record, new Date());
      const told = ['Ada Example', 'Nora Example', 'sing with my neighbours', NOTE, ATTEMPT];
      for (const word of told) {
        expect(html).toContain(word);
        expect(json).toContain(word);
      }
      expect(html).toContain('The person asked for what is kept about them');
    } finally {
      await db.destroy();
    }
  });

  test('what was searched for is counted without anything personal', async () => {
    await server.stop();
    const db = openDatabase(join(server.dataFolder, 'front-door.sqlite'));
    const rows = await db.selectFrom('search_day').selectAll().execute();
    await db.destroy();
    expect(rows.length).toBeGreaterThan(0);
    for (const { words } of rows) expect(words).not.toMatch(/ada|nora|bobbin|loom|\d/i);
    expect(wordsIn(bytesIn(server.dataFolder))).toEqual([]);
    expect(wordsIn(server.output())).toEqual([]);
  });
});
