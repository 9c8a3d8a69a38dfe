import { describe, expect, test } from 'vitest';
import { currentConsents } from '#src/features/consents/queries/consents.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { testDatabase } from '../../support/database.ts';
import { serviceRecord, writeDirectory } from '../../support/directory.ts';
import { TEST_KEYS } from '../../support/messages/post.ts';
import { aHelper, anAnswers } from '../../support/requests/answers.ts';
import { sendNew, trailOf } from '../../support/requests/drafts.ts';
import { CHAIRS, LUNCH, SENT } from '../../support/requests/referrals.ts';

/** Agreed to with navigators and the practice; with the services as given. */
function sharingWith(services: NonNullable<Answers['sharing']>['services']): Partial<Answers> {
  return { services: { ids: [LUNCH, CHAIRS], helpMeChoose: false }, sharing: { ...sharingOf(), services } };
}

describe('what was agreed to', () => {
  test('becomes a row for each who was named, with the whole words and exactly the facts', async () => {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('lunch'), serviceRecord('chairs')]);
    const answers = anAnswers(
      sharingWith([
        { serviceId: LUNCH, decision: 'yes', shared: ['contact', 'name', 'helper', 'nonsense'] },
        { serviceId: CHAIRS, decision: 'no', shared: [] },
        { serviceId: 'gone', decision: 'yes', shared: ['name'] },
      ]),
    );
    const { requestId } = await sendNew(db, { answers });
    const consents = await currentConsents(db, requestId);
    expect(
      consents.map(({ purpose, recipient, decision }) => `${purpose}: ${recipient}, ${decision}`),
    ).toEqual([
      'navigator: The navigators of Front Door, given',
      'service: Kettle and Co (lunch), given',
      'service: Kettle and Co (chairs), refused',
      'gp: Loom Street Surgery, given',
    ]);
    const lunch = consents[1];
    expect(lunch).toMatchObject({
      serviceId: LUNCH,
      shared: ['name', 'contact'],
      givenBy: 'self',
      method: 'online',
      wordingId: 'sharing-1',
      recordedBy: 'person',
      at: SENT.toISOString(),
    });
    expect(lunch?.wording).toContain('Can we tell Kettle and Co (lunch) about you?');
    expect(lunch?.wording).toContain('your name, and what to call you; how to reach you, and what is safe.');
    const trail = await trailOf(db, requestId);
    expect(trail.filter((event) => event.startsWith('consent.record'))).toHaveLength(4);
  });

  test('for somebody who cannot decide keeps the reason, sealed', async () => {
    const db = await testDatabase();
    const answers = aHelper({
      agreement: { agrees: 'cannot', reason: 'She does not know us any more', method: 'phone' },
      sharing: { ...sharingOf(), givenBy: 'best-interests' },
    });
    const { requestId } = await sendNew(db, { answers, madeBy: 'helper' });
    const rows = await db.selectFrom('consent').selectAll().where('request_id', '=', requestId).execute();
    expect(rows.map((row) => TEST_KEYS.unseal(row.reason_sealed ?? '', `consent:${row.id}`))).toEqual([
      'She does not know us any more',
      'She does not know us any more',
    ]);
    expect(JSON.stringify(rows)).not.toContain('does not know us');
  });

  test('is not asked of a practice that there is not', async () => {
    const db = await testDatabase();
    const { requestId } = await sendNew(db, { answers: anAnswers({ gp: { practice: null, email: null } }) });
    expect((await currentConsents(db, requestId)).map(({ purpose }) => purpose)).toEqual(['navigator']);
  });
});

function sharingOf(): NonNullable<Answers['sharing']> {
  const { sharing } = anAnswers();
  if (sharing === undefined) throw new Error('no sharing');
  return sharing;
}
