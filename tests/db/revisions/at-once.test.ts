import { expect, test } from 'vitest';
import { changeService } from '#src/features/revisions/commands/change.ts';
import { NOW } from '../../support/accounts/accounts.ts';
import { atOnce } from '../../support/accounts/at-once.ts';
import { aPlace, recordIn, revisionsIn, write } from './place.ts';

const errorsOf = (results: readonly unknown[]): string[] =>
  results.map((result) => (result as { error?: string }).error ?? 'done').sort();

test('a draft that is sent twice at once is sent once', async () => {
  const place = await aPlace();
  const { serviceId, partner } = place;
  await write(place, partner, { summary: 'Soup' });
  const act = { name: 'sendDraft', first: serviceId, second: partner.actor.id };
  const results = await atOnce(place.db, [act, act]);
  expect(errorsOf(results)).toEqual(['done', 'no-draft']);
  expect((await revisionsIn(place)).map(({ state }) => state)).toEqual(['proposed']);
});

test('two people who change the same words at once: one is published, the other must choose, and nothing is lost', async () => {
  const place = await aPlace();
  const { db, serviceId, desk, colleague } = place;
  const second = { ...colleague, kind: 'desk' as const };
  await write(place, desk, { summary: 'Soup', alert: 'New door' });
  await write(place, second, { summary: 'Stew', phones: [] });
  const results = await atOnce(
    db,
    [desk, second].map(({ actor }) => ({ name: 'sendDraftOfDesk', first: serviceId, second: actor.id })),
  );
  expect(errorsOf(results)).toEqual(['conflicts', 'done']);
  const record = await recordIn(place);
  const isFirst = record.summary === 'Soup';
  expect(record).toMatchObject(isFirst ? { alert: 'New door' } : { phones: [] });
  const left = await db.selectFrom('revision').select('content').where('state', '=', 'draft').execute();
  expect(left.map(({ content }) => (JSON.parse(content) as { summary: string }).summary)).toEqual([
    isFirst ? 'Stew' : 'Soup',
  ]);
});

test('two people who decide about a proposal at once: one decision stands, and one mail goes out', async () => {
  const place = await aPlace();
  const { db, serviceId, partner, desk, colleague } = place;
  await changeService(
    db,
    { serviceId, change: (record) => ({ ...record, summary: 'Soup' }), reason: null },
    partner,
    NOW,
  );
  const [proposal] = await revisionsIn(place);
  const first = proposal?.id ?? '';
  const results = await atOnce(db, [
    { name: 'acceptProposal', first, second: desk.actor.id },
    { name: 'declineProposal', first, second: colleague.actor.id },
  ]);
  expect(errorsOf(results)).toEqual(['decided-already', 'done']);
  const [row, ...others] = await revisionsIn(place);
  expect(others).toEqual([]);
  expect((await recordIn(place)).summary).toBe(row?.state === 'published' ? 'Soup' : 'Lunch and company');
  expect((await db.selectFrom('message').select('id').execute()).length).toBe(1);
});
