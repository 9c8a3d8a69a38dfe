import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  NOTE_MAXIMUM,
  SHARES_MAXIMUM,
  readNotes,
  readOwnShares,
  shareExpiresOn,
  writeNotes,
  writeOwnShares,
  type OwnShare,
} from '#src/features/shortlists/rules.ts';
import { newSecret } from '#src/lib/security/seal.ts';

const IDS = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'] as const;
const anyCookie = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json().map((text) => Buffer.from(text).toString('base64url')),
  fc.base64String(),
);

describe('how long a shared link works', () => {
  test('is 90 days', () => {
    expect(shareExpiresOn('2026-11-21')).toBe('2027-02-19');
  });
});

describe('notes in a cookie', () => {
  test('are read back as they were written, in any script and with emoji', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }),
        (one, two) => {
          const notes = { [IDS[0]]: one, [IDS[1]]: two };
          const cookie = writeNotes(notes, IDS);
          expect(cookie).toMatch(/^[\w-]*$/);
          expect(readNotes(cookie ?? undefined)).toEqual(notes);
        },
      ),
    );
  });

  test('of a service that is no longer saved, and empty ones, are dropped', () => {
    const cookie = writeNotes({ [IDS[0]]: 'ring first', [IDS[1]]: 'gone', other: 'x' }, [IDS[0]]);
    expect(readNotes(cookie ?? undefined)).toEqual({ [IDS[0]]: 'ring first' });
    expect(writeNotes({ [IDS[0]]: '' }, IDS)).toBe('');
    expect(writeNotes({}, IDS)).toBe('');
  });

  test('that would not fit are refused whole, never cut', () => {
    const ids = Array.from(
      { length: 60 },
      (_, n) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    );
    const notesFor = (count: number) =>
      Object.fromEntries(ids.slice(0, count).map((id) => [id, 'a'.repeat(NOTE_MAXIMUM)]));
    const fitting = writeNotes(notesFor(10), ids);
    expect(fitting?.length).toBeLessThanOrEqual(3400);
    expect(writeNotes(notesFor(11), ids)).toBeNull();
  });

  test('what a cookie holds in bytes counts, not letters: emoji take more room', () => {
    const ids = Array.from({ length: 4 }, (_, n) => `0190a000-0000-7000-8000-00000000000${n}`);
    const notes = (letter: string) => Object.fromEntries(ids.map((id) => [id, letter.repeat(NOTE_MAXIMUM)]));
    expect(writeNotes(notes('a'), ids)).not.toBeNull();
    expect(writeNotes(notes('😀'), ids)).toBeNull();
  });

  test('whatever a cookie holds, only texts come out', () => {
    fc.assert(
      fc.property(anyCookie, (cookie) => {
        for (const note of Object.values(readNotes(cookie))) {
          expect(typeof note).toBe('string');
          expect(note).not.toBe('');
        }
      }),
    );
  });

  test.each(['null', '[]', '["a"]', '7', '"text"', '{"a":7,"b":null,"c":[],"d":""}', '{broken'])(
    '%s holds no note',
    (json) => {
      expect(readNotes(Buffer.from(json).toString('base64url'))).toEqual({});
    },
  );

  test('no cookie is no note', () => {
    expect(readNotes(undefined)).toEqual({});
  });
});

describe('the links a browser made', () => {
  const share = (): OwnShare => ({ token: newSecret(), owner: newSecret() });

  test('are read back as they were written, and fit in a cookie', () => {
    const shares = Array.from({ length: SHARES_MAXIMUM }, share);
    const cookie = writeOwnShares(shares);
    expect(readOwnShares(cookie)).toEqual(shares);
    expect(cookie.length).toBeLessThan(1000);
    expect(cookie).toMatch(/^[\w.~-]*$/);
  });

  test('are the ten newest', () => {
    const shares = Array.from({ length: SHARES_MAXIMUM + 2 }, share);
    expect(readOwnShares(writeOwnShares(shares))).toEqual(shares.slice(2));
  });

  test('whatever a cookie holds, only pairs of secrets come out', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyCookie,
          fc.array(fc.string()).map((parts) => parts.join('~')),
        ),
        (cookie) => {
          for (const { token, owner } of readOwnShares(cookie)) {
            expect(token).toMatch(/^[\w-]{22}$/);
            expect(owner).toMatch(/^[\w-]{22}$/);
          }
        },
      ),
    );
  });

  test('a broken pair loses only itself', () => {
    const [one, two] = [share(), share()];
    const cookie = [writeOwnShares([one]), `${newSecret()}~short`, '', '~', writeOwnShares([two])].join('.');
    expect(readOwnShares(cookie)).toEqual([one, two]);
    expect(readOwnShares(undefined)).toEqual([]);
  });
});
