import { expect, test } from 'vitest';
import type { Role } from '#src/features/accounts/roles.ts';
import type { SignedIn } from '#src/features/accounts/signed-in.ts';
import { navigationFor } from '#src/server/sign-in/navigation.ts';

const personWith = (role: Role): SignedIn => ({
  accountId: 'account',
  name: 'Ada Example',
  email: 'ada@people.example.org',
  isDemo: false,
  roles: [{ role, organisationId: null, organisationName: null }],
  hasSecondStep: true,
  sessionId: 'session',
  strength: 2,
  method: 'password',
  idleMinutes: 30,
  endsAt: '2026-11-21T22:00:00.000Z',
});
const textsFor = (state: Parameters<typeof navigationFor>[0]): string[] =>
  navigationFor(state).map(({ text }) => text);

test.each([{ kind: 'nobody' }, { kind: 'ended', accountId: 'account' }] as const)(
  'whoever is $kind is offered to sign in, and nothing else',
  (state) => {
    expect(textsFor(state)).toEqual(['Sign in']);
  },
);

test.each(['second-step', 'set-up-second-step'] as const)(
  'whoever has come to %s can only sign out',
  (kind) => {
    expect(textsFor({ kind, user: personWith('administrator') })).toEqual(['Sign out']);
  },
);

test('whoever is signed in sees the areas their roles open, their own name and the way out', () => {
  const administrator = { kind: 'signed-in', user: personWith('administrator') } as const;
  expect(textsFor(administrator)).toEqual(['Administration', 'Ada Example', 'Sign out']);
  const commissioner = { kind: 'signed-in', user: personWith('commissioner') } as const;
  expect(textsFor(commissioner)).toEqual(['Ada Example', 'Sign out']);
});
