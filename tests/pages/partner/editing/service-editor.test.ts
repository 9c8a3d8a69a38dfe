import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECTION_NAMES } from '#src/features/revisions/sections.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { withDatabase } from '../../../support/accounts/person.ts';
import {
  browserOf,
  carriedFields,
  type SignedInBrowser,
} from '../../../support/accounts/signed-in-browser.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import { visit } from '../../../support/visit.ts';

interface Theirs {
  id: string;
  slug: string;
  name: string;
  organisationId: string;
}

let server: TestServer;
let services: Theirs[];
let nth = 0;

beforeAll(async () => {
  server = await startTestServer();
  services = await withDatabase(server.dataFolder, (db) =>
    db
      .selectFrom('service')
      .select(['id', 'slug', 'name', 'organisation_id as organisationId'])
      .where('visibility', '=', 'public')
      .orderBy('id')
      .execute(),
  );
}, 60_000);
afterAll(async () => {
  await server.stop();
});

/** A service nobody has edited yet, and an editor of its organisation. */
async function ownService(): Promise<{ service: Theirs; browser: SignedInBrowser; path: string }> {
  const service = services[(nth += 7)];
  if (service === undefined) throw new Error('There are too few services in the example place.');
  const browser = await editorOf(service.organisationId);
  return { service, browser, path: `/partner/services/${service.id}` };
}

const editorOf = (organisationId: string): Promise<SignedInBrowser> =>
  browserOf(server, [{ role: 'organisation_editor', organisationId }]);

