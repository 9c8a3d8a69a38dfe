import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { verifyTrail } from '#src/features/audit/queries/verify.ts';
import { ask } from '../../support/pages/ask.ts';
import { startTestServer, watch, type TestServer, commandEnv, ROOT } from '../../support/server.ts';

const WRITES_A_SECOND = 50;
let server: TestServer;
let root: string;
beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_JOBS: 'off' });
  root = mkdtempSync(join(tmpdir(), 'front-door-backups-'));
});
afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

const run = (name: string, ...args: string[]) => {
  const child = spawn(process.execPath, [join(ROOT, 'src', 'cli', `${name}.ts`), ...args], {
    cwd: ROOT,
    env: commandEnv({ FRONT_DOOR_DATA: server.dataFolder, INIT_CWD: root }),
  });
  return { child, ...watch(child) };
};
const runToEnd = async (
  name: string,
  ...args: string[]
): Promise<{ code: number | null; output: string }> => {
  const { ended, output } = run(name, ...args);
  return { code: await ended, output: output() };
};

/** Sends feedback all the time, as quickly as asked, and remembers what was acknowledged, in order. */
function keepWriting(): { acknowledged: string[]; stop: () => Promise<void> } {
  const acknowledged: string[] = [];
  const headers = { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' };
  const under = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const key = crypto.randomUUID();
    const body = new URLSearchParams({ topic: 'website', words: 'This is well made.', key }).toString();
    const sending = ask(server.url, '/feedback', { method: 'POST', headers, body }).then(({ status }) => {
      if (status === 303) acknowledged.push(key);
      under.delete(sending);
    });
    under.add(sending);
  }, 1000 / WRITES_A_SECOND);
  return {
    acknowledged,
    async stop() {
      clearInterval(timer);
      await Promise.all(under);
    },
  };
}

describe('while people write all the time', { timeout: 120_000 }, () => {
  test('each backup passes every check and holds all that was acknowledged before it began', async () => {
    const writing = keepWriting();
    const begun: string[][] = [];
    for (const name of ['one', 'two', 'three']) {
      await expect
        .poll(() => writing.acknowledged.length, { timeout: 20_000 })
        .toBeGreaterThan(begun.length * 15);
      begun.push([...writing.acknowledged]);
      expect(await runToEnd('backup', name, '--keys', 'keys')).toMatchObject({ code: 0 });
    }
    await writing.stop();
    const all = writing.acknowledged.length;
    expect(all, 'somebody wrote meanwhile').toBeGreaterThan(begun.at(-1)?.length ?? 0);

    for (const [at, name] of ['one', 'two', 'three'].entries()) {
      const into = `again-${name}`;
      const restored = await runToEnd('restore', name, '--keys', 'keys', '--into', into);
      expect(restored).toMatchObject({ code: 0 });
      expect(restored.output).toMatch(
        /Restored into .*: \d+ services, as of .*\nThe audit trail is whole up to \d+:/,
      );
      const db = openDatabase(join(root, into, 'front-door.sqlite'));
      const rows = await db.selectFrom('feedback').select('idempotency_key').execute();
      expect(await verifyTrail(db, openKeyRing(join(root, into)), {})).toMatchObject({ isWhole: true });
      await db.destroy();
      const held = new Set(rows.map((row) => row.idempotency_key));
      expect(begun[at]?.filter((key) => !held.has(key))).toEqual([]);
    }
  });
});

describe('the commands', { timeout: 60_000 }, () => {
  test('a website starts with what was restored, and shows the same services', async () => {
    await runToEnd('backup', 'served', '--keys', 'keys');
    await runToEnd('restore', 'served', '--keys', 'keys', '--into', 'again-served');
    const again = await startTestServer({
      FRONT_DOOR_DATA: join(root, 'again-served'),
      FRONT_DOOR_JOBS: 'off',
    });
    try {
      const path = '/api/search?q=food';
      const idsOf = async (url: string): Promise<string[]> =>
        (JSON.parse((await ask(url, path)).text) as { results: { id: string }[] }).results.map(
          ({ id }) => id,
        );
      const ids = await idsOf(again.url);
      expect(ids.length).toBeGreaterThan(0);
      expect(ids).toEqual(await idsOf(server.url));
    } finally {
      await again.stop();
    }
  });

  test('killed in the middle, leaves nothing that looks whole', async () => {
    const { child, ended } = run('backup', 'killed');
    await expect
      .poll(() => readdirSync(root).some((name) => name.startsWith('.killed.unfinished-')))
      .toBe(true);
    child.kill('SIGTERM');
    const code = await ended;
    if (code === 143) expect(readdirSync(root).filter((name) => name.includes('killed'))).toEqual([]);
    else expect([code, existsSync(join(root, 'killed', 'manifest.json'))]).toEqual([0, true]);
  });

  test('say in one sentence what is wrong: 2 for a wrong command, 1 for what cannot be', async () => {
    expect(await runToEnd('backup')).toEqual({
      code: 2,
      output: 'Name the folder: npm run backup -- FOLDER [--keys FOLDER].\n',
    });
    expect(await runToEnd('restore', 'x')).toMatchObject({
      code: 2,
      output: expect.stringMatching(/^Give --keys and the folder/) as unknown,
    });
    const taken = await runToEnd('backup', '.');
    expect(taken).toMatchObject({
      code: 1,
      output: expect.stringMatching(/exists already: .*\.\n$/) as unknown,
    });
    const none = await runToEnd('restore', 'nowhere', '--keys', 'keys', '--into', 'new');
    expect(none).toMatchObject({
      code: 1,
      output: expect.stringMatching(/is no whole backup: .*\.\n$/) as unknown,
    });
  });
});
