import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { sendTrackLink } from '#src/features/proofs/commands/send-link.ts';
import { testDatabase } from '../../support/database.ts';
import { START, minutesLater } from '../../support/messages/outbox.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { aHelper, anAnswers } from '../../support/requests/answers.ts';
import { wordsQueued } from '../../support/requests/codes.ts';
import { addRequest } from '../../support/requests/request.ts';

const VISITOR = programActor('visitor');
const send = (db: Db, reference: string, at = START): Promise<void> =>
  sendTrackLink(db, TEST_POST, reference, VISITOR, at);
const links = (db: Db) => wordsQueued(db, TEST_KEYS, 'track-link');

describe('a link that was lost', () => {
  test('comes again to the safe way on record, and the audit trail says so', async () => {
    const db = await testDatabase();
    const { reference, trackSecret, id } = await addRequest(db, TEST_KEYS);
    await send(db, reference);
    const [only, ...more] = await links(db);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ kind: 'email', to: 'ada.example@example.org' });
    expect(only?.text).toContain(`/track/${trackSecret}`);
    expect(only?.text).not.toMatch(/Ada/);
    const events = await db
      .selectFrom('audit_event')
      .select(['action', 'entity_id', 'actor'])
      .where('action', '=', 'request.link')
      .execute();
    expect(events).toEqual([{ action: 'request.link', entity_id: id, actor: 'visitor' }]);
  });

  test('comes to the person and to who asked for them', async () => {
    const db = await testDatabase();
    const { reference } = await addRequest(db, TEST_KEYS, { madeBy: 'helper', answers: aHelper() });
    await send(db, reference);
    expect((await links(db)).map(({ to }) => to).sort()).toEqual(['07700900456', 'ada.example@example.org']);
  });

  test('comes once in six hours, however often it is asked for', async () => {
    const db = await testDatabase();
    const { reference } = await addRequest(db, TEST_KEYS);
    await Promise.all([send(db, reference), send(db, reference)]);
    await send(db, reference, minutesLater(30));
    expect(await links(db)).toHaveLength(1);
    await send(db, reference, minutesLater(6 * 60));
    expect(await links(db)).toHaveLength(2);
  });

  test('comes to nobody where no way is safe, and for no draft or unknown reference', async () => {
    const db = await testDatabase();
    const { reference } = await addRequest(db, TEST_KEYS, { answers: anAnswers({ safe: undefined }) });
    await addRequest(db, TEST_KEYS, { state: 'draft' });
    await send(db, reference);
    await send(db, 'FD-7KQM-3F2P-X');
    await send(db, '');
    expect(await links(db)).toEqual([]);
    expect(await db.selectFrom('audit_event').select('id').execute()).toEqual([]);
  });
});