/** Types into a section and presses a button; what the form carried is sent with it. */
async function write(
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

const NAME = { name: 'Kettle Club', summary: 'Tea and talk every Tuesday.', alternateName: '' };
const storedName = (id: string): Promise<string | undefined> =>
  withDatabase(server.dataFolder, async (db) => (await findStoredService(db, id))?.record.name);

describe('the list of a service’s parts', () => {
  test('shows every part, and leads to each; each is a good page', async () => {
    const { browser, path } = await ownService();
    const list = await browser.open(path);
    const parts = SECTION_NAMES.filter((section) => section !== 'record');
    for (const section of parts) {
      expect(list.html).toContain(`href="${path}/sections/${section}"`);
      const page = await browser.open(`${path}/sections/${section}`);
      expect([section, page.all('button[value="save"]').length]).toEqual([section, 2]);
    }
    expect(list.all('.fd-lead')).toHaveLength(1);
  });

  test('says what people will miss, until it is written', async () => {
    const { browser, path, service } = await ownService();
    await withDatabase(server.dataFolder, (db) =>
      db.updateTable('service').set({ description: null }).where('id', '=', service.id).execute(),
    );
    expect((await browser.open(path)).text).toContain('Missing: what happens there.');
    const saved = await write(browser, `${path}/sections/happens`, { description: 'We drink tea.' });
    expect(saved).toMatchObject({ status: 303, location: `${path}?done=saved` });
    const after = await browser.open(`${path}?done=saved`);
    expect(after.text).not.toContain('Missing: what happens there.');
    expect(after.text).toContain('Changed, not sent yet');
  });
});

describe('writing a part', () => {
  test('keeps it as a draft that nobody else sees', async () => {
    const { browser, path, service } = await ownService();
    await write(browser, `${path}/sections/name`, NAME);
    expect((await browser.open(`${path}/sections/name`)).html).toContain('value="Kettle Club"');
    expect(await storedName(service.id)).toBe(service.name);
    const colleague = await editorOf(service.organisationId);
    expect((await colleague.open(path)).all('h1')).toEqual([service.name]);
  });

  test('goes on to the next part when asked', async () => {
    const { browser, path } = await ownService();
    const saved = await write(browser, `${path}/sections/name`, NAME, 'save-next');
    expect(saved.location).toBe(`${path}/sections/happens?done=saved`);
  });

  test('refuses an emptied name at the field, and gives back what was typed', async () => {
    const { browser, path } = await ownService();
    const refused = await write(browser, `${path}/sections/name`, { ...NAME, name: '  ' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Enter the name of the service');
    expect(refused.text).toContain('Tea and talk every Tuesday.');
    expect(refused.text).toContain('<title>Error: ');
  });

  test('refuses 50,000 words, says how many characters there may be, and gives them back', async () => {
    const { browser, path } = await ownService();
    const words = 'tea '.repeat(50_000).trim();
    const refused = await write(browser, `${path}/sections/happens`, { description: words });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('must be 5,000 characters or fewer. You have written 199,999.');
    expect(refused.text).toContain(words);
  });

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '[a link](javascript:alert(1)) **bold**',
    '{{7*7}} ${7*7} مرحبا',
  ])('takes %s as text, and shows it as text', async (hostile) => {
    const { browser, path } = await ownService();
    await write(browser, `${path}/sections/happens`, { description: hostile });
    await write(browser, `${path}/sections/name`, { ...NAME, name: hostile });
    for (const page of ['', '/preview', '/send', '/discard', '/sections/happens'])
      expect([page, (await browser.open(`${path}${page}`)).text.includes(hostile)]).toEqual([page, true]);
  });

  test('in two windows loses nothing: the later one is shown both, and its next save counts', async () => {
    const { browser, path } = await ownService();
    const section = `${path}/sections/happens`;
    const form = carriedFields((await browser.open(section)).html);
    await write(browser, section, { description: 'Written in the first window.' });
    form.set('description', 'Written in the second window.');
    const late = await browser.send(section, form);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Written in the first window.');
    expect(late.text).toContain('Written in the second window.');
    const again = carriedFields(late.text);
    again.set('description', 'Written in the second window.');
    expect((await browser.send(section, again)).status).toBe(303);
    expect((await browser.open(section)).text).toContain('Written in the second window.');
  });

  test('in two windows but different parts needs no choice', async () => {
    const { browser, path } = await ownService();
    const form = carriedFields((await browser.open(`${path}/sections/happens`)).html);
    await write(browser, `${path}/sections/name`, NAME);
    form.set('description', 'We drink tea.');
    expect((await browser.send(`${path}/sections/happens`, form)).status).toBe(303);
    expect((await browser.open(path)).all('h1')).toEqual(['Kettle Club']);
  });

  test('gives advice in plain words, which stops nobody', async () => {
    const { browser, path } = await ownService();
    const saved = await write(browser, `${path}/sections/happens`, {
      description: 'We offer holistic support. We have a MDU.',
    });
    expect(saved.status).toBe(303);
    expect((await browser.open(path)).text).toContain('2 ideas to make it easier to read.');
    const page = await browser.open(`${path}/sections/happens`);
    expect(page.text).toContain(
      'Instead of “holistic” you could say: looking at everything that matters to you.',
    );
    expect(page.text).toContain('Not everybody knows “MDU”.');
  });

  test('suggests needs from the words, first', async () => {
    const { browser, path, service } = await ownService();
    await withDatabase(server.dataFolder, (db) =>
      db.deleteFrom('service_need').where('service_id', '=', service.id).execute(),
    );
    await write(browser, `${path}/sections/happens`, {
      description: 'For people who feel lonely and want company.',
    });
    const page = await browser.open(`${path}/sections/needs`);
    expect(page.all('legend')[0]).toBe('Suggested from your words');
    const none = await write(browser, `${path}/sections/needs`, {});
    expect([none.status, none.text.includes('Choose at least one thing it helps with')]).toEqual([422, true]);
  });
});

describe('the preview', () => {
  /** All that the public reads, but similar services and what leads to saving, sending on and keeping up to date. */
  const mainPart = (page: { all(selector: string): string[] }): string[] => [
    ...['.fd-service__head', '.fd-action > p', '.fd-action > a'].flatMap((part) => page.all(part)),
    ...page.all('.fd-service__main > section').filter((text) => !text.startsWith('Similar services'))
      .map((text) => text.replace(' Do you run this? Keep it up to date', '')),
  ];

  test('of an unchanged service is what the public sees', async () => {
    for (const service of services.slice(0, 40)) {
      const browser = await editorOf(service.organisationId);
      const preview = await browser.open(`/partner/services/${service.id}/preview`);
      expect(mainPart(preview)).toEqual(mainPart(await visit(`${server.url}/services/${service.slug}`)));
    }
  });

  test('shows what was changed, and offers to save nothing', async () => {
    const { browser, path } = await ownService();
    await write(browser, `${path}/sections/name`, NAME);
    const page = await browser.open(`${path}/preview`);
    expect(page.all('h1')).toEqual(['Kettle Club']);
    expect(page.text).toContain('This is a preview. Only you can see it.');
    expect(page.all('.fd-service form')).toEqual([]);
  });
});

describe('sending', () => {
  test('shows what changes, asks why, and tells what happens next', async () => {
    const { browser, path, service } = await ownService();
    await write(browser, `${path}/sections/name`, NAME);
    const check = await browser.open(`${path}/send`);
    expect(check.all('del').join()).toContain(service.name);
    expect(check.all('ins')).toContain('Kettle Club');
    expect(check.text).toContain('usually within two working days');
    const sent = await browser.send(`${path}/send`, { reason: 'We have a new name.' });
    expect(sent).toMatchObject({ status: 303, location: `${path}/send?done=desk` });
    expect((await browser.open(`${path}/send?done=desk`)).all('h1')).toEqual(['Your changes are sent']);
    const list = await browser.open(path);
    expect(list.text).toContain('What waits for the directory team');
    expect(await storedName(service.id)).toBe(service.name);
  });

  test('puts small facts of a trusted organisation before the public at once', async () => {
    const { browser, path, service } = await ownService();
    await withDatabase(server.dataFolder, (db) =>
      db
        .updateTable('organisation')
        .set({ trusted_since: '2026-01-05T09:00:00.000Z' })
        .where('id', '=', service.organisationId)
        .execute(),
    );
    await write(browser, `${path}/sections/capacity`, { capacity: 'full' });
    expect((await browser.open(`${path}/send`)).text).toContain(
      'The public sees this as soon as you send it.',
    );
    expect((await browser.send(`${path}/send`, {})).location).toBe(`${path}/send?done=live`);
  });

  test('with nothing changed says so, and sends nothing', async () => {
    const { browser, path } = await ownService();
    expect((await browser.open(`${path}/send`)).text).toContain('There is nothing to send');
    const sent = await browser.send(`${path}/send`, {});
    expect(sent.text).toContain('There is nothing to send');
  });

  test('shows both texts where somebody else changed the same, and needs a choice', async () => {
    const { browser, path, service } = await ownService();
    await write(browser, `${path}/sections/name`, NAME);
    const desk = await browserOf(server, ['editor']);
    await write(desk, `${path}/sections/name`, { ...NAME, name: 'Teapot Club', summary: 'Tea.' });
    expect((await desk.send(`${path}/send`, {})).location).toBe(`${path}/send?done=live`);

    const check = await browser.open(`${path}/send`);
    expect(check.text).toContain('Somebody else changed this too');
    expect(check.all('.govuk-radios__hint')).toEqual(expect.arrayContaining(['Kettle Club', 'Teapot Club']));
    const without = await browser.send(`${path}/send`, { 'choice-name': 'mine', reason: 'Voted on.' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('Choose which of the two is right');
    expect(without.text).toContain('Voted on.');
    const sent = await browser.send(`${path}/send`, { 'choice-name': 'mine', 'choice-summary': 'theirs' });
    expect(sent.location).toBe(`${path}/send?done=desk`);
    expect(await storedName(service.id)).toBe('Teapot Club');
  });
});

describe('throwing a draft away', () => {
  test('asks first, and then leaves the service as it was', async () => {
    const { browser, path, service } = await ownService();
    await write(browser, `${path}/sections/name`, NAME);
    expect((await browser.open(`${path}/discard`)).all('ins')).toContain('Kettle Club');
    expect((await browser.open(path)).all('h1')).toEqual(['Kettle Club']);
    expect((await browser.send(`${path}/discard`, {})).location).toBe(`${path}?done=discarded`);
    expect((await browser.open(path)).all('h1')).toEqual([service.name]);
  });
});

describe('a service that has ended', () => {
  test('needs a last day that exists, and is then proposed to the desk', async () => {
    const { browser, path, service } = await ownService();
    await browser.open(`${path}/close`);
    const wrong = await browser.send(`${path}/close`, {
      lastDay: '31 February 2026',
      reason: 'The hall is sold.',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('There is no 31 February 2026');
    expect(wrong.text).toContain('The hall is sold.');
    const closed = await browser.send(`${path}/close`, {
      lastDay: '1 February 2026',
      reason: 'The hall is sold.',
    });
    expect(closed.location).toBe(`${path}/send?done=desk`);
    const { status } = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('service').select('status').where('id', '=', service.id).executeTakeFirstOrThrow(),
    );
    expect(status).toBe('active');
  });
});

describe('a new service', () => {
  test('begins with its name and becomes a list of parts; nobody else sees it', async () => {
    const { browser, service } = await ownService();
    const path = `/partner/organisations/${service.organisationId}/services/new`;
    await browser.open(path);
    const none = await browser.send(path, { name: ' ' });
    expect([none.status, none.text.includes('Enter the name of the service')]).toEqual([422, true]);
    const started = await browser.send(path, { name: 'Xylophone Zebras' });
    const at = (started.location ?? '').replace(/\?.*/, '');
    expect(at).toMatch(/^\/partner\/services\/[0-9a-f-]{36}$/);
    expect((await browser.open(`${at}?done=started`)).text).toContain(
      'Only you can see it until you send it.',
    );
    await browser.open(`${at}/preview`);
    await browser.open(`${at}/send`);
    const colleague = await editorOf(service.organisationId);
    expect((await colleague.get(at)).status).toBe(403);
    expect((await browser.send(`${at}/send`, {})).location).toBe(`${at}/send?done=desk`);
  });

  test('that looks like one there is, is asked about first', async () => {
    const { browser, service } = await ownService();
    const path = `/partner/organisations/${service.organisationId}/services/new`;
    const asked = await browser.send(path, { name: service.name });
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('Is it one of these?');
    expect(asked.text).toContain(`href="/partner/services/${service.id}"`);
    const started = await browser.send(path, { name: service.name, answer: 'new' });
    expect(started.status).toBe(303);
  });

  test('like a hidden one of another organisation tells nothing about that', async () => {
    const { browser, service } = await ownService();
    const hidden = services.findLast((other) => other.organisationId !== service.organisationId);
    if (hidden === undefined) throw new Error('There is only one organisation.');
    await withDatabase(server.dataFolder, async (db) => {
      await db
        .updateTable('service')
        .set({ visibility: 'hidden', name: 'Quartz Marmalade Circle' })
        .where('id', '=', hidden.id)
        .execute();
    });
    const path = `/partner/organisations/${service.organisationId}/services/new`;
    const started = await browser.send(path, { name: 'Quartz Marmalade Circle' });
    expect(started.status).toBe(303);
  });
});

describe('somebody else’s service', () => {
  const PAGES = ['', '/preview', '/send', '/discard', '/close', '/sections/name'];

  test('and one that does not exist are answered alike, and nothing is written', async () => {
    const { browser } = await ownService();
    const { service: other } = await ownService();
    const answers = new Set<string>();
    for (const id of [other.id, uuidv7(), 'x', '%00', '..%2f..%2fetc', "' OR 1=1 --"]) {
      for (const page of PAGES) {
        const path = `/partner/services/${encodeURIComponent(decodeURIComponent(id))}${page}`;
        const read = await browser.get(path);
        const sent = await browser.send(path, { ...NAME, lastDay: '1 February 2026', button: 'save' });
        if (id === other.id || !id.includes('%')) answers.add(`${read.status} ${sent.status}`);
        expect([id, page, read.status >= 400, sent.status >= 400]).toEqual([id, page, true, true]);
      }
    }
    expect([...answers]).toEqual(['403 403']);
    expect(await storedName(other.id)).toBe(other.name);
    const add = await browser.send(`/partner/organisations/${other.organisationId}/services/new`, {
      name: 'Mine',
    });
    expect(add.status).toBe(403);
  });

  test('a part that does not exist is not found', async () => {
    const { browser, path } = await ownService();
    for (const section of ['record', 'nothing', '__proto__', 'constructor'])
      expect([section, (await browser.get(`${path}/sections/${section}`)).status]).toEqual([section, 404]);
  });
});
