import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBrowser } from '../../support/accounts/browser.ts';
import { ask } from '../../support/pages/ask.ts';
import { OWN_ANSWERS, fillIn, goThrough } from '../../support/requests/journey.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

const STOP = '/get-help/staying-safe';
const browser = () => newBrowser(server.url);

describe('asking for help with something sensitive', () => {
  test('begins with a page that says what the button does and does not do', async () => {
    const visitor = browser();
    const started = await visitor.send('/get-help', { deed: 'start', need: 'domestic-abuse' });
    expect(started.location).toBe(STOP);
    const page = await visitor.open(STOP);
    expect(page.all('h1')).toEqual(['Before you go on']);
    expect(page.text).toContain('press the Shift key 3 times');
    expect(page.text).toContain('It does not clear the history of your browser');
    expect(page.text).toContain('this browser forgets your answers');
    expect(page.html).toMatch(/<a class="govuk-button" href="\/get-help\/who">\s*Continue/);
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test('has the button on every question from there on, and the check', async () => {
    const visitor = browser();
    await visitor.send('/get-help', { deed: 'start', need: 'domestic-abuse' });
    await goThrough(visitor, { ...OWN_ANSWERS, needs: { needs: 'domestic-abuse' } }, { at: '/get-help/who' });
    for (const path of ['/get-help/who', '/get-help/story', '/get-help/check'])
      expect((await visitor.open(path)).all('.govuk-exit-this-page'), path).toHaveLength(1);
  });

  test('that is said at a question stops there once', async () => {
    const visitor = browser();
    await goThrough(visitor, OWN_ANSWERS, { until: 'needs' });
    expect((await visitor.open('/get-help/needs')).all('.govuk-exit-this-page')).toHaveLength(0);
    const said = await fillIn(visitor, '/get-help/needs', { needs: 'domestic-abuse' });
    expect(said.location).toBe(STOP);
    expect((await visitor.open(STOP)).html).toContain('href="/get-help/in-place"');
    const again = await fillIn(visitor, '/get-help/needs', { needs: ['domestic-abuse', 'loneliness'] });
    expect(again.location).toBe('/get-help/in-place');
  });

  test('has the same in easy read', async () => {
    const visitor = browser();
    const started = await visitor.send('/easy-read/get-help', { deed: 'start', need: 'domestic-abuse' });
    expect(started.location).toBe(`/easy-read${STOP}`);
    const page = await visitor.open(`/easy-read${STOP}`);
    expect(page.text).toContain('Use the red button: Exit this page.');
    expect(page.html).toContain('href="/easy-read/get-help/who"');
    expect(page.all('.govuk-exit-this-page')).toHaveLength(1);
  });

  test('is gone from this browser once somebody has left', async () => {
    const visitor = browser();
    await visitor.send('/get-help', { deed: 'start', need: 'domestic-abuse' });
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const left = await ask(server.url, '/leave', { headers: { cookie, 'sec-fetch-mode': 'navigate' } });
    const gone = (left.headers['set-cookie'] ?? []).map((line) => line.split('=')[0] ?? '');
    expect(gone).toContain('fd-draft');
    for (const name of gone) visitor.cookies.delete(name);
    expect((await visitor.get('/get-help/who')).location).toBe('/get-help?gone=yes');
  });
});

test('asking for help with anything else has neither the page nor the button', async () => {
  const visitor = browser();
  const started = await visitor.send('/get-help', { deed: 'start', need: 'loneliness' });
  expect(started.location).toBe('/get-help/who');
  expect((await visitor.open('/get-help/who')).all('.govuk-exit-this-page')).toHaveLength(0);
});

test('a shortlist with a sensitive service has the button, on screen and to print', async () => {
  const visitor = browser();
  const { html } = await visitor.open('/needs/domestic-abuse');
  const [, id = ''] = /name="service"[^>]*value="([0-9a-f-]{36})"/.exec(html) ?? [];
  expect(id).not.toBe('');
  expect((await visitor.open('/shortlist')).all('.govuk-exit-this-page')).toHaveLength(0);
  await visitor.send('/shortlist/items', { service: id });
  for (const path of ['/shortlist', '/shortlist/print']) {
    const page = await visitor.open(path);
    expect(page.all('.govuk-exit-this-page'), path).toHaveLength(1);
    expect(page.headers.get('cache-control')).toBe('no-store');
  }
});
