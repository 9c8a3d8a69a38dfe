import { describe, expect, test } from 'vitest';
import { SECTION_NAMES } from '#src/features/revisions/sections.ts';
import { withDatabase } from '../../../support/accounts/person.ts';
import { carriedFields } from '../../../support/accounts/signed-in-browser.ts';
import { visit } from '../../../support/pages/visit.ts';
import { allServices, editorOf, NAME, ownService, site, storedName, useEditingSite, write } from './site.ts';

useEditingSite();

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
    await withDatabase(site().dataFolder, (db) =>
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
    expect(refused.text).toContain('must be 5,000 characters or less. You have written 199,999.');
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
    await withDatabase(site().dataFolder, (db) =>
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
  /** All that the public reads, but similar services and what leads to asking, saving, sending on and keeping up to date. */
  const mainPart = (page: { all(selector: string): string[] }): string[] => [
    ...['.fd-service__head', '.fd-action > p', '.fd-action > a']
      .flatMap((part) => page.all(part))
      .filter((text) => text !== 'Refer yourself or someone else')
      .map((text) => text.replace(' Easy read', '')),
    ...page
      .all('.fd-service__main > section')
      .filter((text) => !text.startsWith('Similar services'))
      .map((text) => text.replace(' Do you run this? Keep it up to date', '')),
  ];

  test('of an unchanged service is what the public sees', async () => {
    for (const service of allServices().slice(0, 40)) {
      const browser = await editorOf(service.organisationId);
      const preview = await browser.open(`/partner/services/${service.id}/preview`);
      expect(mainPart(preview)).toEqual(mainPart(await visit(`${site().url}/services/${service.slug}`)));
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
