import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { addSearches } from '#src/features/insight/commands.ts';
import { addDays, londonNow } from '#src/lib/dates.ts';
import { emptyDatabase } from '../../support/shared/empty-database.ts';
import { ROOT, commandEnv } from '../../support/server.ts';

const TODAY = londonNow(new Date()).day;

/** Runs `npm run searches` on a data folder in which "debt" was found six times and "zoot" never. */
async function run(...args: string[]): Promise<{ status: number | null; printed: string; told: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-searches-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'front-door.sqlite');
  copyFileSync(await emptyDatabase(), file);
  const db = openDatabase(file);
  const row = { day: TODAY, words: 'debt', needs: 'debt', results: 4, searches: 6 };
  const nothing = { ...row, words: 'zoot', needs: '', results: 0, searches: 2 };
  const older = { ...row, day: addDays(TODAY, -40), words: 'older' };
  await addSearches(db, [row, nothing, older], TODAY);
  await db.destroy();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'src', 'cli', 'searches.ts'), ...args],
    { env: commandEnv({ FRONT_DOOR_DATA: folder }), encoding: 'utf8' },
  );
  return { status, printed: stdout, told: stderr };
}

describe('npm run searches', () => {
  test('tells each day, what was asked for most, and what found nothing', async () => {
    const { status, printed } = await run();
    expect(status).toBe(0);
    expect(printed).toContain('8 searches, 2 found nothing');
    const [, most = '', nothing = ''] = printed.split(/Asked for most|Found nothing/);
    expect(most).toMatch(/6 times: debt \(.+\)\n\s+2 times: zoot/);
    expect(nothing).toContain('2 times: zoot');
    expect(nothing).not.toContain('debt');
    expect(printed).not.toContain('older');
  });

  test('goes back as far as it is asked to', async () => {
    expect((await run('--days', '60')).printed).toContain('older');
  });

  test.each([[['--days', 'many']], [['--most', '0']], [['--unknown']]])(
    '%o gets the sentence that says how',
    async (args) => {
      const { status, told } = await run(...args);
      expect(status).toBe(2);
      expect(told).toContain('Use: npm run searches');
    },
  );
});
