import { describe, expect, test } from 'vitest';
import { sharedSite } from '../../support/shared/site.ts';
import { visit } from '../../support/pages/visit.ts';

const site = sharedSite();
const SERVICE = '/services/marl-larder-food-bank';
const REFUGE = '/services/lantern-gate-refuge';
const get = (path: string): Promise<Response> => fetch(site + path, { redirect: 'manual' });

describe('a service on paper', () => {
  test.each([
    ['', 'fd-paper-14'],
    ['?size=large', 'fd-paper-20'],
    ['?size=easy-read', 'fd-paper-18'],
    ['?size=huge', 'fd-paper-14'],
  ])(
    'with "%s" is a good page of the right size with a code and its address typed out',
    async (query, size) => {
      const page = await visit(`${site}${SERVICE}/print${query}`);
      expect(page.html).toContain(`class="${size}"`);
      expect(page.html).toContain('<meta name="robots" content="noindex"');
      expect(page.text).toContain('01632 960131');
      expect(page.all('.fd-paper__qr img')).toHaveLength(1);
      const address = query === '?size=easy-read' ? `/easy-read${SERVICE}` : SERVICE;
      expect(page.all('.fd-paper__address')[0]).toContain(address);
      expect(page.text).toContain('In danger? Call 999.');
    },
  );

  test('in easy read has a picture beside each idea', async () => {
    const page = await visit(`${site}${SERVICE}/print?size=easy-read`);
    expect(page.all('.fd-idea').length).toBeGreaterThan(5);
    expect(page.all('.fd-idea .fd-picture')).toHaveLength(page.all('.fd-idea').length);
  });

  test('is linked from its page, as is its text for braille', async () => {
    const { html } = await visit(site + SERVICE);
    for (const link of [`${SERVICE}/print`, `${SERVICE}/print?size=large`, `${SERVICE}/braille.txt`])
      expect(html).toContain(`href="${link}"`);
  });

  test.each(['/print', '/print?size=easy-read', '/braille.txt'])(
    'of a refuge has a neutral title and is kept by nobody: %s',
    async (path) => {
      const answer = await get(REFUGE + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toContain('no-store');
      const text = await answer.text();
      expect(text).not.toContain('<title>Lantern');
    },
  );

  test.each(['/services/none/print', '/services/none/braille.txt'])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

describe('text for braille', () => {
  test('of a service is plain text in short lines with what the page says', async () => {
    const answer = await get(`${SERVICE}/braille.txt`);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    const text = await answer.text();
    expect(text).toMatch(/^Marl Larder food bank\n/);
    expect(text).toContain('\nPhone:\n01632 960131\n');
    expect(text).toMatch(/\nhttps?:\/\/\S+\/services\/marl-larder-food-bank\n/);
    expect(text.split('\n').filter((line) => line.length > 40 && line.includes(' '))).toEqual([]);
  });

  test('of a shortlist that is empty says so, and is kept by nobody', async () => {
    const answer = await get('/shortlist/braille.txt');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('There are no services on this');
  });

  test('of a list that was never shared leads to the page that says so', async () => {
    const answer = await get('/shortlist/shared/AAAAAAAAAAAAAAAAAAAAAA/braille.txt');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/shortlist/shared/AAAAAAAAAAAAAAAAAAAAAA',
    ]);
  });
});
