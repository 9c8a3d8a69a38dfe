import { beforeEach, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { MessageContent } from '#src/features/messages/types.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import type { Happening } from '#src/features/telling/happenings.ts';
import { addAccount } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { SITE, TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { ADA, aHelper, anAnswers, PERSONAL_WORDS } from '../../support/requests/answers.ts';
import { refer, referralWorld } from '../../support/requests/referrals.ts';
import { addRequest, type NewRequest } from '../../support/requests/request.ts';

const AT = new Date('2026-11-23T10:00:00Z');
let db: Db;
let asha: string;
beforeEach(async () => {
  db = await testDatabase();
  asha = await addAccount(db, { roles: ['navigator'], email: 'asha@example.org' });
  await addAccount(db, { roles: ['navigator'], email: 'ben@example.org' });
});

interface Heard {
  template: string;
  kind: string;
  form: string;
  to: string;
  subject: string;
  text: string;
  about: string;
  isToPrint: boolean;
}

/** Who hears what, opened. */
async function heard(happening: Happening): Promise<Heard[]> {
  const messages = await prepareTelling(db, TEST_POST, happening, AT);
  return messages.map(({ id, template, kind, form, toSealed, contentSealed, about, isToPrint }) => {
    const { subject, text } = JSON.parse(TEST_KEYS.unseal(contentSealed, `message:${id}`)) as MessageContent;
    const to = TEST_KEYS.unseal(toSealed, `message-to:${id}`);
    return { template, kind, form, to, subject, text, about: about?.entity ?? '', isToPrint };
  });
}
const short = (list: readonly Heard[]): string[] => list.map(({ template, to }) => `${template} -> ${to}`);
const request = (added: NewRequest = {}) => addRequest(db, TEST_KEYS, added);
const bySelf = { ...anAnswers(), copy: { way: 'none' as const, form: 'plain' as const } };
const throughNora = {
  methods: ['through-somebody' as const],
  formats: [],
  printPoints: null,
  professionals: [],
  support: [],
  language: null,
  other: null,
};

describe('a request that is sent', () => {
  const sent = (requestId: string, more: { isSameDay?: boolean; actorId?: string } = {}): Happening => ({
    kind: 'request.sent',
    requestId,
    reference: 'FD-7KQM-3F2P-X',
    trackSecret: 'q3Jk0v9XyTz1LmN8bWc2Rg',
    contactDueOn: '2026-11-25',
    isSameDay: false,
    ...more,
  });

  test('is told to the person, with their own page, to every navigator, and copied', async () => {
    const { id } = await request({ state: 'draft' });
    const all = await heard(sent(id));
    expect(short(all)).toEqual([
      `request-sent -> ${ADA.email}`,
      'request-new -> asha@example.org',
      'request-new -> ben@example.org',
      `request-copy -> ${ADA.email}`,
    ]);
    const [person, navigator, , copy] = all;
    expect(person?.text).toContain(`${SITE}/track/q3Jk0v9XyTz1LmN8bWc2Rg`);
    expect(person?.text).toContain('FD-7KQM-3F2P-X');
    expect(person?.text).toContain('by 25 November 2026');
    expect(navigator?.text).toContain(`${SITE}/workspace/requests/${id}`);
    expect(navigator?.text).toContain('Somebody should get in touch: by 25 November 2026.');
    expect(copy?.text).toContain(`${SITE}/track/q3Jk0v9XyTz1LmN8bWc2Rg/copy`);
  });

  test('to be read today says so to navigators', async () => {
    const { id } = await request({ state: 'draft' });
    const navigator = (await heard(sent(id, { isSameDay: true }))).find(
      ({ to }) => to === 'asha@example.org',
    );
    expect(navigator?.text).toContain('Somebody should get in touch: today.');
  });

  test('by a navigator, who has it at once, is no news to the others', async () => {
    const { id } = await request({ state: 'draft', madeBy: 'navigator', answers: bySelf });
    expect(short(await heard(sent(id, { actorId: asha })))).toEqual([`request-sent -> ${ADA.email}`]);
  });

  test('is told to the address of the team where one is set', async () => {
    await db
      .insertInto('setting')
      .values({
        name: 'requestEmail',
        value: '"team@example.org"',
        version: 1,
        updated_at: 'x',
        updated_by: 'x',
      })
      .execute();
    const { id } = await request({ state: 'draft', answers: bySelf });
    expect(short(await heard(sent(id))).slice(1)).toEqual(['request-new -> team@example.org']);
  });

  test('by a daughter is told to her and to her mother, each in their own way', async () => {
    const answers = aHelper({ reach: { phone: ADA.phone, email: null, ways: ['text'], preferred: 'text' } });
    const safe = { ...answers.safe, text: 'yes' as const } as typeof answers.safe;
    const { id } = await request({ state: 'draft', madeBy: 'helper', answers: { ...answers, safe } });
    const all = (await heard(sent(id))).filter(({ template }) => template !== 'request-new');
    expect(short(all)).toEqual([
      `request-sent -> ${ADA.phone}`,
      'request-sent-helper -> nora@example.org',
      'request-copy -> nora@example.org',
    ]);
    expect(all[0]).toMatchObject({ kind: 'text', subject: '' });
  });

  test('by a professional is told without the person’s page', async () => {
    const { id } = await request({
      state: 'draft',
      madeBy: 'professional',
      answers: aHelper({ copy: undefined }),
    });
    const nurse = (await heard(sent(id))).find(({ template }) => template === 'request-sent-professional');
    expect(nurse?.to).toBe('nora@example.org');
    expect(nurse?.text).not.toContain('/track/');
  });
});

describe('what is told of a request', () => {
  test('names the navigator to the person, and nobody to themselves', async () => {
    const { id } = await request({ navigatorId: asha, answers: bySelf });
    const taken = await heard({ kind: 'request.taken', requestId: id, navigatorId: asha, actorId: asha });
    expect(short(taken)).toEqual([`request-taken -> ${ADA.email}`]);
    const { name } = await db
      .selectFrom('account')
      .select('name')
      .where('id', '=', asha)
      .executeTakeFirstOrThrow();
    expect(taken[0]?.text).toContain(`looked after by ${name}`);
    const added = await heard({ kind: 'request.added', requestId: id, noteId: 'n1', actorId: asha });
    expect(added).toEqual([]);
  });

  test('of a try is only what the try itself did not say', async () => {
    const { id } = await request({ navigatorId: asha });
    const tried = (outcome: 'spoke' | 'no-answer' | 'message-left' | 'sent' | 'wrong-details') =>
      heard({ kind: 'request.attempted', requestId: id, attemptId: 'a1', channel: 'phone', outcome });
    expect(await tried('spoke')).toEqual([]);
    expect(await tried('message-left')).toEqual([]);
    expect(await tried('sent')).toEqual([]);
    expect(short(await tried('no-answer'))).toEqual([`request-attempted -> ${ADA.email}`]);
    expect(short(await tried('wrong-details'))).toEqual([`request-attempted -> ${ADA.email}`]);
  });

  test('goes to whom they are reached through, where they hear nothing of their own', async () => {
    const answers = aHelper({ communication: throughNora });
    const { id } = await request({ navigatorId: asha, madeBy: 'helper', answers, state: 'closed' });
    const asked = await heard({ kind: 'feedback.asked', requestId: id, token: 'q3Jk0v9XyTz1LmN8bWc2Rg' });
    expect(short(asked)).toEqual(['feedback-asked -> nora@example.org']);
    const taken = await heard({ kind: 'request.taken', requestId: id, navigatorId: asha });
    expect(short(taken)).toEqual(['request-taken-referrer -> nora@example.org']);
  });

  test('of an erased request is nothing, but to the service and to us', async () => {
    const { id } = await request({ navigatorId: asha });
    await db.updateTable('request').set({ answers_sealed: null }).where('id', '=', id).execute();
    expect(short(await heard({ kind: 'request.closed', requestId: id, reason: 'helped' }))).toEqual([]);
    expect(await heard({ kind: 'request.closed', requestId: uuidv7(), reason: 'helped' })).toEqual([]);
  });

  test('to a navigator whose account was stopped goes to the team', async () => {
    const { id } = await request({ navigatorId: asha });
    await db.updateTable('account').set({ stopped_at: AT.toISOString() }).where('id', '=', asha).execute();
    const added = await heard({ kind: 'request.added', requestId: id, noteId: 'n1' });
    expect(short(added)).toEqual(['request-added -> ben@example.org']);
  });

  test('by the same key is queued once, however often it is prepared', async () => {
    const { id } = await request({ navigatorId: asha, answers: bySelf });
    const queue = async (happening: Happening): Promise<string[]> =>
      db.transaction().execute(async (trx) => {
        const done: string[] = [];
        for (const message of await prepareTelling(trx, TEST_POST, happening, AT))
          done.push(await queueMessage(trx, message, AT));
        return done;
      });
    const taken = (key: string): Happening => ({
      kind: 'request.handed-over',
      requestId: id,
      navigatorId: asha,
      key,
    });
    expect(await queue(taken('first'))).toEqual(['queued', 'queued']);
    expect(await queue(taken('first'))).toEqual(['known', 'known']);
    expect(await queue(taken('second'))).toEqual(['queued', 'queued']);
  });
});

describe('the message back to the practice', () => {
  const closed = (id: string): Promise<Heard[]> =>
    heard({ kind: 'request.closed', requestId: id, reason: 'not-wanted' });
  const toGp = async (id: string): Promise<Heard | undefined> =>
    (await closed(id)).find(({ template }) => template === 'request-closed-gp');

  test('prints reason, term and code, and names nobody in an email that is not secure', async () => {
    const { id } = await request({ navigatorId: asha, contactedAt: AT });
    const gp = await toGp(id);
    expect(gp).toMatchObject({ kind: 'email', to: 'surgery@example.org', isToPrint: false });
    expect(gp?.text).toContain('Code 871711000000103 means Social prescribing declined');
    expect(gp?.text).toContain('They no longer want help');
    expect(gp?.text).toContain('ring us, and say the number');
    for (const word of PERSONAL_WORDS) expect(gp?.text).not.toContain(word);
    expect(gp?.text).not.toMatch(/999 ?000 ?0018|14 March 1950/);
  });

  test('names the patient in NHS mail, and in a letter that is kept to be printed', async () => {
    for (const gp of [
      { practice: 'Loom Street Surgery', email: 'loom@nhs.net' },
      { practice: 'Loom Street Surgery', email: null },
    ]) {
      const { id } = await request({ navigatorId: asha, answers: anAnswers({ gp }) });
      const told = await toGp(id);
      expect(told?.text).toContain('Ada Example');
      expect(told?.text).toContain('14 March 1950');
      expect(told?.text).toContain('999 000 0018');
      expect(told?.text).not.toContain('say the number');
      expect(told?.isToPrint).toBe(gp.email === null);
      if (gp.email === null) expect(told?.text).not.toMatch(/this email/i);
    }
  });

  test('a letter to be printed is kept here, and sent nowhere', async () => {
    const gp = { practice: 'Loom Street Surgery', email: null };
    const { id } = await request({ navigatorId: asha, answers: anAnswers({ gp }) });
    const messages = await prepareTelling(
      db,
      TEST_POST,
      { kind: 'request.closed', requestId: id, reason: 'helped' },
      AT,
    );
    const letter = messages.find(({ kind }) => kind === 'letter');
    if (letter === undefined) throw new Error('no letter');
    await db.transaction().execute((trx) => queueMessage(trx, letter, AT));
    const row = await db
      .selectFrom('message')
      .selectAll()
      .where('id', '=', letter.id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ next_try_at: null, channel: 'log', sent_at: AT.toISOString() });
  });

  test('is not written once the person has taken their agreement back', async () => {
    const { id } = await request({ navigatorId: asha });
    const consent = (decision: 'given' | 'withdrawn', at: string) =>
      db
        .insertInto('consent')
        .values({
          id: uuidv7(),
          request_id: id,
          purpose: 'gp',
          service_id: null,
          recipient: 'Loom Street Surgery',
          shared: '[]',
          decision,
          given_by: 'self',
          method: 'online',
          wording_id: 'x',
          wording: 'x',
          at,
          recorded_by: 'person',
        })
        .execute();
    await consent('given', '2026-11-20T10:00:00.000Z');
    expect(await toGp(id)).toBeDefined();
    await consent('withdrawn', '2026-11-21T10:00:00.000Z');
    expect(await toGp(id)).toBeUndefined();
  });

  test('of somebody who died goes to no family', async () => {
    const { id } = await request({ navigatorId: asha, madeBy: 'helper', answers: aHelper() });
    const told = await heard({ kind: 'request.closed', requestId: id, reason: 'died' });
    expect(short(told)).toEqual(['request-closed-gp -> surgery@example.org']);
  });
});

describe('what a service is asked', () => {
  test('names nobody and says what help, where and by when; the person hears once of several', async () => {
    const world = await referralWorld();
    await refer(world);
    db = world.db;
    const asked = (referralId: string): Happening => ({
      kind: 'referral.sent',
      requestId: world.request.id,
      referralId,
      key: 'sending-2',
      service: { address: 'lunch@example.org', link: `${SITE}/referrals/q3Jk0v9XyTz1LmN8bWc2Rg` },
      reference: 'FD-M4TD-9WXH-6',
      help: 'Feeling lonely',
      area: 'MB1',
      answerBy: '2026-11-26',
    });
    const [person, service] = await heard(asked('r1'));
    expect(service).toMatchObject({ template: 'referral-sent', to: 'lunch@example.org', about: 'referral' });
    for (const part of ['Feeling lonely', 'MB1', 'FD-M4TD-9WXH-6', '26 November 2026', '/referrals/q3Jk'])
      expect(service?.text).toContain(part);
    expect(service?.text).not.toContain(world.request.reference);
    for (const word of [...PERSONAL_WORDS, 'Ada']) expect(service?.text).not.toContain(word);
    expect(person?.template).toBe('request-referred');
    const keys = async (id: string): Promise<string[]> =>
      (await prepareTelling(db, TEST_POST, asked(id), AT)).map(({ dedupeKey }) => dedupeKey);
    const [first, second] = [await keys('r1'), await keys('r2')];
    expect(first[0]).toBe(second[0]);
    expect(first[1]).not.toBe(second[1]);
  });

  test('by a line without an area leaves that out', async () => {
    const { id } = await request({ navigatorId: asha });
    const [service] = await heard({
      kind: 'referral.chased',
      requestId: id,
      referralId: uuidv7(),
      service: { address: 'lunch@example.org', link: `${SITE}/referrals/x` },
      reference: 'FD-M4TD-9WXH-6',
      help: 'Feeling lonely',
      area: null,
    });
    expect(service?.text).not.toContain('They live here');
  });
});

test('no message to the person, in whatever way, names a service or what is wrong', async () => {
  const world = await referralWorld(bySelf);
  const [referralId = ''] = await refer(world);
  db = world.db;
  const service = { address: null, link: null };
  const kinds = [
    'referral.accepted',
    'referral.declined',
    'referral.completed',
    'referral.could-not-contact',
  ] as const;
  const about = { requestId: world.request.id, referralId, service };
  const told = (
    await Promise.all([
      ...kinds.map((kind) => heard({ kind, ...about })),
      heard({ kind: 'referral.escalated', ...about }),
    ])
  )
    .flat()
    .filter(({ to }) => to === ADA.email);
  expect(told).toHaveLength(5);
  for (const { subject, text } of told) {
    expect(subject).toBe('Front Door: a message about your request');
    expect(text).not.toMatch(/lunch|lonel|Ada/i);
    expect(text).toContain(`${SITE}/track/${world.request.trackSecret}`);
  }
});
