import { expect, test } from 'vitest';
import { sharedSite } from '../support/shared/site.ts';
import { visit } from '../support/pages/visit.ts';

const site = sharedSite();

interface ApiAnswer {
  total: number;
  page: number;
  perPage: number;
  understood: {
    needs: { slug: string }[];
    words: string[];
    place: { name: string } | null;
    corrected: { from: string; to: string }[];
  };
  results: {
    id: string;
    slug: string;
    name: string;
    organisation: string;
    summary: string;
    url: string;
    distanceMetres: number | null;
    why: string[];
  }[];
  facets: { name: string; options: { value: string; count: number }[] }[];
}
const ask = async (query: string): Promise<ApiAnswer> =>
  (await (await fetch(`${site}/api/search?${query}`)).json()) as ApiAnswer;

test('the JSON search answers anybody, in the shape that is promised', async () => {
  const response = await fetch(`${site}/api/search?q=lonely&near=Tarnbury`);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const answer = (await response.json()) as ApiAnswer;
  expect(answer.total).toBeGreaterThan(5);
  expect(answer.understood.needs.map((need) => need.slug)).toContain('loneliness');
  expect(answer.understood.place?.name).toBe('Tarnbury');
  for (const result of answer.results) {
    expect(Object.keys(result)).toEqual(
      expect.arrayContaining([
        'id',
        'slug',
        'name',
        'organisation',
        'summary',
        'url',
        'distanceMetres',
        'why',
      ]) as string[],
    );
    expect(result.why.length, result.slug).toBeGreaterThan(0);
    expect(result.url).toBe(`${site}/services/${result.slug}`);
  }
});

test('the page and the JSON give the same services in the same order', async () => {
  for (const query of [
    'q=lonely&near=Tarnbury',
    'q=food+bank',
    'need=debt&sort=name',
    'q=toddler+group+wednesday',
    'near=MB4&within=5',
  ]) {
    const [page, json] = [await visit(`${site}/search?${query}`), await ask(query)];
    expect(page.all('.fd-card__name a')).toEqual(json.results.map((result) => result.name));
  }
});

test('a full postcode, its first half and the town find the same neighbourhood', async () => {
  for (const near of ['MB3', 'mb3', 'Tarnbury', 'near tarnbury']) {
    const { results, understood } = await ask(`need=food&near=${encodeURIComponent(near)}&sort=distance`);
    expect(understood.place, near).not.toBeNull();
    expect(results[0]?.distanceMetres ?? Infinity, near).toBeLessThan(4000);
  }
});

test('a place we do not know gets a sentence and the nearest spellings, not an empty page', async () => {
  const page = await visit(`${site}/search?q=food&near=Tarnberry`);
  expect(page.text).toContain('Tarnbury');
  expect(page.all('.fd-card').length).toBeGreaterThan(0);
});

test('a search that nothing fits shows what to change and what that gives, and the phone number', async () => {
  const page = await visit(`${site}/search?q=debt&audience=deaf_people&day=SU&delivery=home`);
  expect(page.all('.fd-card')).toHaveLength(0);
  const ways = page.all('.fd-panel li');
  expect(ways.some((way) => /\d+ services?$/.test(way))).toBe(true);
  expect(page.text).toContain('0808 157 0150');
});

test('what was understood can be taken back', async () => {
  const page = await visit(`${site}/search?q=food+bank+in+tarnbury+on+friday`);
  const chips = page.all('.fd-understood li');
  expect(chips.join(' ')).toMatch(/Tarnbury/);
  expect(chips.join(' ')).toMatch(/Friday/);
});

test('urgent numbers come before the results when somebody types that they are in danger', async () => {
  const page = await visit(`${site}/search?q=${encodeURIComponent('my husband hits me')}`);
  expect(page.all('.fd-urgent-list li').length).toBeGreaterThan(0);
  expect(page.html.indexOf('fd-urgent-list')).toBeLessThan(page.html.indexOf('fd-card'));
  expect(page.all('title')[0], 'what the browser’s history keeps says nothing').toBe(
    'Information – Front Door',
  );
});
