import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { answerSearch } from '#src/search/answer.ts';
import { parseSearchParams } from '#src/search/params.ts';
import { openDirectory } from '#src/search/refresh.ts';
import { FILLED_AT, writeDemoPlace } from '../../support/shared/demo-place.ts';
import { ROOT } from '../../support/server.ts';

/** The slugs of the first results of a search for these words. */
export type TopOf = (words: string, most?: number) => Promise<string[]>;

/**
 * The example place as it is on a Saturday morning, ready to be asked; for `beforeAll` of a file, which shares it.
 * A search for nothing gives every service.
 */
export async function answersAboutDemoPlace(): Promise<TopOf> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-judged-'));
  const file = join(folder, 'front-door.sqlite');
  await writeDemoPlace(file);
  const db = openDatabase(file);
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  const now = () => FILLED_AT;
  const directory = await openDirectory(db, join(ROOT, 'content'), { now });
  return async (words, most = 5) => {
    if (words === '') {
      const index = await directory.current();
      return Array.from(
        { length: Math.min(most, index.size) },
        (_, position) => index.service(position).slug,
      );
    }
    const params = parseSearchParams(new URLSearchParams({ q: words, per_page: String(most) }));
    const { results } = await answerSearch({ db, directory, now }, params);
    return results.map(({ slug }) => slug);
  };
}
