import { describe, expect, test } from 'vitest';
import { isOnlyPartner, type HeldRole } from '#src/features/accounts/roles.ts';
import { DeskEvidenceForm, OfferForm } from '#src/features/evidence/forms.ts';
import { badgeWords, shownEvidenceState } from '#src/features/evidence/present.ts';
import { evidenceState, isRunningOut } from '#src/features/evidence/rules.ts';
import { TeamInvitationForm } from '#src/features/team/forms.ts';
import { isOnlyManager } from '#src/features/team/rules.ts';

const TODAY = '2026-11-21';
const seen = (expiresOn: string | null) => ({
  seenOn: '2026-05-03',
  expiresOn,
  declinedAt: null,
  endedAt: null,
});

describe('a paper', () => {
  test('counts up to and with the day on which it runs out', () => {
    expect(evidenceState(seen(TODAY), TODAY)).toBe('seen');
    expect(evidenceState(seen('2026-11-20'), TODAY)).toBe('expired');
    expect(evidenceState(seen(null), '2099-01-01')).toBe('seen');
  });

  test('that was declined or taken back counts for nothing, whatever was seen', () => {
    expect(evidenceState({ ...seen(null), declinedAt: 'x' }, TODAY)).toBe('declined');
    expect(evidenceState({ ...seen(null), endedAt: 'x' }, TODAY)).toBe('ended');
    expect(isRunningOut({ ...seen(TODAY), endedAt: 'x' }, TODAY)).toBe(false);
  });

  test('is said to have been seen, by whom and when, never that anybody is safe', () => {
    const words = badgeWords({ kind: 'safeguarding_policy', seenOn: '2026-05-03' }, 'Front Door');
    expect(words).toBe('Safeguarding policy seen by Front Door on 3 May 2026');
    expect(shownEvidenceState(seen('2027-01-01'), TODAY).text).toBe(
      'Seen on 3 May 2026, counts until 1 January 2027',
    );
    expect(shownEvidenceState(seen(null), TODAY).text).toBe('Seen on 3 May 2026, counts on');
  });
});

describe('the form of a paper', () => {
  const offer = (values: Record<string, string>) => OfferForm.safeParse({ kind: 'dbs_policy', ...values });
  const faults = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) =>
    result.error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);

  test('takes a day in three boxes, or none at all', () => {
    expect(offer({}).data).toEqual({ kind: 'dbs_policy', what: null, expiresOn: null });
    const day = { 'expires-day': '7', 'expires-month': '3', 'expires-year': '2027' };
    expect(offer(day).data?.expiresOn).toBe('2027-03-07');
  });

  test('says what is wrong with a day at its first box', () => {
    const february = { 'expires-day': '31', 'expires-month': '2', 'expires-year': '2027' };
    expect(faults(offer(february))).toEqual([
      'expires-day: The day on which it runs out must be a real day, like 27 3 2027',
    ]);
    expect(faults(offer({ 'expires-day': '3' }))).toEqual([
      'expires-day: The day on which it runs out must include a month and a year',
    ]);
  });

  test('of the desk needs the day it was seen, or a reason to decline', () => {
    expect(faults(DeskEvidenceForm.safeParse({ deed: 'see' }))).toEqual([
      'seen-day: Enter the day on which you saw it',
    ]);
    expect(faults(DeskEvidenceForm.safeParse({ deed: 'decline' }))).toEqual([
      'reason: Enter a reason. The organisation reads it',
    ]);
  });
});

describe('a team', () => {
  const manager = (accountId: string, isDemo = false) => ({ accountId, isDemo });

  test('keeps one manager who can sign in', () => {
    expect(isOnlyManager([manager('a')], 'a')).toBe(true);
    expect(isOnlyManager([manager('a'), manager('b')], 'a')).toBe(false);
    expect(isOnlyManager([manager('b')], 'a')).toBe(false);
  });

  test('is not left to an account of the example place, which goes with it', () => {
    expect(isOnlyManager([manager('a'), manager('b', true)], 'a')).toBe(true);
    expect(isOnlyManager([manager('a', true), manager('b', true)], 'a')).toBe(false);
  });

  test('gives out no role that counts everywhere', () => {
    const colleague = { name: 'Ben', email: 'ben@example.org' };
    expect(TeamInvitationForm.safeParse({ ...colleague, roles: 'administrator' }).success).toBe(false);
    expect(
      TeamInvitationForm.safeParse({ ...colleague, roles: ['organisation_editor', 'editor'] }).success,
    ).toBe(false);
    expect(TeamInvitationForm.safeParse({ ...colleague, roles: 'organisation_editor' }).data?.roles).toEqual([
      'organisation_editor',
    ]);
  });

  test('is where its people go on after signing in, unless they do something else here too', () => {
    const own: HeldRole = { role: 'organisation_editor', organisationId: 'o', organisationName: 'O' };
    const editor: HeldRole = { role: 'editor', organisationId: null, organisationName: null };
    expect([[own], [own, editor], [editor], []].map(isOnlyPartner)).toEqual([true, false, false, false]);
  });
});
