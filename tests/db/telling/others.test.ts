import { beforeEach, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import type { Happening } from '#src/features/telling/happenings.ts';
import { addAccount } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { SITE, TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { ADA, aHelper, anAnswers, PERSONAL_WORDS } from '../../support/requests/answers.ts';
import { refer, referralWorld } from '../../support/requests/referrals.ts';
import { addRequest, type NewRequest } from '../../support/requests/request.ts';
import { AT, heardBy, short, type Heard } from './heard.ts';

let db: Db;
let asha: string;
beforeEach(async () => {
  db = await testDatabase();
  asha = await addAccount(db, { roles: ['navigator'], email: 'asha@example.org' });
  await addAccount(db, { roles: ['navigator'], email: 'ben@example.org' });
});

const heard = (happening: Happening): Promise<Heard[]> => heardBy(db, happening);
const request = (added: NewRequest = {}) => addRequest(db, TEST_KEYS, added);
const bySelf = { ...anAnswers(), copy: { way: 'none' as const, form: 'plain' as const } };
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
