import { describe, expect, test } from 'vitest';
import { makeHandover } from '#src/features/requests/commands/handover.ts';
import { tellHandover } from '#src/features/requests/commands/tell-handover.ts';
import {
  findNavigatorName,
  HANDOVERS_A_DAY,
  hasTooManyHandovers,
} from '#src/features/requests/queries/handovers.ts';
import { findNamedServices } from '#src/features/requests/queries/named-services.ts';
import { plainOrganisation, plainService } from '#src/features/services/record.ts';
import { addAccount } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, writeDirectory } from '../../support/directory.ts';
import { TEST_POST } from '../../support/messages/post.ts';
import { addDraft, VISITOR } from '../../support/requests/drafts.ts';
import { daysLater, SENT } from '../../support/requests/referrals.ts';

const TODAY = '2026-11-21';

describe('the services that a request names', () => {
  test('come with what their questions must know, and those that nobody may see do not', async () => {
    const db = await testDatabase();
    const clinic = {
      ...plainService('clinic', 'club', 'Memory clinic'),
      needs: [{ slug: 'dementia', suggested: false }],
      deliveries: ['home' as const],
      joinings: ['gp_referral' as const],
      minimumAge: 18,
    };
    const hidden = { ...plainService('hidden', 'club', 'Hidden'), status: 'inactive' as const };
    await writeDirectory(db, [clinic, hidden], [plainOrganisation('club', 'Kettle Health', 'statutory')]);
    const ids = [idOf('service', 'clinic'), idOf('service', 'hidden'), 'no such id'];
    const found = await findNamedServices(db, ids, { today: TODAY, healthNeeds: ['dementia'] });
    expect([...found.keys()]).toEqual([idOf('service', 'clinic')]);
    expect(found.get(idOf('service', 'clinic'))).toMatchObject({
      name: 'Memory clinic',
      organisation: 'Kettle Health',
      isHealth: true,
      deliveries: ['home'],
      joinings: ['gp_referral'],
      minimumAge: 18,
    });
    const other = await findNamedServices(db, ids, { today: TODAY, healthNeeds: ['food'] });
    expect(other.get(idOf('service', 'clinic'))?.isHealth).toBe(false);
    expect((await findNamedServices(db, [], { today: TODAY, healthNeeds: [] })).size).toBe(0);
  });

  test('are none of health when no public body runs them', async () => {
    const db = await testDatabase();
    const club = { ...plainService('club', 'club', 'Club'), needs: [{ slug: 'dementia', suggested: false }] };
    await writeDirectory(db, [club]);
    const found = await findNamedServices(db, [idOf('service', 'club')], {
      today: TODAY,
      healthNeeds: ['dementia'],
    });
    expect(found.get(idOf('service', 'club'))?.isHealth).toBe(false);
  });
});

describe('a link that hands a draft over', () => {
  test('is queued once, with nothing of the draft in the open', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db);
    const sent = {
      requestId,
      secret: 'a secret of 22 letters',
      link: 'https://directory.example.org/get-help/continue/x',
      to: { kind: 'email' as const, to: 'ada.example@example.org' },
    };
    expect(await tellHandover(db, TEST_POST, sent, SENT)).toBe(1);
    await tellHandover(db, TEST_POST, sent, SENT);
    const messages = await db.selectFrom('message').selectAll().execute();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ template: 'handover-link', kind: 'email' });
    expect(JSON.stringify(messages)).not.toMatch(/ada\.example@|get-help\/continue|secret of/);
  });

  test('can be made some times a day only', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db);
    for (let made = 0; made < HANDOVERS_A_DAY; made += 1) {
      expect(await hasTooManyHandovers(db, requestId, SENT)).toBe(false);
      await makeHandover(db, { requestId, direction: 'to-person' }, VISITOR, SENT);
    }
    expect(await hasTooManyHandovers(db, requestId, SENT)).toBe(true);
    expect(await hasTooManyHandovers(db, requestId, daysLater(1))).toBe(false);
  });

  test('names the navigator who filled it in', async () => {
    const db = await testDatabase();
    const id = await addAccount(db, { roles: ['navigator'] });
    expect(await findNavigatorName(db, id)).toBe('Ada Example');
    expect(await findNavigatorName(db, null)).toBeNull();
    expect(await findNavigatorName(db, 'nobody')).toBeNull();
  });
});
