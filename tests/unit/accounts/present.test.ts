import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adviceAbout,
  changesInWords,
  inGroups,
  momentInWords,
  permissionsOfRole,
  roleChoices,
  roleInWords,
  rolesInWords,
  waysToSignIn,
} from '#src/features/accounts/present.ts';
import { may, PERMISSION_NAMES, PERMISSIONS, ROLE_NAMES, ROLES } from '#src/features/accounts/roles.ts';

const editor = { role: 'editor', organisationId: null, organisationName: null } as const;
const manager = (organisationName: string | null) =>
  ({ role: 'organisation_manager', organisationId: 'o1', organisationName }) as const;

describe('roles in words', () => {
  test('a role at an organisation is named with the organisation, even one whose name looks like a pattern', () => {
    expect(roleInWords(editor)).toBe('Editor');
    expect(roleInWords(manager('The $& Kitchen'))).toBe('Manager of The $& Kitchen');
    expect(roleInWords(manager(null))).toBe('Manager of an organisation');
  });

  test('all roles stand in one line, and having none is said', () => {
    expect(rolesInWords([editor, manager('Otter House')])).toBe('Editor and Manager of Otter House');
    expect(rolesInWords([])).toBe('No role: may sign in and do nothing more');
  });

  test('what a role lets people do is exactly what the table of permissions grants it', () => {
    for (const role of ROLE_NAMES) {
      const held = [{ role, organisationId: 'o1', organisationName: null }];
      const granted = PERMISSION_NAMES.filter((name) => may(held, name, 'o1'));
      expect([role, permissionsOfRole(role)]).toEqual([role, granted.map((name) => PERMISSIONS[name].does)]);
    }
    expect(permissionsOfRole('administrator')).toContain(PERMISSIONS['people:manage'].does);
    expect(permissionsOfRole('commissioner')).toEqual([]);
  });

  test('every role can be chosen, with what it is for; an organisation’s role asks for the organisation', () => {
    const choices = roleChoices([]);
    expect(choices.map(({ key }) => key)).toEqual([...ROLE_NAMES]);
    for (const choice of choices) expect(choice.does).not.toBe('');
    expect(choices.find(({ key }) => key === 'organisation_editor')?.isOrganisations).toBe(true);
    expect(choices.find(({ key }) => key === 'editor')?.isOrganisations).toBe(false);
  });

  test('a role held at an organisation stands first, to be kept or taken, and asks for no organisation', () => {
    const [first, second] = roleChoices([editor, manager('Otter House')]);
    expect(first).toMatchObject({
      key: 'organisation_manager:o1',
      name: 'Manager of Otter House',
      isOrganisations: false,
    });
    expect(second?.key).toBe(ROLE_NAMES[0]);
  });

  test('what is given and what is taken are told apart, and keeping a role is neither', () => {
    const navigator = { ...editor, role: 'navigator' as const };
    expect(changesInWords([editor, manager('Otter House')], [editor, navigator])).toEqual({
      given: ['Navigator'],
      taken: ['Manager of Otter House'],
    });
    expect(changesInWords([editor], [editor])).toEqual({ given: [], taken: [] });
  });

  test('the same role at two organisations is two roles', () => {
    const other = { ...manager('Heron Court'), organisationId: 'o2' };
    expect(changesInWords([manager('Otter House')], [other])).toEqual({
      given: ['Manager of Heron Court'],
      taken: ['Manager of Otter House'],
    });
  });
});

describe('somebody in words', () => {
  const person = { state: 'active', hasPassword: true, hasSecondStep: true, systems: 0 } as const;

  test('the first sentence says what to do next, by how they stand', () => {
    const sentences = [
      adviceAbout(person, false, false),
      adviceAbout(person, true, false),
      adviceAbout({ ...person, state: 'stopped' }, true, false),
      adviceAbout({ ...person, state: 'invited' }, true, true),
      adviceAbout({ ...person, state: 'invited' }, true, false),
    ];
    expect(new Set(sentences).size).toBe(5);
    expect(sentences[0]).toContain('nothing to do');
    expect(sentences[1]).toContain('second step');
    expect(sentences[4]).toContain('run out');
  });

  test('the ways to sign in are those that there are', () => {
    expect(waysToSignIn(person)).toBe('Password, or a link in an email');
    expect(waysToSignIn({ ...person, hasPassword: false, systems: 1 })).toBe(
      'A link in an email, or another system',
    );
    expect(waysToSignIn({ ...person, state: 'invited' })).toContain('invitation');
  });

  test('moments are London’s, in summer and in winter', () => {
    expect(momentInWords('2026-07-01T23:30:00.000Z')).toBe('2 July 2026, 12:30am');
    expect(momentInWords('2026-12-01T14:00:00.000Z')).toBe('1 December 2026, 2pm');
    expect(momentInWords(null)).toBe('Never');
  });
});

test('a secret in groups is the same secret with spaces, four letters at a time', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z2-7]{1,64}$/), (secret) => {
      const shown = inGroups(secret);
      expect(shown.replaceAll(' ', '')).toBe(secret);
      expect(shown.split(' ').every((group) => group.length <= 4)).toBe(true);
    }),
  );
  expect(inGroups('JBSWY3DP')).toBe('JBSW Y3DP');
});

test('no role has a name or a purpose that is another’s', () => {
  expect(new Set(ROLE_NAMES.map((role) => ROLES[role].name)).size).toBe(ROLE_NAMES.length);
});
