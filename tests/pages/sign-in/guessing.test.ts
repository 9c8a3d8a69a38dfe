import { afterAll, beforeAll, expect, test } from 'vitest';
import { newBrowser } from '../../support/accounts/browser.ts';
import { personWith } from '../../support/accounts/person.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_DEMO: 'off', FRONT_DOOR_TRUST_PROXY: '1' });
});
afterAll(() => server.stop());

const GUESSES = 1_000;
const ALLOWED = 20; // of one account within the hour, from all unknown browsers together

test('of 1,000 wrong passwords few are tried, the rest are answered with 429; the owner’s own browser still gets in', async () => {
  const person = await personWith(server.dataFolder, []);
  const { email, password } = person;
  const own = newBrowser(server.url, { 'x-forwarded-for': '192.0.2.1' });
  expect((await own.send('/sign-in', { email, password })).status).toBe(303);
  await own.send('/sign-out', {});

  let tried = 0;
  for (let i = 0; i < GUESSES; i += 1) {
    // From a hundred networks, as whoever hires a hundred machines.
    const stranger = newBrowser(server.url, { 'x-forwarded-for': `198.51.100.${i % 100}` });
    const { status, headers } = await stranger.send('/sign-in', { email, password: `guess number ${i}` });
    expect([422, 429]).toContain(status);
    if (status === 422) tried += 1;
    else expect(headers.get('retry-after')).toBe('900');
  }
  expect(tried).toBeGreaterThan(0);
  expect(tried).toBeLessThanOrEqual(ALLOWED);

  const stranger = newBrowser(server.url, { 'x-forwarded-for': '203.0.113.9' });
  const refused = await stranger.send('/sign-in', { email, password });
  expect([refused.status, stranger.cookies.size]).toEqual([429, 0]);
  expect(refused.text).toContain('ask for a link by email instead');
  expect((await own.send('/sign-in', { email, password })).status).toBe(303);
  expect((await stranger.send('/sign-in/link', { email })).status).toBe(303);
});

test('an account that does not exist is counted like one that does', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 12; i += 1) {
    const stranger = newBrowser(server.url, { 'x-forwarded-for': '203.0.113.77' });
    const { status } = await stranger.send('/sign-in', {
      email: 'nobody@people.example.org',
      password: `guess ${i} here`,
    });
    statuses.push(status);
  }
  expect(statuses.filter((status) => status === 422).length).toBe(10);
  expect(statuses.slice(10)).toEqual([429, 429]);
});
