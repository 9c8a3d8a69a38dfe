import { describe, expect, test } from 'vitest';
import { tryAgain } from '#src/features/messages/commands/again.ts';
import { claimMessage } from '#src/features/messages/commands/claim.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { CLAIM_MS } from '#src/features/messages/rules.ts';
import { hasDeliveriesToCheck, runCheckDeliveries } from '#src/jobs/post/check-deliveries.ts';
import type { Db } from '#db/connection.ts';
import type { MailConfig } from '#src/server/config/mail.ts';
import { readConfig } from '#src/server/config/config.ts';
import { testDatabase } from '../../support/database.ts';
import { startNotifyServer } from '../../support/messages/notify-server.ts';
import { minutesLater, queued, rowOf, sendAt, START } from '../../support/messages/outbox.ts';
import { ROOT } from '../../support/server.ts';

const LETTER = { kind: 'letter', to: 'Ann Example\n1 High Street\nMarlbridge\nMB1 1QG' } as const;
const TEXT = { kind: 'text', to: '07700 900123' } as const;

const check = (db: Db, mail: MailConfig, at: Date) =>
  runCheckDeliveries({
    db,
    root: ROOT,
    config: { ...readConfig({}, ROOT), mail },
    at,
    now: () => at,
    signal: new AbortController().signal,
  });

describe('through GOV.UK Notify', () => {
  test('an email, a text and a letter arrive with our words, known by the id of the message', async () => {
    const [db, notify] = [await testDatabase(), await startNotifyServer()];
    const ids = [await queued(db), await queued(db, TEXT), await queued(db, LETTER)];
    expect(await sendAt(db, notify.config, START)).toMatchObject({ sent: 3 });
    const [letter, text, email] = notify.notifications;
    expect([email, text, letter].map((each) => each?.reference)).toEqual(ids);
    expect(email).toMatchObject({ type: 'email', to: 'ann@example.org' });
    expect(email?.personalisation.subject).toBe('Front Door: your link to sign in');
    expect(email?.personalisation.body).toContain('\n\nhttps://directory.example.org/sign-in/link/');
    expect(text).toMatchObject({ type: 'sms', to: '07700 900123' });
    expect(text?.personalisation.body).toMatch(/^Front Door: open this page/);
    expect(letter?.personalisation).toMatchObject({
      address_line_1: 'Ann Example',
      address_line_4: 'MB1 1QG',
    });
    expect(await rowOf(db, ids[0] ?? '')).toMatchObject({ channel: 'notify', provider_id: email?.id });
  });

  test('a kind without a template is kept here to read', async () => {
    const [db, notify] = [await testDatabase(), await startNotifyServer()];
    const service = notify.config.notify;
    const config = { ...notify.config, notify: service === null ? null : { ...service, textTemplate: null } };
    const id = await queued(db, TEXT);
    await sendAt(db, config, START);
    expect(await rowOf(db, id)).toMatchObject({ channel: 'log' });
    expect(notify.posts).toBe(0);
  });

  test.each([
    [403, 'GOV.UK Notify refused our key (403).'],
    [429, 'GOV.UK Notify takes no more at the moment (429).'],
    [500, 'GOV.UK Notify has a fault (500).'],
    [503, 'GOV.UK Notify has a fault (503).'],
  ])('after %d it is tried again, the others wait too, and it is sent once', async (status, failure) => {
    const [db, notify] = [await testDatabase(), await startNotifyServer()];
    notify.faults.push(status);
    const [id] = [await queued(db), await queued(db, TEXT)];
    expect(await sendAt(db, notify.config, START)).toEqual({ sent: 0, later: 0, closed: 1, failed: 0 });
    expect(notify.posts).toBe(1);
    expect(await rowOf(db, id)).toMatchObject({ failure, next_try_at: minutesLater(5).toISOString() });
    expect(await sendAt(db, notify.config, minutesLater(5))).toMatchObject({ sent: 2 });
    expect(notify.notifications.filter(({ reference }) => reference === id)).toHaveLength(1);
  });

  test('after 400 it has failed at once', async () => {
    const [db, notify] = [await testDatabase(), await startNotifyServer()];
    const id = await queued(db, { to: 'ann@nowhere' });
    expect(await sendAt(db, notify.config, START)).toMatchObject({ failed: 1 });
    expect(await rowOf(db, id)).toMatchObject({
      failure: 'GOV.UK Notify refused it (400).',
      next_try_at: null,
    });
  });

  test('a wrong key sends nothing', async () => {
    const [db, notify] = [
      await testDatabase(),
      await startNotifyServer('aaaaaaaa-3a4b-4c5d-8e6f-0a1b2c3d4e5f'),
    ];
    await queued(db);
    expect(await sendAt(db, notify.config, START)).toMatchObject({ closed: 1 });
    expect(notify.notifications).toEqual([]);
  });

  test('what Notify took without our hearing of it is not sent a second time', async () => {
    const [db, notify] = [await testDatabase(), await startNotifyServer()];
    notify.faults.push('silence');
    const id = await queued(db);
    expect(await sendAt(db, notify.config, START)).toMatchObject({ closed: 1 });
    expect(await sendAt(db, notify.config, minutesLater(5))).toMatchObject({ sent: 1 });
    expect(notify.notifications).toHaveLength(1);
    expect((await rowOf(db, id)).provider_id).toBe(notify.notifications[0]?.id);
  });

  test('nor is one whose sender was killed in between, even when somebody tries again by hand', async () => {
    const [db, notify] = [await testDatabase(), await startNotifyServer()];
    const id = await queued(db);
    const killedAt = START;
    await sendAt(db, notify.config, killedAt);
    // As if nothing had been noted.
    await db
      .updateTable('message')
      .set({ sent_at: null, channel: null, provider_id: null, tries: 0, next_try_at: killedAt.toISOString() })
      .where('id', '=', id)
      .execute();
    await claimMessage(db, ['email'], killedAt);
    const later = new Date(killedAt.getTime() + CLAIM_MS);
    await tryAgain(db, id, programActor('command-line'), later);
    expect(await sendAt(db, notify.config, later)).toMatchObject({ sent: 1 });
    expect(notify.posts).toBe(1);
  });
});

