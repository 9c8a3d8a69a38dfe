import { describe, expect, test } from 'vitest';
import { MOST_IDEAS } from '#src/features/easy-read/rules.ts';
import { attributeOf } from '../../support/html.ts';
import { visit, type VisitedPage } from '../../support/pages/visit.ts';
import { sharedSite } from '../../support/shared/site.ts';

const site = sharedSite();
const go = (path: string, status = 200): Promise<VisitedPage> => visit(`${site}${path}`, { status });
/** Where the big button with these words leads. */
const button = ({ document, url }: VisitedPage, words: string | RegExp): string => {
  const links = document.querySelectorAll('main a');
  const found = links.find(({ textContent }) => {
    const text = textContent.replace(/\s+/g, ' ').trim();
    return typeof words === 'string' ? text === words : words.test(text);
  });
  if (found === undefined) throw new Error(`${url} has no button "${String(words)}"`);
  return attributeOf(found, 'href').replaceAll('&amp;', '&');
};
const redirectOf = async (path: string): Promise<string> => {
  const response = await fetch(site + path, { redirect: 'manual' });
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
};
const cards = ({ document }: VisitedPage) =>
  document
    .querySelectorAll('.fd-easy-card a')
    .map((a) => attributeOf(a, 'href').replace(/^.*\/services\/([^?]+).*$/, '$1'));

describe('the three steps', () => {
  test('lead by picture buttons alone from a need over a place and a person to services, and back', async () => {
    const what = await go('/easy-read/find');
    const within = await go(button(what, 'Meeting people and keeping active'));
    const where = await go(button(within, 'Feeling lonely'));
    const chosen = await redirectOf('/easy-read/find/where?typed=on&need=loneliness&near=Tarnbury');
    const who = await go(chosen);
    expect(button(where, 'Anywhere')).toBe('/easy-read/find/who?need=loneliness');
    const results = await go(button(who, 'It is for me'));
    expect(results.text).toContain('What: Feeling lonely.');
    expect(results.text).toContain('Where: near Tarnbury.');
    expect(cards(results)).toHaveLength(5);
    expect(button(results, 'Back')).toBe(chosen);
    expect(button(who, 'Back')).toBe('/easy-read/find/where?need=loneliness&near=Tarnbury');
    expect(button(where, 'Back')).toBe('/easy-read/find?need=meeting-people');
    await go(button(results, /^See this service/));
  });

  test('a child comes with its age, which is a filter of the search', async () => {
    const who = await go('/easy-read/find/who?need=food');
    const child = await go(button(who, 'A child'));
    const results = await go(button(child, '5 to 10 years'));
    expect(results.url).toContain('age=8');
    expect(results.text).toContain('Who: somebody who is 8 years old.');
  });

  test('no screen of choices has more than 15 buttons, and each button has a picture', async () => {
    for (const path of [
      '/easy-read/find',
      '/easy-read/find?need=health-and-disability',
      '/easy-read/find/who',
    ]) {
      const { document } = await go(path);
      const buttons = document.querySelectorAll('main .fd-big-link');
      expect(buttons.length).toBeGreaterThan(2);
      expect(buttons.length).toBeLessThanOrEqual(MOST_IDEAS);
      expect(document.querySelectorAll('main .fd-big-link svg')).toHaveLength(buttons.length);
    }
  });

  test('own words are asked for when there are none, and go on to the next step when there are', async () => {
    const empty = await go('/easy-read/find?typed=on&q=', 422);
    expect(empty.all('.govuk-error-summary a')).toEqual(['Type what you need help with.']);
    expect(await redirectOf('/easy-read/find?typed=on&q=i+am+lonely')).toBe(
      '/easy-read/find/where?q=i+am+lonely',
    );
    // Somebody who has said where is not asked again.
    expect(await redirectOf('/easy-read/find?typed=on&q=lonely+in+Tarnbury')).toBe(
      '/easy-read/find/who?q=lonely+in+Tarnbury',
    );
  });

  test('a place that nobody knows is said in easy words, and what was typed stays', async () => {
    const page = await go('/easy-read/find/where?typed=on&need=food&near=Tarnbry', 422);
    expect(page.all('.govuk-error-summary a')).toEqual(['We do not know this place: Tarnbry.']);
    const [field] = page.document.querySelectorAll('#near');
    expect(field && attributeOf(field, 'value')).toBe('Tarnbry');
    expect(button(page, /^Tarnbury/)).toMatch(/^\/easy-read\/find\/who\?need=food&near=Tarnbury/);
    const none = await go('/easy-read/find/where?typed=on&near=', 422);
    expect(none.text).toContain('Type a postcode or a town.');
    expect((await go('/easy-read/find/where?typed=on&near=Xyzzyplugh', 422)).text).toContain(
      'Or type the name of a town near you.',
    );
  });

  test('a need that is gone is passed over, one without others below it goes straight on', async () => {
    expect((await go('/easy-read/find?need=dragons')).text).toContain('What do you need help with?');
    expect(await redirectOf('/easy-read/find?need=loneliness')).toBe('/easy-read/find/where?need=loneliness');
  });
});

