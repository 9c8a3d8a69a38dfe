import { statfs } from 'node:fs/promises';
import { canWrite } from '#db/write-check.ts';
import type { App } from '../app.ts';
import { readKeyPrints } from '../keys/key-place.ts';

/** Less than this and the next import, or a day of write-ahead log, might not fit. */
const LEAST_ROOM_BYTES = 100 * 1024 * 1024;

export interface Check {
  name: 'database' | 'writing' | 'directory' | 'keys' | 'disk';
  ok: boolean;
}

type Checked = Pick<App, 'config' | 'db' | 'directory'>;

/** Whether this server is fit for visitors, thing by thing. What exactly is wrong is for the log, told by `complain`. */
export async function checkReadiness(app: Checked, complain: (error: unknown) => void): Promise<Check[]> {
  const checks: Record<Check['name'], () => Promise<boolean>> = {
    database: async () =>
      (await app.db.selectFrom('directory_version').select('version').executeTakeFirst()) !== undefined,
    writing: async () => canWrite(app.config.databaseFile),
    directory: async () => (await app.directory.current()) !== undefined,
    keys: async () => readKeyPrints(app.config) !== null,
    async disk() {
      const { bavail, bsize } = await statfs(app.config.dataFolder);
      return bavail * bsize >= LEAST_ROOM_BYTES;
    },
  };
  return Promise.all(
    Object.entries(checks).map(async ([name, check]) => ({
      name: name as Check['name'],
      ok: await check().catch((error: unknown) => {
        complain(error);
        return false;
      }),
    })),
  );
}
