import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programActor } from '#src/features/audit/rules.ts';
import { makeHandover } from '#src/features/requests/commands/handover.ts';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { signedInAs, type TestPerson } from '../../support/accounts/signed-in.ts';
import { fillIn, goThrough, OWN_ANSWERS } from '../../support/requests/journey.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let database: string;
/** A service that anybody may ask, and one of health that comes to people's homes. */
let club: { id: string; slug: string; name: string };
let clinic: { id: string; slug: string; name: string };

beforeAll(async () => {
  server = await startTestServer();
  database = join(server.dataFolder, 'front-door.sqlite');
  await withDatabase(server.dataFolder, async (db) => {
    const open = db
      .selectFrom('service')
      .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
      .select(['service.id', 'service.slug', 'service.name'])
      .where('service.visibility', '=', 'public')
      .where('service.status', '=', 'active')
      .orderBy('service.id');
    const atHome = db.selectFrom('service_delivery').select('service_id').where('delivery', '=', 'home');
    club = await open
      .where('organisation.sector', '=', 'voluntary')
      .where('service.minimum_age', 'is', null)
      .where('service.maximum_age', 'is', null)
      .where('service.id', 'not in', atHome)
      .executeTakeFirstOrThrow();
    clinic = await open.where('service.name', '=', 'Memory clinic').executeTakeFirstOrThrow();
  });
});
afterAll(() => server.stop());

const browser = (): Browser => newBrowser(server.url);
const cookieOf = ({ cookie }: TestPerson): [string, string] => {
  const [name = '', value = ''] = cookie.split('=');
  return [name, value];
};
const pathOf = (html: string, words: string): string =>
  new RegExp(`<a [^>]*href="([^"]+)"[^>]*>\\s*${words}`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
const valueOf = (html: string, name: string): string =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? '';
const tickedIn = (html: string, name: string): string[] =>
  [...html.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(`name="${name}"`) && /\schecked/.test(tag))
    .map((tag) => /value="([^"]*)"/.exec(tag)?.[1] ?? '');

describe('what is known already is not asked again', () => {
  test('a search brings what it understood, of a postcode the first half', async () => {
    const visitor = browser();
    const results = await visitor.open('/search?q=lonely&near=MB1+1QG');
    const ask = pathOf(results.html, 'Ask a navigator to help');
    expect(ask).toBe('/get-help?need=loneliness&near=MB1');
    const started = await fillIn(visitor, ask, { deed: 'start' });
    expect(started.location).toBe('/get-help/who');
    expect(tickedIn((await visitor.open('/get-help/needs')).html, 'needs')).toEqual(['loneliness']);
    expect(valueOf((await visitor.open('/get-help/place')).html, 'place')).toBe('MB1');
  });

  test('a service’s page brings the service, and a second one joins it without losing an answer', async () => {
    const visitor = browser();
    const page = await visitor.open(`/services/${club.slug}`);
    const ask = pathOf(page.html, 'Refer yourself or someone else');
    expect(ask).toBe(`/get-help?service=${club.id}`);
    await fillIn(visitor, ask, { deed: 'start' });
    await fillIn(visitor, '/get-help/who', { who: 'self' });
    await fillIn(visitor, '/get-help/name', { full: 'Ada Example' });
    await fillIn(visitor, `/get-help?service=${clinic.id}`, { deed: 'start' });
    expect(tickedIn((await visitor.open('/get-help/services')).html, 'services')).toEqual([
      club.id,
      clinic.id,
    ]);
    expect(valueOf((await visitor.open('/get-help/name')).html, 'full')).toBe('Ada Example');
  });

  test('the shortlist brings all its services with one button', async () => {
    const visitor = browser();
    visitor.cookies.set('shortlist', `${club.id}.${clinic.id}`);
    const form = new URLSearchParams([
      ['service', club.id],
      ['service', clinic.id],
      ['deed', 'start'],
    ]);
    expect((await visitor.open('/shortlist')).html).toContain('<form method="post" action="/get-help"');
    expect((await visitor.send('/get-help', form)).location).toBe('/get-help/who');
    const page = await visitor.open('/get-help/services');
    expect(tickedIn(page.html, 'services')).toEqual([club.id, clinic.id]);
    expect(page.text).toContain(club.name);
  });

  test('nonsense in the address brings nothing and breaks nothing', async () => {
    const visitor = browser();
    const page = await visitor.open(
      '/get-help?service=x&service=01900000-0000-7000-8000-000000000001&need=gold&near=',
    );
    expect(page.text).toContain('Start now');
    await fillIn(visitor, '/get-help?service=01900000-0000-7000-8000-000000000001&need=gold', {
      deed: 'start',
    });
    expect(tickedIn((await visitor.open('/get-help/services')).html, 'services')).toEqual([]);
    expect((await visitor.open('/get-help/services')).text).toContain('You need not know any service');
  });
});

