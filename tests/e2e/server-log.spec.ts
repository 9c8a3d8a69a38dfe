import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { openDatabase } from '../../db/connection.ts';
import { eventsIn, indiscretions, typedIn } from './support/printed.ts';

const data = process.env.E2E_DATA ?? '';
const specs = fileURLToPath(new URL('.', import.meta.url));

/** Names and addresses of everybody who has an account. */
async function people(): Promise<string[]> {
  const db = openDatabase(join(data, 'front-door.sqlite'));
  try {
    const accounts = await db.selectFrom('account').select(['name', 'email']).execute();
    return accounts.flatMap(({ name, email }) => [name, email]);
  } finally {
    await db.destroy();
  }
}

/** All that was printed until a request that is asked now. */
async function printed(ask: () => Promise<string>): Promise<string> {
  const reference = await ask();
  const read = (): string => readFileSync(join(data, 'printed.log'), 'utf8');
  await expect.poll(read).toContain(reference);
  return read();
}

test('the server has printed no name, postcode, address, number or words of all that was typed', async ({
  request,
}) => {
  const lines = eventsIn(
    await printed(async () => (await request.get('/about')).headers()['x-request-id'] ?? 'no reference'),
  );
  const typed = readdirSync(specs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.spec.ts'))
    .flatMap((name) => typedIn(readFileSync(join(specs, name), 'utf8')));
  expect(typed.length, 'texts were found that the specifications type').toBeGreaterThan(5);
  expect(lines.length, 'requests were printed').toBeGreaterThan(1);
  expect(indiscretions(lines, [...typed, ...(await people())])).toEqual([]);
});
