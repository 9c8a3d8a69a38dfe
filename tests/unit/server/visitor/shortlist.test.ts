import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHORTLIST_SENTENCES } from '#src/features/shortlists/forms.ts';
import { NOTE_MAXIMUM } from '#src/features/shortlists/rules.ts';
import {
  SHORTLIST_COOKIE,
  SHORTLIST_NOTES_COOKIE,
  SHORTLIST_SHARES_COOKIE,
} from '#src/lib/shortlist-cookie.ts';
import { newSecret } from '#src/lib/security/seal.ts';
import { visitorShortlist } from '#src/server/visitor/shortlist.ts';

const idOf = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const SIXTY = Array.from({ length: 60 }, (_, number) => idOf(number));

/** What a browser keeps: the value and how it was asked to keep it. As in Astro, what was set can be read at once. */
function browser(kept: Record<string, string> = {}) {
  const values = new Map(Object.entries(kept));
  const options = new Map<string, Record<string, unknown>>();
  return {
    values,
    options,
    get: (name: string) => (values.has(name) ? { value: values.get(name) ?? '' } : undefined),
    set(name: string, value: string, how: Record<string, unknown>) {
      values.set(name, value);
      options.set(name, how);
    },
  };
}
const open = (cookies: ReturnType<typeof browser>, siteUrl = 'http://localhost:4321') =>
  visitorShortlist(cookies, siteUrl);

describe('saving services', () => {
  test('a visitor without cookies has an empty list', () => {
    const shortlist = open(browser());
    expect([shortlist.ids(), shortlist.notes(), shortlist.shares()]).toEqual([[], {}, []]);
  });

  test('what was saved is there on the next visit, in order', () => {
    const cookies = browser();
    for (const number of [3, 1, 2])
      expect(open(cookies).save(idOf(number))).toEqual({ ok: true, value: 'saved' });
    expect(open(cookies).ids()).toEqual([3, 1, 2].map(idOf));
  });

  test('saving twice keeps it once', () => {
    const shortlist = open(browser());
    shortlist.save(idOf(1));
    shortlist.save(idOf(2));
    shortlist.save(idOf(1));
    expect([...shortlist.ids()].sort()).toEqual([idOf(1), idOf(2)]);
  });

  test('sixty are kept and the sixty-first is refused with a sentence, losing none', () => {
    const shortlist = open(browser());
    for (const id of SIXTY) expect(shortlist.save(id).ok).toBe(true);
    const result = shortlist.save(idOf(60));
    expect(result).toEqual({ ok: false, error: 'shortlist-full' });
    expect(result.ok ? '' : SHORTLIST_SENTENCES[result.error]).toBe(
      'Your shortlist is full. Remove a service before you save another',
    );
    expect(shortlist.ids()).toEqual(SIXTY);
  });

  test('a full list takes again what it has, and another after one was removed', () => {
    const shortlist = open(browser({ [SHORTLIST_COOKIE]: SIXTY.join('.') }));
    expect(shortlist.save(idOf(5)).ok).toBe(true);
    shortlist.remove(idOf(5));
    expect(shortlist.save(idOf(60)).ok).toBe(true);
    expect(shortlist.ids()).toHaveLength(60);
  });
});