describe('what a chosen service must know', () => {
  test('is asked, agreed to one by one, and told exactly', async () => {
    const visitor = browser();
    await fillIn(visitor, `/get-help?service=${clinic.id}&service=${club.id}`, { deed: 'start' });
    const answers = {
      ...OWN_ANSWERS,
      services: { services: [club.id, clinic.id] },
      'nhs-number': { knows: 'yes', number: '999-000-0018' },
      gp: { practice: 'Loom Street Surgery' },
    };
    const way = await goThrough(visitor, answers, { at: '/get-help/who', until: 'sharing' });
    expect(way).toEqual(expect.arrayContaining(['date-of-birth', 'address', 'nhs-number', 'gp']));
    const page = await visitor.open('/get-help/sharing');
    expect(page.text).toContain('999 000 0018');
    expect(tickedIn(page.html, `facts-${club.id}`)).not.toContain('nhs-number');
    expect(tickedIn(page.html, `facts-${clinic.id}`)).toContain('nhs-number');
    const silent = await fillIn(visitor, '/get-help/sharing', { navigator: 'yes' });
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('Select yes if you agree that we tell Loom Street Surgery');
    const refusing = await fillIn(visitor, '/get-help/sharing', { navigator: 'no' });
    expect(refusing.location).toBe('/get-help/cannot-send');
    const agreed = await fillIn(visitor, '/get-help/sharing', {
      navigator: 'yes',
      [`service-${club.id}`]: 'yes',
      [`facts-${club.id}`]: ['story'],
      [`service-${clinic.id}`]: 'no',
      gp: 'no',
    });
    expect(agreed.location).toBe('/get-help/copy');
    await goThrough(visitor, answers, { at: '/get-help/copy' });
    const check = await visitor.open('/get-help/check');
    expect(check.text).toContain(
      'yes. Your name, and what to call you; how to reach you, and what is safe; what matters to you, in your words.',
    );
    expect(check.text).toContain(`(${clinic.name}): no`);
  });

  test('keeps what was typed wrong on the page, with the sentence beside it', async () => {
    const visitor = browser();
    await fillIn(visitor, `/get-help?service=${clinic.id}`, { deed: 'start' });
    const nasty = '"><b>31</b>';
    const sent = await fillIn(visitor, '/get-help/date-of-birth', { day: nasty, month: '2', year: '1946' });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('Date of birth must be a real date');
    expect(sent.text).toContain('value="&quot;><b>31</b>"');
    const number = await fillIn(visitor, '/get-help/nhs-number', { knows: 'yes', number: 'QQ 12 34 56 C' });
    expect(number.text).toContain('This looks like a National Insurance number');
    expect(number.text).toContain('value="QQ 12 34 56 C"');
  });
});