describe('asking what did not arrive', () => {
  test('for good: it is noted as having come back, with a task, once', async () => {
    const [db, notify] = [await testDatabase(), await startNotifyServer()];
    const id = await queued(db);
    expect(await hasDeliveriesToCheck(db, START)).toBe(false);
    await sendAt(db, notify.config, START);
    expect(await hasDeliveriesToCheck(db, START)).toBe(true);
    expect(await check(db, notify.config, START)).toMatchObject({ counts: { bounced: 0, again: 0 } });
    for (const each of notify.notifications) each.status = 'permanent-failure';
    expect(await check(db, notify.config, minutesLater(1))).toMatchObject({
      counts: { bounced: 1, again: 0 },
    });
    expect(await check(db, notify.config, minutesLater(2))).toMatchObject({
      counts: { bounced: 0, again: 0 },
    });
    expect((await rowOf(db, id)).bounce).toBe('GOV.UK Notify could not deliver it (permanent-failure).');
    expect(await db.selectFrom('task').select('kind').execute()).toEqual([{ kind: 'message-bounced' }]);
  });

  test('for a while: it is sent once more, and noted when that did not arrive either', async () => {
    const [db, notify] = [await testDatabase(), await startNotifyServer()];
    const id = await queued(db, TEXT);
    await sendAt(db, notify.config, START);
    for (const each of notify.notifications) each.status = 'temporary-failure';
    expect(await check(db, notify.config, minutesLater(1))).toMatchObject({
      counts: { bounced: 0, again: 1 },
    });
    expect(await check(db, notify.config, minutesLater(2))).toMatchObject({
      counts: { bounced: 0, again: 0 },
    });
    expect(await sendAt(db, notify.config, minutesLater(3))).toMatchObject({ sent: 1 });
    expect(notify.notifications.map(({ reference }) => reference)).toEqual([id, id]);
    expect(await check(db, notify.config, minutesLater(4))).toMatchObject({
      counts: { bounced: 0, again: 0 },
    });
    for (const each of notify.notifications) each.status = 'temporary-failure';
    expect(await check(db, notify.config, minutesLater(5))).toMatchObject({
      counts: { bounced: 1, again: 0 },
    });
  });

  test('more than a page of them is read to the end', async () => {
    const [db, notify] = [await testDatabase(), await startNotifyServer()];
    const id = await queued(db);
    await sendAt(db, notify.config, START);
    const [own] = notify.notifications;
    if (own === undefined) throw new Error('nothing was sent');
    own.status = 'permanent-failure';
    for (let count = 0; count < 260; count += 1)
      notify.notifications.unshift({ ...own, id: `other-${count}`, reference: null });
    expect(await check(db, notify.config, START)).toMatchObject({ counts: { bounced: 1 } });
    expect((await rowOf(db, id)).bounced_at).not.toBeNull();
  });
});
