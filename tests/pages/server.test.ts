import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { ROOT, freePort, spawnServer, startTestServer, watch, type TestServer } from '../support/server.ts';
import { sharedSite } from '../support/shared/site.ts';
import { visit } from '../support/pages/visit.ts';

const tempFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

async function start(env: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer(env);
  onTestFinished(async () => {
    await server.stop();
  });
  return server;
}

/** Starts the program expecting it to give up: its exit code and all it printed. */
async function failToStart(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { output, ended } = watch(
    spawnServer({ PORT: String(await freePort()), FRONT_DOOR_DATA: tempFolder(), ...env }),
  );
  return { code: await ended, output: output() };
}

/** Sends bytes as they are and gives back all that comes. */
async function sendRaw(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), 'localhost');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

describe('the running website', () => {
  test('says that it is healthy', async () => {
    const response = await fetch(`${sharedSite()}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  test('has a home page that is a good page', async () => {
    expect((await visit(sharedSite())).status).toBe(200);
  });

  test('answers an address without a page with a good page', async () => {
    const page = await visit(`${sharedSite()}/there-is-nothing-here`, { status: 404 });
    expect(page.all('h1')).toEqual([expect.stringMatching(/not found/i)]);
  });

  test('sends the security headers with files too', async () => {
    const files = readdirSync(join(ROOT, 'dist', 'client', '_astro')).filter(
      (name) => !/\.(br|gz)$/.test(name),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const { status, headers } = await fetch(`${sharedSite()}/_astro/${file}`);
      expect([file, status, headers.get('x-content-type-options')]).toEqual([file, 200, 'nosniff']);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('cache-control')).toContain('immutable');
    }
  });

  test('does not hand out its own program, keys or database', async () => {
    for (const path of [
      '/../server/entry.mjs',
      '/%2e%2e/server/entry.mjs',
      '/_astro/..%2f..%2fserver%2fentry.mjs',
      '/data/keys.json',
      '/.git/config',
      '/package.json',
    ]) {
      const answer = await sendRaw(
        sharedSite(),
        `GET ${path} HTTP/1.1\r\nHost: ${new URL(sharedSite()).host}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    }
  });

  test('answers what is not HTTP at all with a sentence', async () => {
    const answer = await sendRaw(sharedSite(), 'hello there\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('Your browser sent something we could not read.');
    expect(answer).toContain("Content-Security-Policy: default-src 'self'");
  });

  test('answers an address longer than any question with a sentence', async () => {
    const response = await fetch(`${sharedSite()}/search?q=${'a'.repeat(200_000)}`);
    expect(response.status).toBe(431);
    expect(await response.text()).toContain('The web address is longer than we can read.');
  });

  test('understands a question of 10,000 characters', async () => {
    const response = await fetch(`${sharedSite()}/?q=${encodeURIComponent('ü'.repeat(5_000))}`);
    expect(response.status).toBe(200);
  });
});

describe('starting', () => {
  /** The ids of the services on the first page of a search for nothing in particular. */
  async function servicesOf(url: string): Promise<string[]> {
    const answer = (await (await fetch(`${url}/api/search`)).json()) as {
      total: number;
      results: { id: string }[];
    };
    return [`${answer.total} services`, ...answer.results.map(({ id }) => id)];
  }

  test('with the example place off, the directory is empty and no phone of the example is shown', async () => {
    const server = await start({ FRONT_DOOR_DEMO: 'off' });
    const page = await visit(server.url);
    expect(page.html).not.toMatch(/0808 157|01632 960|Marlbridge/);
  });

  test('a second start finds what the first one filled, and does not fill it again', async () => {
    const data = tempFolder();
    const first = await startTestServer({ FRONT_DOOR_DATA: data });
    const before = await servicesOf(first.url);
    expect(before.length).toBeGreaterThan(0);
    expect(await first.stop()).toBe(0);
    const second = await start({ FRONT_DOOR_DATA: data });
    expect(await servicesOf(second.url)).toEqual(before);
  });

  test('makes its data folder and keeps the keys from other people of the machine', async () => {
    const data = join(tempFolder(), 'deep', 'data');
    await start({ FRONT_DOOR_DATA: data });
    expect(statSync(join(data, 'keys.json')).mode & 0o077).toBe(0);
    expect(existsSync(join(data, 'front-door.sqlite'))).toBe(true);
  });

  test('a wrong setting ends it with that one sentence', async () => {
    const { code, output } = await failToStart({ FRONT_DOOR_BRAND_COLOUR: '#ffff00' });
    expect(code).toBe(1);
    expect(output).toBe(
      'FRONT_DOOR_BRAND_COLOUR cannot be "#ffff00": its contrast with white is 1.07 to 1 and words need 4.5 to 1, so give a darker colour.\n',
    );
  });

  test('a port in use ends it with a sentence, and touches no data', async () => {
    const data = tempFolder();
    const port = new URL(sharedSite()).port;
    const { code, output } = await failToStart({ PORT: port, FRONT_DOOR_DATA: data });
    expect([code, output]).toEqual([
      1,
      `PORT cannot be "${port}": something is using that port already, so stop it or choose another port.\n`,
    ]);
    expect(readdirSync(data)).toEqual([]);
  });

  test('a data folder that is a file ends it with a sentence', async () => {
    const file = join(tempFolder(), 'data');
    writeFileSync(file, '');
    const { code, output } = await failToStart({ FRONT_DOOR_DATA: file });
    expect([code, output]).toEqual([
      1,
      `FRONT_DOOR_DATA cannot be "${file}": it must be a folder that this program can create and write to.\n`,
    ]);
  });

  // The superuser may write anywhere.
  test('a database that is damaged, or none, ends it with a sentence', async () => {
    const data = tempFolder();
    const file = join(data, 'front-door.sqlite');
    writeFileSync(file, 'This is a shopping list, not a database.\n'.repeat(500));
    const { code, output } = await failToStart({ FRONT_DOOR_DATA: data });
    expect(code).toBe(1);
    expect(output).toContain(`The database "${file}" is damaged, or is not a database: put back a copy`);
    expect(output).not.toContain('    at ');
  });

  test('an empty file is an empty database, and the search page says that there is nothing yet', async () => {
    const data = tempFolder();
    writeFileSync(join(data, 'front-door.sqlite'), '');
    const server = await start({ FRONT_DOOR_DATA: data, FRONT_DOOR_DEMO: 'off' });
    const page = await (await fetch(`${server.url}/search?q=food`)).text();
    expect(page).toContain('0 services');
  });

  test.skipIf(process.getuid?.() === 0)(
    'a data folder that cannot be written ends it with a sentence',
    async () => {
      const folder = tempFolder();
      chmodSync(folder, 0o500);
      expect((await failToStart({ FRONT_DOOR_DATA: folder })).output).toContain('FRONT_DOOR_DATA cannot be');
    },
  );

  test('damaged keys end it with a sentence', async () => {
    const data = tempFolder();
    writeFileSync(join(data, 'keys.json'), '{');
    const { code, output } = await failToStart({ FRONT_DOOR_DATA: data });
    expect(code).toBe(1);
    expect(output).toMatch(/^.*keys\.json is damaged, .* put it back from a backup\.\n$/);
  });
});

describe('what nobody expected', () => {
  test('is a good page with a reference, and a stack in the log alone', async () => {
    const server = await start({ FRONT_DOOR_DEMO: 'off' });
    const db = openDatabase(join(server.dataFolder, 'front-door.sqlite'));
    await sql`alter table service rename to lost`.execute(db);
    await db.destroy();

    const page = await visit(`${server.url}/services/x?from=swordfish`, { status: 500 });
    const reference = page.headers.get('x-request-id') ?? '';
    expect(page.text).toContain(reference);
    expect(page.html).not.toMatch(/SqliteError|no such table|node_modules/);
    expect(server.output()).toMatch(new RegExp(`"requestId":"${reference}","stack":"[^"]*no such table`));
    expect(server.output()).not.toContain('swordfish');
  });
});

describe('stopping', () => {
  /** A request whose body is held back until `finish` is called. */
  function slowRequest(url: string): { answer: Promise<string>; finish: () => void } {
    const { port, host } = new URL(url);
    const socket = connect(Number(port), 'localhost');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    const closed = once(socket, 'close').then(() => answer);
    socket.write(
      `POST /there-is-nothing-here HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${url}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\nab`,
    );
    return { answer: closed, finish: () => void socket.write('cde') };
  }

  const refuses = async (url: string): Promise<boolean> =>
    fetch(url).then(
      () => false,
      () => true,
    );
  async function untilRefused(url: string): Promise<void> {
    while (!(await refuses(url))) await new Promise((resolve) => setImmediate(resolve));
  }

  test('a request under way is answered, new ones are not taken, and it ends well', async () => {
    const server = await start();
    const slow = slowRequest(server.url);
    await fetch(server.url);
    server.signal('SIGTERM');
    await untilRefused(server.url);
    slow.finish();
    expect(await slow.answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(await server.ended).toBe(0);
    expect(readdirSync(server.dataFolder).sort()).toEqual([
      'front-door.sqlite',
      'keys.json',
      'search-index.bin',
    ]);
  });

  test('a browser that keeps its connection open does not hold it up', async () => {
    const server = await start();
    const idle = connect(server.port, 'localhost');
    idle.on('error', () => undefined);
    idle.write(`GET /health HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`);
    await once(idle, 'data');
    server.signal('SIGINT');
    expect(await server.ended).toBe(0);
  });

  test('a second signal does not wait for what is under way', async () => {
    const server = await start();
    slowRequest(server.url).answer.catch(() => undefined);
    await fetch(server.url);
    server.signal('SIGTERM');
    await untilRefused(server.url);
    const since = Date.now();
    const again = setInterval(() => server.signal('SIGTERM'), 100);
    expect(await server.ended).toBe(1);
    clearInterval(again);
    expect(Date.now() - since).toBeLessThan(3_000);
  });
});
