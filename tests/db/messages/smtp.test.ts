import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { tryAgain } from '#src/features/messages/commands/again.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { openSmtpChannel } from '#src/server/post/smtp-channel.ts';
import type { Outgoing } from '#src/server/post/channel.ts';
import { testDatabase } from '../../support/database.ts';
import { answer, mailTo, startMailServer } from '../../support/messages/mail-server.ts';
import { minutesLater, queued, rowOf, sendAt, START } from '../../support/messages/outbox.ts';
import { freePort } from '../../support/server.ts';

const BY = programActor('command-line');

describe('through a mail server', () => {
  test('an email arrives whole, from us, to one person, with answers where they should go', async () => {
    const [db, server] = [await testDatabase(), await startMailServer()];
    await db
      .insertInto('setting')
      .values({ name: 'replyTo', value: '"team@example.org"', version: 1, updated_at: 'x', updated_by: 'x' })
      .execute();
    const id = await queued(db);
    expect(await sendAt(db, server.config, START)).toMatchObject({ sent: 1 });
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: 'hello@directory.example.org', to: ['ann@example.org'] });
    expect(mail?.messageId).toBe(`<${id}@directory.example.org>`);
    expect(mail?.source).toMatch(/^From: Front Door <hello@directory\.example\.org>/m);
    expect(mail?.source).toMatch(/^Reply-To: team@example\.org/m);
    expect(mail?.source).toMatch(/^Subject: Front Door: your link to sign in/m);
    expect(mail?.source).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(mail?.source).toMatch(/Content-Type: text\/plain[\s\S]*Content-Type: text\/html/);
    expect(await rowOf(db, id)).toMatchObject({
      channel: 'smtp',
      provider_id: mail?.messageId,
      sent_at: START.toISOString(),
      next_try_at: null,
      claimed_until: null,
    });
    expect(await sendAt(db, server.config, minutesLater(60))).toMatchObject({ sent: 0 });
    expect(server.received).toHaveLength(1);
  });

  test('an address that does not exist fails at once, with a task, and without the address anywhere', async () => {
    const db = await testDatabase();
    const server = await startMailServer({
      onRcptTo: ({ address }, _, callback) => callback(answer(550, `5.1.1 <${address}>: unknown`)),
    });
    const id = await queued(db);
    expect(await sendAt(db, server.config, START)).toMatchObject({ failed: 1 });
    const row = await rowOf(db, id);
    expect(row).toMatchObject({ next_try_at: null, failed_at: START.toISOString() });
    expect(row.failure).toBe('The mail server answered 550 (5.1.1).');
    const tasks = await db.selectFrom('task').selectAll().execute();
    expect(tasks).toMatchObject([
      { kind: 'message-failed', entity: 'message', entity_id: id, done_at: null },
    ]);
    expect(JSON.stringify([row, tasks])).not.toContain('ann@');
  });

  test('greylisted, it waits, is tried again with the same id, and arrives once', async () => {
    const db = await testDatabase();
    let knocks = 0;
    const server = await startMailServer({
      onRcptTo(_, __, callback) {
        knocks += 1;
        callback(knocks < 3 ? answer(451, '4.7.1 Greylisted') : null);
      },
    });
    const id = await queued(db);
    expect(await sendAt(db, server.config, START)).toMatchObject({ later: 1 });
    expect(await rowOf(db, id)).toMatchObject({ next_try_at: minutesLater(1).toISOString(), tries: 1 });
    expect(await sendAt(db, server.config, minutesLater(0.9))).toMatchObject({ later: 0, sent: 0 });
    expect(await sendAt(db, server.config, minutesLater(1))).toMatchObject({ later: 1 });
    expect(await rowOf(db, id)).toMatchObject({ next_try_at: minutesLater(6).toISOString(), tries: 2 });
    expect(await sendAt(db, server.config, minutesLater(6))).toMatchObject({ sent: 1 });
    expect(server.received.map(({ messageId }) => messageId)).toEqual([`<${id}@directory.example.org>`]);
  });

  test('refused for now seven times it has failed; tried again by hand it arrives, and its task is closed', async () => {
    const db = await testDatabase();
    let isRefusing = true;
    const server = await startMailServer({
      onRcptTo: (_, __, callback) => callback(isRefusing ? answer(452, '4.2.2 Full') : null),
    });
    const id = await queued(db);
    const waits = [0, 1, 6, 21, 81, 321, 1041].map(minutesLater);
    for (const at of waits.slice(0, -1))
      expect(await sendAt(db, server.config, at)).toMatchObject({ later: 1 });
    expect(await sendAt(db, server.config, minutesLater(1041))).toMatchObject({ failed: 1 });
    expect(await sendAt(db, server.config, minutesLater(9999))).toMatchObject({ failed: 0, later: 0 });
    expect(await db.selectFrom('task').select('done_at').execute()).toEqual([{ done_at: null }]);
    isRefusing = false;
    expect(await tryAgain(db, id, BY, minutesLater(10_000))).toMatchObject({ ok: true });
    expect(await sendAt(db, server.config, minutesLater(10_000))).toMatchObject({ sent: 1 });
    expect(await rowOf(db, id)).toMatchObject({ failed_at: null, failure: null });
    expect(await db.selectFrom('task').select('outcome').execute()).toEqual([
      { outcome: 'solved-by-itself' },
    ]);
    expect(await tryAgain(db, id, BY, minutesLater(10_001))).toEqual({ ok: false, error: 'gone-already' });
  });

  test('a mail server that is dead for a day loses nothing and holds up no text message', async () => {
    const db = await testDatabase();
    const dead = mailTo(await freePort());
    const ids = [await queued(db), await queued(db), await queued(db)];
    const textMessage = await queued(db, { kind: 'text', to: '07700 900123' });
    expect(await sendAt(db, dead, START)).toEqual({ sent: 1, closed: 1, later: 0, failed: 0 });
    expect((await rowOf(db, textMessage)).sent_at).not.toBeNull();
    for (let hour = 1; hour <= 24; hour += 1) await sendAt(db, dead, minutesLater(hour * 60));
    expect(await db.selectFrom('task').select('id').execute()).toEqual([]);
    const server = await startMailServer({}, dead.smtp?.port);
    expect(await sendAt(db, server.config, minutesLater(25 * 60))).toMatchObject({ sent: 3 });
    expect(server.received.map(({ messageId }) => messageId.slice(1, 37)).sort()).toEqual([...ids].sort());
  });

  test('a server that breaks off before it has answered is tried again with the same message id', async () => {
    const db = await testDatabase();
    let breaks = 1;
    const seen: string[] = [];
    const server = await startMailServer({
      onData(stream, _, callback) {
        void text(stream).then((source) => {
          seen.push(/^Message-ID: (\S+)/im.exec(source)?.[1] ?? '');
          breaks -= 1;
          if (breaks >= 0) server.breakOff();
          else callback();
        });
      },
    });
    const id = await queued(db);
    expect(await sendAt(db, server.config, START)).toMatchObject({ closed: 1 });
    expect(await rowOf(db, id)).toMatchObject({ next_try_at: minutesLater(5).toISOString(), tries: 0 });
    expect(await sendAt(db, server.config, minutesLater(5))).toMatchObject({ sent: 1 });
    expect(seen).toEqual([`<${id}@directory.example.org>`, `<${id}@directory.example.org>`]);
  });
});