describe('a request that changes hands', () => {
  const linkIn = (html: string): string => /\/get-help\/continue\/[\w-]+/.exec(html)?.[0] ?? '';

  test('is opened once, by pressing the button, and then nowhere else', async () => {
    const maker = browser();
    await goThrough(maker, OWN_ANSWERS, { until: 'needs' });
    const made = await fillIn(maker, '/get-help/hand-over', { to: 'person', way: 'show' });
    const link = linkIn(made.text);
    expect(made.status).toBe(200);
    expect(made.headers.get('cache-control')).toBe('no-store');
    const other = browser();
    const looked = await other.open(link);
    expect(looked.text).not.toContain('Ada Example');
    await browser().open(link);
    const opened = await other.send(link, {});
    expect(opened.location).toBe('/get-help/needs');
    expect(valueOf((await other.open('/get-help/name')).html, 'full')).toBe('Ada Example');
    expect((await maker.get('/get-help/name')).location).toBe('/get-help?gone=yes');
    expect((await browser().open(link, 410)).text).toContain('This link has been used');
    expect((await browser().send(link, {})).status).toBe(410);
  });

  test('goes by mail, and says when it is refused', async () => {
    const maker = browser();
    await goThrough(maker, OWN_ANSWERS, { until: 'story' });
    const sent = await fillIn(maker, '/get-help/hand-over', {
      to: 'person',
      way: 'email',
      email: 'ada@example.org',
    });
    expect(sent.location).toBe('/get-help/hand-over?sent=email');
    expect((await maker.open('/get-help/hand-over?sent=email')).text).toContain('on its way by email');
    const refused = await fillIn(maker, '/get-help/hand-over', { to: 'person', way: 'email', email: 'ada@' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="ada@"');
  });

  test('goes from a navigator to the person, who sees who filled it in, and back to a navigator only', async () => {
    const navigator = browser();
    navigator.cookies.set(
      ...cookieOf(await signedInAs(database, ['navigator'], { name: 'Nadia Navigator' })),
    );
    await goThrough(
      navigator,
      { ...OWN_ANSWERS, who: { who: 'navigator' }, agreement: { agrees: 'yes', method: 'phone' } },
      { until: 'needs' },
    );
    const made = await fillIn(navigator, '/get-help/hand-over', { way: 'show' });
    const person = browser();
    const link = linkIn(made.text);
    expect((await person.open(link)).text).toContain(
      'Nadia Navigator, a navigator, began to fill this in with you',
    );
    await person.send(link, {});
    const page = await person.open('/get-help/hand-over');
    expect(page.text).toContain('Filled in with Nadia Navigator, a navigator.');
    const mailed = await fillIn(person, '/get-help/hand-over', { to: 'navigator' });
    expect(mailed.location).toBe('/get-help/hand-over?sent=team');

    const back = await withDatabase(server.dataFolder, async (db) => {
      const { id } = await db
        .selectFrom('request')
        .select('id')
        .where('filled_in_by', 'is not', null)
        .executeTakeFirstOrThrow();
      const handover = { requestId: id, direction: 'to-navigator' as const };
      const again = await makeHandover(db, handover, programActor('visitor'), new Date());
      return again.ok ? `/get-help/continue/${again.value.secret}` : '';
    });
    expect((await browser().get(back)).location).toMatch(/^\/sign-in\?/);
    expect((await browser().send(back, {})).location).toMatch(/^\/sign-in\?/);
    const editor = browser();
    editor.cookies.set(...cookieOf(await signedInAs(database, ['editor'])));
    expect((await editor.get(back)).status).toBe(403);
    expect((await navigator.send(back, {})).location).toBe('/get-help/needs');
    expect((await person.get('/get-help/name')).location).toBe('/get-help?gone=yes');
  });

  test('has run out after its days, and an unknown link says so', async () => {
    const maker = browser();
    await goThrough(maker, OWN_ANSWERS, { until: 'story' });
    const link = linkIn((await fillIn(maker, '/get-help/hand-over', { to: 'person', way: 'show' })).text);
    await withDatabase(server.dataFolder, (db) =>
      db
        .updateTable('request_handover')
        .set({ expires_at: '2020-01-01T00:00:00.000Z' })
        .where('used_at', 'is', null)
        .execute(),
    );
    const page = await browser().open(link, 410);
    expect(page.text).toContain('This link has run out');
    expect(page.text).toContain('ask whoever sent it to you');
    expect((await browser().open('/get-help/continue/nobody-made-this-one', 404)).text).toContain(
      'This link does not work',
    );
  });
});
