import { afterAll, beforeAll } from 'vitest';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { withDatabase } from '../../../support/accounts/person.ts';
import {
  browserOf,
  carriedFields,
  type SignedInBrowser,
} from '../../../support/accounts/signed-in-browser.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';

export interface Theirs {
  id: string;
  slug: string;
  name: string;
  organisationId: string;
}

let running: TestServer | undefined;
let services: Theirs[];
let nth = 0;

/** Starts a server for the tests of the calling file, and stops it after them. */
export function useEditingSite(): void {
  beforeAll(async () => {
    running = await startTestServer();
    nth = 0;
    services = await withDatabase(running.dataFolder, (db) =>
      db
        .selectFrom('service')
        .select(['id', 'slug', 'name', 'organisation_id as organisationId'])
        .where('visibility', '=', 'public')
        .orderBy('id')
        .execute(),
    );
  }, 60_000);
  afterAll(async () => {
    await running?.stop();
  });
}

/** The server of the running file. */
export function site(): TestServer {
  if (running === undefined) throw new Error('There is no server: call useEditingSite() first.');
  return running;
}

/** All public services of the example place. */
export const allServices = (): readonly Theirs[] => services;

/** A service nobody has edited yet, and an editor of its organisation. */
export async function ownService(): Promise<{ service: Theirs; browser: SignedInBrowser; path: string }> {
  const service = services[(nth += 7)];
  if (service === undefined) throw new Error('There are too few services in the example place.');
  const browser = await editorOf(service.organisationId);
  return { service, browser, path: `/partner/services/${service.id}` };
}

export const editorOf = (organisationId: string): Promise<SignedInBrowser> =>
  browserOf(site(), [{ role: 'organisation_editor', organisationId }]);

/** Types into a section and presses a button; what the form carried is sent with it. */
export async function write(
  browser: SignedInBrowser,
  path: string,
  fields: Readonly<Record<string, string>>,
  button = 'save',
): ReturnType<SignedInBrowser['send']> {
  const form = carriedFields((await browser.open(path)).html);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('button', button);
  return browser.send(path, form);
}

export const NAME = { name: 'Kettle Club', summary: 'Tea and talk every Tuesday.', alternateName: '' };
export const storedName = (id: string): Promise<string | undefined> =>
  withDatabase(site().dataFolder, async (db) => (await findStoredService(db, id))?.record.name);
