import { describe, expect, test } from 'vitest';
import { visit } from '../../../support/pages/visit.ts';
import { ownService, site, useEditingSite, write } from './site.ts';

useEditingSite();

describe('the easy-read part', () => {
  test('begins from what is known, is changed line by line, and is seen in the preview', async () => {
    const { browser, path } = await ownService();
    const section = `${path}/sections/easy-read`;
    const begun = await write(browser, section, {}, 'start-from-facts');
    expect(begun.status).toBe(200);
    expect(begun.text).toMatch(/id="idea-1-words"[^>]*>[^<]{5,}/);
    const saved = await write(browser, section, {
      'idea-rows': '2',
      'idea-1-words': 'You can have tea.',
      'idea-2-words': 'Ask for a **referral**.',
      testedBy: 'Our Tuesday group',
    });
    expect(saved.status).toBe(303);
    const again = await browser.open(section);
    expect(again.html).toMatch(/<option value="hot-drink" selected/);
    expect(again.text).toContain('Say what “referral” means in the next sentence.');
    const preview = await browser.open(`${path}/preview`);
    expect(preview.text).toContain('You can have tea.');
    expect(preview.all('b')).toContain('referral');
    expect(preview.text).toContain('Read by: Our Tuesday group');
  });

  test('adds a line without losing what was typed', async () => {
    const { browser, path } = await ownService();
    const added = await write(
      browser,
      `${path}/sections/easy-read`,
      { 'idea-rows': '1', 'idea-1-words': 'We have <b>tea</b>.' },
      'add-idea',
    );
    expect(added.text).toContain('We have &lt;b&gt;tea&lt;/b&gt;.');
    expect(added.text).toContain('id="idea-2"');
  });
});

describe('other languages', () => {
  test('are written in their own direction, and one without words is refused', async () => {
    const { browser, path } = await ownService();
    const section = `${path}/sections/other-languages`;
    const refused = await write(browser, section, { 'text-rows': '1', 'text-1-language': 'ur' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Write something in Urdu, or remove this language');
    expect(refused.text).toMatch(/name="text-1-happens"[^>]*lang="ur" dir="rtl"/);
    const typed = { 'text-rows': '1', 'text-1-language': 'ur', 'text-1-name': 'چائے' };
    expect((await write(browser, section, typed)).status).toBe(303);
    expect((await browser.open(`${path}/preview`)).html).toContain('<section id="in-ur" lang="ur" dir="rtl"');
  });

  test('and a video that is no https address is refused', async () => {
    const { browser, path } = await ownService();
    const refused = await write(browser, `${path}/sections/languages`, {
      bslVideoUrl: 'http://v.example.org',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Enter the web address of the video, like https://www.example.org/video');
  });
});

describe('the page of a service', () => {
  test('leads to its other forms, each part in its language and direction', async () => {
    const page = await visit(`${site().url}/services/tuesday-tea-and-chat`);
    expect(page.all('a[href="#in-ur"][lang="ur"] bdi[dir="rtl"]')).toEqual(['اردو']);
    expect(page.all('section#in-ur[lang="ur"][dir="rtl"] h2')).toEqual(['اردو']);
    expect(page.all('.fd-service a[href="/easy-read/services/tuesday-tea-and-chat"]')).toEqual(['Easy read']);
    const debt = await visit(`${site().url}/services/debt-advice-at-the-wharf`);
    expect(debt.all('a[href="https://marlbridge-advice.example.org/debt/bsl"]')).toEqual([
      'Watch this in British Sign Language (video)',
    ]);
  });

  test('begins in the language it is read in, where the service speaks it', async () => {
    const welsh = await visit(`${site().url}/cy/services/marl-neighbours-home-visits`);
    expect(welsh.all('h1[lang="cy"]')).toEqual(['Ymwelydd cyfeillgar gartref']);
    const english = await visit(`${site().url}/services/marl-neighbours-home-visits`);
    expect(english.all('h1')).toEqual(['A weekly visitor at home']);
  });
});
