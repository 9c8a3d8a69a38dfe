import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { withDatabase } from '../../../support/accounts/person.ts';
import { browserOf } from '../../../support/accounts/signed-in-browser.ts';
import { allServices, editorOf, NAME, ownService, site, storedName, useEditingSite, write } from './site.ts';

useEditingSite();

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
    await withDatabase(site().dataFolder, (db) =>
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
    const desk = await browserOf(site(), ['editor']);
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
    const { status } = await withDatabase(site().dataFolder, (db) =>
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
    const hidden = allServices().findLast((other) => other.organisationId !== service.organisationId);
    if (hidden === undefined) throw new Error('There is only one organisation.');
    await withDatabase(site().dataFolder, async (db) => {
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