describe('notes', () => {
  test('stay with their service and go when it is removed', () => {
    const shortlist = open(browser());
    shortlist.save(idOf(1));
    shortlist.save(idOf(2));
    expect(shortlist.note(idOf(1), 'Ring after 2pm')).toEqual({ ok: true, value: 'noted' });
    shortlist.note(idOf(2), 'Ask about the bus');
    shortlist.remove(idOf(1));
    expect(shortlist.notes()).toEqual({ [idOf(2)]: 'Ask about the bus' });
    shortlist.save(idOf(1));
    expect(shortlist.notes()).not.toHaveProperty(idOf(1));
  });

  test('an empty note takes the old one away', () => {
    const shortlist = open(browser());
    shortlist.save(idOf(1));
    shortlist.note(idOf(1), 'Ring after 2pm');
    shortlist.note(idOf(1), '');
    expect(shortlist.notes()).toEqual({});
  });

  test('a note about a service that is not saved is not kept', () => {
    const shortlist = open(browser());
    shortlist.note(idOf(1), 'Ring after 2pm');
    expect(shortlist.notes()).toEqual({});
  });

  test('notes that together do not fit are refused with a sentence, and the others stay', () => {
    const shortlist = open(browser({ [SHORTLIST_COOKIE]: SIXTY.join('.') }));
    const kept: string[] = [];
    let refusal: string | null = null;
    for (const id of SIXTY) {
      const result = shortlist.note(id, 'a'.repeat(NOTE_MAXIMUM));
      if (result.ok) kept.push(id);
      else refusal ??= SHORTLIST_SENTENCES[result.error];
    }
    expect(kept).toHaveLength(10);
    expect(refusal).toMatch(/too long to keep in your browser/);
    expect(Object.keys(shortlist.notes())).toEqual(kept);
  });
});

describe('links that were shared', () => {
  test('are remembered, and forgotten one by one', () => {
    const shortlist = open(browser());
    const [one, two] = [
      { token: newSecret(), owner: newSecret() },
      { token: newSecret(), owner: newSecret() },
    ];
    shortlist.remember(one);
    shortlist.remember(two);
    expect(shortlist.shares()).toEqual([one, two]);
    shortlist.forget(one.token);
    expect(shortlist.shares()).toEqual([two]);
  });
});

describe('the cookies', () => {
  const all = (siteUrl: string) => {
    const cookies = browser();
    const shortlist = open(cookies, siteUrl);
    shortlist.save(idOf(1));
    shortlist.note(idOf(1), 'Ring after 2pm');
    shortlist.remember({ token: newSecret(), owner: newSecret() });
    return cookies;
  };

  test('last half a year, are not sent from other websites, and only over https where the site has it', () => {
    for (const how of all('https://frontdoor.example.org').options.values()) {
      expect(how).toMatchObject({ path: '/', sameSite: 'lax', maxAge: 180 * 86_400, secure: true });
    }
    for (const how of all('http://localhost:4321').options.values()) expect(how.secure).toBe(false);
  });

  test('notes and secrets cannot be read by a script, the list can', () => {
    const { options } = all('http://localhost:4321');
    expect(options.get(SHORTLIST_NOTES_COOKIE)?.httpOnly).toBe(true);
    expect(options.get(SHORTLIST_SHARES_COOKIE)?.httpOnly).toBe(true);
    expect(options.get(SHORTLIST_COOKIE)?.httpOnly).toBeUndefined();
  });

  test('none is ever longer than a browser keeps, however much is saved, noted and shared', () => {
    const cookies = browser();
    const shortlist = open(cookies);
    for (const id of SIXTY) shortlist.save(id);
    for (const [number, id] of SIXTY.entries()) shortlist.note(id, '😀é'.repeat((number * 7) % 66));
    for (let made = 0; made < 30; made += 1) shortlist.remember({ token: newSecret(), owner: newSecret() });
    for (const [name, value] of cookies.values)
      expect(name.length + encodeURIComponent(value).length).toBeLessThan(4096);
  });

  test('whatever they hold, the list opens, empty where it makes no sense, and can be used', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    fc.assert(
      fc.property(anything, anything, anything, (ids, notes, shares) => {
        const shortlist = open(
          browser({
            [SHORTLIST_COOKIE]: ids,
            [SHORTLIST_NOTES_COOKIE]: notes,
            [SHORTLIST_SHARES_COOKIE]: shares,
          }),
        );
        expect(shortlist.ids()).toEqual([]);
        expect(shortlist.shares()).toEqual([]);
        expect(shortlist.save(idOf(1)).ok).toBe(true);
        expect(shortlist.note(idOf(1), 'Ring').ok).toBe(true);
        expect(shortlist.notes()).toEqual({ [idOf(1)]: 'Ring' });
      }),
    );
  });
});