describe('what a mail server does', () => {
  const outgoing: Outgoing = {
    id: '0193a5e0-7c1b-7d2e-8f3a-4b5c6d7e8f90',
    kind: 'email',
    template: 'sign-in-link',
    to: 'ann@example.org',
    content: { subject: 'Front Door: hello', text: 'Hello', html: '<p>Hello</p>', markdown: 'Hello' },
    replyTo: null,
    isAgain: false,
  };
  const send = (config: ReturnType<typeof mailTo>, silenceMs = 5000) => {
    if (config.smtp === null || config.from === null) throw new Error('no mail server');
    return openSmtpChannel(config.smtp, config.from, { connectMs: 5000, silenceMs }).send(outgoing);
  };

  test('without TLS where TLS is asked for, nothing is said to it', async () => {
    const server = await startMailServer();
    const config = mailTo(server.port);
    if (config.smtp !== null) config.smtp.needsTls = true;
    expect(await send(config)).toMatchObject({ kind: 'closed' });
    expect(server.received).toEqual([]);
  });

  test('saying nothing for too long is a closed door', async () => {
    const server = await startMailServer({ onMailFrom: () => undefined });
    expect(await send(server.config, 300)).toMatchObject({
      kind: 'closed',
      reason: expect.stringContaining('ETIMEDOUT'),
    });
  });

  test('not knowing us is no fault of the message', async () => {
    const server = await startMailServer({
      authOptional: false,
      onAuth: (_, __, callback) => callback(answer(535, '5.7.8 No')),
    });
    const config = mailTo(server.port);
    if (config.smtp !== null) Object.assign(config.smtp, { user: 'u', password: 'wrong' });
    expect(await send(config)).toMatchObject({ kind: 'closed' });
    const refusing = await startMailServer({
      onMailFrom: (_, __, callback) => callback(answer(550, '5.7.1 Not from you')),
    });
    expect(await send(refusing.config)).toMatchObject({
      kind: 'closed',
      reason: 'The mail server does not take mail from our address (550).',
    });
  });

  test('refusing the words for good is a refusal', async () => {
    const server = await startMailServer({
      onData: (stream, _, callback) => {
        stream.resume();
        stream.on('end', () => callback(answer(554, '5.6.0 Spam from ann@example.org')));
      },
    });
    expect(await send(server.config)).toEqual({
      kind: 'refused',
      channel: 'smtp',
      reason: 'The mail server answered 554 (5.6.0).',
    });
  });
});
