import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RoleStepsForm, ROLE_STEP_SENTENCES } from '#src/features/accounts/people/forms.ts';
import { roleOfValue, roleValue } from '#src/features/accounts/people/given-roles.ts';
import { atOrganisation, readRoles, stateOfPerson } from '#src/features/accounts/people/rules.ts';
import { nextRoleStep } from '#src/features/accounts/people/steps.ts';
import { ROLE_NAMES } from '#src/features/accounts/roles.ts';

const KITCHEN = { id: 'kitchen', name: 'Otter Kitchen' };
const lookUp = {
  named: async (words: string) => (words === 'kitchen' ? [KITCHEN] : []),
  exists: async (id: string) => id === KITCHEN.id,
};
const next = (fields: Record<string, unknown>, mayBeNone = false) =>
  nextRoleStep(RoleStepsForm.parse(fields), lookUp, mayBeNone);

describe('giving roles step by step', () => {
  test('roles that count everywhere go straight to the look at the whole, then are sent', async () => {
    expect(await next({ step: 'roles', roles: 'editor' })).toMatchObject({
      show: 'check',
      roles: [{ role: 'editor', organisationId: null }],
      fault: null,
    });
    expect(await next({ step: 'send', roles: ['editor', 'navigator'] })).toMatchObject({ show: 'send' });
  });

  test('a role of an organisation asks which one, before anything is sent', async () => {
    for (const step of ['roles', 'send', 'anything'])
      expect(await next({ step, roles: ['editor', 'organisation_editor'] })).toMatchObject({
        show: 'organisation',
        fault: null,
      });
  });

  test('the organisation is looked for by a part of its name, then chosen', async () => {
    const roles = ['organisation_editor', 'referral_handler'];
    expect(await next({ step: 'search', roles, words: 'kitchen' })).toMatchObject({
      show: 'organisation',
      matches: [KITCHEN],
      fault: null,
    });
    const chosen = await next({ step: 'choose', roles, words: 'kitchen', organisation: 'kitchen' });
    expect(chosen.show).toBe('check');
    expect(chosen.roles.map(roleValue)).toEqual(['organisation_editor:kitchen', 'referral_handler:kitchen']);
  });

  test.each([
    [{ step: 'search' }, 'words', ROLE_STEP_SENTENCES.words],
    [{ step: 'search', words: 'zzz' }, 'words', ROLE_STEP_SENTENCES.noMatch],
    [{ step: 'choose', words: 'kitchen' }, 'organisation', ROLE_STEP_SENTENCES.organisation],
    [
      { step: 'choose', words: 'kitchen', organisation: 'no such one' },
      'organisation',
      ROLE_STEP_SENTENCES.organisation,
    ],
  ])('what is missing is asked for: %j', async (fields, field, text) => {
    const step = await next({ ...fields, roles: 'organisation_editor' });
    expect(step).toMatchObject({ show: 'organisation', fault: { field, text } });
  });

  test('an invitation needs a role; somebody who is here may be left without one', async () => {
    expect(await next({ step: 'roles' })).toMatchObject({
      show: 'roles',
      fault: { text: ROLE_STEP_SENTENCES.roles },
    });
    expect(await next({ step: 'roles' }, true)).toMatchObject({ show: 'check', roles: [] });
  });

  test.each(['root', 'editor:kitchen', 'organisation_editor:', '__proto__', 'organisation_editor:a:b'])(
    'a forged role is refused: %s',
    async (role) => {
      expect(await next({ step: 'send', roles: ['editor', role] })).toMatchObject({
        show: 'roles',
        fault: { text: ROLE_STEP_SENTENCES.unknownRole },
      });
    },
  );

  test('going back shows the roles again and sends nothing', async () => {
    expect(await next({ step: 'back', roles: 'editor' })).toMatchObject({ show: 'roles', fault: null });
  });

  test('whatever is sent, nothing goes out with a role whose organisation was not chosen', async () => {
    const values = fc.oneof(
      fc.constantFrom(...ROLE_NAMES, 'organisation_editor:kitchen', 'referral_handler:other'),
      fc.string(),
    );
    const step = fc.constantFrom('roles', 'search', 'choose', 'send', 'back', 'x');
    await fc.assert(
      fc.asyncProperty(step, fc.array(values, { maxLength: 6 }), async (name, roles) => {
        const answer = await next({ step: name, roles, words: 'kitchen', organisation: 'kitchen' }, true);
        if (answer.show === 'send' || answer.show === 'check')
          for (const role of answer.roles) expect(roleOfValue(roleValue(role))).toEqual(role);
        if (answer.show === 'send') expect(readRoles(roles)?.open).toEqual([]);
      }),
    );
  });
});

test('open roles join the organisation once, beside what is held there already', () => {
  const read = readRoles(['organisation_editor:o1', 'organisation_editor', 'referral_handler']);
  expect(read?.open).toEqual(['organisation_editor', 'referral_handler']);
  expect(read && atOrganisation(read, 'o1').map(roleValue)).toEqual([
    'organisation_editor:o1',
    'referral_handler:o1',
  ]);
});

test('somebody is invited until they came, active from then on, and stopped whatever else', () => {
  const nobodyYet = { stopped_at: null, password_hash: null, last_signed_in_at: null };
  expect(stateOfPerson(nobodyYet)).toBe('invited');
  expect(stateOfPerson({ ...nobodyYet, password_hash: 'x' })).toBe('active');
  expect(stateOfPerson({ ...nobodyYet, last_signed_in_at: '2026-11-21' })).toBe('active');
  expect(stateOfPerson({ stopped_at: '2026-11-21', password_hash: 'x', last_signed_in_at: '2026' })).toBe(
    'stopped',
  );
});