describe('the results', () => {
  test('are those of the standard search, in its order, five on a page with the way on and back', async () => {
    const standard = await (
      await fetch(`${site}/api/search?need=loneliness&near=Tarnbury&per_page=100`)
    ).json();
    const slugs = (standard as { results: { slug: string }[] }).results.map(({ slug }) => slug);
    const found: string[] = [];
    let page = await go('/easy-read/results?need=loneliness&near=Tarnbury');
    expect(page.text).toContain(`We found ${slugs.length} services.`);
    for (let number = 1; ; number += 1) {
      found.push(...cards(page));
      if (number > 1)
        expect(new URLSearchParams(button(page, 'Back').split('?')[1]).get('page') ?? '1').toBe(
          String(number - 1),
        );
      if (!page.all('main .fd-turn a').includes('Next')) break;
      page = await go(button(page, 'Next'));
    }
    expect(found).toEqual(slugs);
  });

  test('lead to the same search in standard form, and from there back', async () => {
    const { document } = await go('/easy-read/results?q=lonely&near=Tarnbury&cost=free');
    const [standard] = document.querySelectorAll('header a[data-other-form]');
    const href = standard ? attributeOf(standard, 'href').replaceAll('&amp;', '&') : '';
    expect(href).toBe('/search?q=lonely&near=Tarnbury&cost=free');
    const there = await go(href);
    const back = there.document
      .querySelectorAll('header a')
      .map((a) => attributeOf(a, 'href').replaceAll('&amp;', '&'));
    expect(back).toContain('/easy-read/results?q=lonely&near=Tarnbury&cost=free');
  });

  test('can be asked for in standard form from the middle of the steps, with what was said', async () => {
    const { document } = await go('/easy-read/find/who?q=lonely&near=Tarnbury');
    const [standard] = document.querySelectorAll('header a[data-other-form]');
    expect(standard && attributeOf(standard, 'href').replaceAll('&amp;', '&')).toBe(
      '/search?q=lonely&near=Tarnbury',
    );
  });

  test('that are none are no dead end: other searches, and a person who helps', async () => {
    const page = await go('/easy-read/results?q=debt&audience=deaf_people&day=SU&delivery=home');
    expect(page.text).toContain('We did not find a service');
    const ways = page.document
      .querySelectorAll('main .fd-big-link')
      .map((a) => attributeOf(a, 'href').replaceAll('&amp;', '&'));
    expect(ways.length).toBeGreaterThan(2);
    for (const href of ways.filter((each) => each.startsWith('/easy-read/results')))
      expect((await go(href)).text).not.toContain('We did not find a service');
    expect(ways.some((href) => href.startsWith('/easy-read/get-help'))).toBe(true);
    expect(page.document.querySelectorAll('.fd-talk')).toHaveLength(1);
  });

  test('of a place that nobody knows say so, and are of everywhere', async () => {
    const page = await go('/easy-read/results?need=food&near=Xyzzyplugh');
    expect(page.text).toContain('We do not know this place: Xyzzyplugh.');
    expect(cards(page).length).toBeGreaterThan(0);
  });

  test('about abuse have numbers to call first, a title that says nothing and the way out', async () => {
    const page = await go('/easy-read/results?need=domestic-abuse');
    expect(page.html).toContain('<title>Information – Front Door</title>');
    expect(page.document.querySelectorAll('.govuk-exit-this-page')).not.toHaveLength(0);
    expect(page.all('.fd-number').length).toBeGreaterThan(0);
    expect(page.headers.get('cache-control')).toContain('no-store');
  });

  test('show nothing of a confidential address', async () => {
    const page = await go('/easy-read/results?q=lantern+gate+refuge');
    expect(cards(page)).toContain('lantern-gate-refuge');
    expect(page.text).not.toMatch(/Copperfinch|MB2 1LE|safe house/);
    expect(page.text).toContain('Marlbridge area');
  });
});
