import { describe, expect, test } from 'vitest';
import { ARGON2, isOutdated } from '#src/lib/security/password-hash.ts';

/** From test.c of the reference implementation (P-H-C/phc-winner-argon2): argon2id, version 0x13. */
const KNOWN = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';

describe('a stored password', () => {
  test('of another program is read: argon2id as a PHC string', async () => {
    expect(await ARGON2.verify('password', KNOWN)).toBe(true);
    expect(await ARGON2.verify('Password', KNOWN)).toBe(false);
  });

  test('opens with the password it was made of and no other', async () => {
    const stored = await ARGON2.hash(' pass word\u00a0');
    expect(await ARGON2.verify(' pass word\u00a0', stored)).toBe(true);
    expect(await ARGON2.verify('pass word', stored)).toBe(false);
    expect(await ARGON2.verify('', stored)).toBe(false);
  });

  test('names its parameters and a salt of its own, and never the password', async () => {
    const [one, other] = await Promise.all([ARGON2.hash('six otters'), ARGON2.hash('six otters')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(other);
  });

  test('is the same however letters with accents are typed', async () => {
    const stored = await ARGON2.hash('caf\u00e9 au lait');
    expect(await ARGON2.verify('cafe\u0301 au lait', stored)).toBe(true);
  });

  test('is nobody’s when there is none, whatever was typed', async () => {
    expect(await ARGON2.verify('six otters', null)).toBe(false);
  });

  test.each(['', 'plain words', '$2b$12$abcdefghijklmnopqrstuu', KNOWN.replace('argon2id', 'argon2i')])(
    'of a kind we do not make is refused: "%s"',
    async (stored) => {
      await expect(ARGON2.verify('password', stored)).rejects.toThrow('Not an argon2id hash');
    },
  );

  test('is outdated when its parameters are not those of today', async () => {
    expect(isOutdated(KNOWN)).toBe(true);
    expect(isOutdated(await ARGON2.hash('six otters'))).toBe(false);
  });
});
