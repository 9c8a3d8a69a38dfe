import { join } from 'node:path';
import type { Selectable } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import type { SearchDayTable } from '#db/schema.ts';
import { bytesOf } from '../support/directory.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0';

/** Asks a server of its own these addresses one after another, stops it, and reads what it wrote down. */
async function writtenAfter(
  ask: (get: (address: string, userAgent?: string) => Promise<number>, server: TestServer) => Promise<void>,
): Promise<{ rows: Selectable<SearchDayTable>[]; bytes: string }> {
  const server = await startTestServer();
  const get = async (address: string, userAgent = BROWSER): Promise<number> => {
    const response = await fetch(`${server.url}${address}`, { headers: { 'user-agent': userAgent } });
    await response.arrayBuffer();
    return response.status;
  };
  // Read before stopping removes the folder; the writing itself happens on the way to stopping.
  const db = openDatabase(join(server.dataFolder, 'front-door.sqlite'));
  try {
    await ask(get, server);
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
    const rows = await db.selectFrom('search_day').selectAll().orderBy('words').execute();
    return { rows, bytes: await bytesOf(db) };
  } finally {
    await db.destroy();
    await server.stop();
  }
}

test('searches are counted once each, from memory or not, and written when the server stops', async () => {
  const { rows } = await writtenAfter(async (get) => {
    for (let each = 0; each < 3; each += 1) expect(await get('/search?q=food+bank')).toBe(200);
    expect(await get('/api/search?q=food+bank')).toBe(200);
    expect(await get('/easy-read/results?q=food+bank')).toBe(200);
    await get('/search?q=food+bank&page=2');
    await get('/easy-read/results?q=food+bank&page=2');
    await get('/search?q=food+bank&cost=free');
    await get('/search?q=food+bank', 'Mozilla/5.0 (compatible; Googlebot/2.1)');
    await get('/search');
    await get('/');
  });
  expect(rows).toMatchObject([{ words: 'food bank', needs: 'food-banks', searches: 5 }]);
  expect(rows[0]?.results).toBeGreaterThan(1);
});

test('no name, address or place of a search is written anywhere in the database', async () => {
  const q = encodeURIComponent('my neighbour Doris Oakapple at 14 Mill Lane MB1 2CD in Tarnbury is lonely');
  const { rows, bytes } = await writtenAfter(async (get) => {
    expect(await get(`/search?q=${q}`)).toBe(200);
    expect(await get(`/search?q=lonely&near=${encodeURIComponent('14 Mill Lane MB1 2CD')}`)).toBe(200);
    expect(await get(`/easy-read/results?near=${encodeURIComponent('14 Mill Lane MB1 2CD')}`)).toBe(200);
  });
  expect(rows.map(({ words }) => words)).toEqual(['lonely', 'neighbour lonely']);
  expect(bytes, 'the right file was read').toContain('neighbour lonely');
  expect(bytes.toLowerCase()).not.toMatch(/oakapple|14 mill lane|mb1 2cd/);
});
