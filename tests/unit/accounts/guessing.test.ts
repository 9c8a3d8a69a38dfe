import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { waitUntil, type Attempt, type FailedAttempt } from '#src/features/accounts/signing-in/guessing.ts';

const START = Date.parse('2026-11-21T09:00:00.000Z');
const at = (minutes: number): Date => new Date(START + minutes * 60_000);

const stranger = (changes: Partial<Attempt> = {}): Attempt => ({
  step: 'password',
  accountHash: 'ada',
  addressHash: 'library',
  deviceHash: null,
  ...changes,
});
const failures = (count: number, attempt: Attempt, minutes = 0): FailedAttempt[] =>
  Array.from({ length: count }, () => ({ ...attempt, at: at(minutes) }));

const attempts = fc.array(
  fc.record({
    step: fc.constantFrom('password' as const, 'link' as const, 'second-step' as const),
    accountHash: fc.constantFrom('ada', 'ben', 'nobody'),
    addressHash: fc.constantFrom('library', 'office', 'home'),
    deviceHash: fc.constantFrom(null, 'ben’s phone'),
    at: fc.integer({ min: 0, max: 300 }).map(at),
  }),
  { maxLength: 200 },
);

/** Tries each in turn, as the database does: whoever has to wait is not counted. Answers those that were let through. */
function tryAll(tries: readonly FailedAttempt[]): FailedAttempt[] {
  const through: FailedAttempt[] = [];
  for (const each of tries) if (waitUntil(each, through, each.at) === null) through.push(each);
  return through;
}

describe('guessing passwords', () => {
  test('the tenth wrong password from one place is tried, the eleventh waits for fifteen minutes', () => {
    expect(waitUntil(stranger(), failures(9, stranger()), at(1))).toBeNull();
    expect(waitUntil(stranger(), failures(10, stranger()), at(1))).toEqual(at(15));
    expect(waitUntil(stranger(), failures(10, stranger()), at(15))).toBeNull();
  });

  test('the wait is counted from the failure that filled the budget, not from the first', () => {
    const spread = [...failures(4, stranger()), ...failures(10, stranger(), 5)];
    expect(waitUntil(stranger(), spread, at(6))).toEqual(at(20));
  });

  test('one place cannot try many accounts either', () => {
    const spread = Array.from({ length: 30 }, (_, each) =>
      failures(1, stranger({ accountHash: `a${each}` })),
    );
    expect(waitUntil(stranger(), spread.flat().slice(1), at(1))).toBeNull();
    expect(waitUntil(stranger(), spread.flat(), at(1))).toEqual(at(15));
    expect(waitUntil(stranger({ addressHash: 'home' }), spread.flat(), at(1))).toBeNull();
  });

  test('many places together cannot try one account', () => {
    const spread = Array.from({ length: 20 }, (_, each) =>
      failures(1, stranger({ addressHash: `p${each}` })),
    );
    expect(waitUntil(stranger(), spread.flat(), at(59))).toEqual(at(60));
    expect(waitUntil(stranger({ accountHash: 'ben' }), spread.flat(), at(59))).toBeNull();
  });

  test('of a thousand wrong passwords in an hour, from wherever, at most twenty are tried on an account', () => {
    const times = fc.array(
      fc.record({ minute: fc.integer({ min: 0, max: 59 }), place: fc.integer({ min: 0, max: 200 }) }),
      { minLength: 1000, maxLength: 1000 },
    );
    fc.assert(
      fc.property(times, (tries) => {
        const inOrder = tries.toSorted((a, b) => a.minute - b.minute);
        const made = inOrder.map(({ minute, place }) => ({
          ...stranger({ addressHash: `p${place}` }),
          at: at(minute),
        }));
        expect(tryAll(made)).toHaveLength(20);
      }),
      { numRuns: 10 },
    );
  });

  test('strangers never make the owner wait in a browser they have signed in with before', () => {
    const own = stranger({ deviceHash: 'ada’s laptop' });
    fc.assert(
      fc.property(attempts, fc.constantFrom('password' as const, 'link' as const), (others, step) => {
        expect(waitUntil({ ...own, step }, others, at(300))).toBeNull();
      }),
    );
  });

  test('a known browser has a budget of its own, as it may have been stolen', () => {
    const own = stranger({ deviceHash: 'ada’s laptop' });
    expect(waitUntil(own, failures(9, own), at(1))).toBeNull();
    expect(waitUntil(own, failures(10, own), at(1))).toEqual(at(15));
    expect(waitUntil(stranger(), failures(10, own), at(1))).toBeNull();
  });

  test('whoever waited long enough may always try again', () => {
    fc.assert(
      fc.property(attempts, (others) => {
        const until = waitUntil(stranger(), others, at(300));
        if (until !== null) expect(waitUntil(stranger(), others, until)).toBeNull();
      }),
    );
  });
});

describe('asking for links', () => {
  const link = stranger({ step: 'link' });

  test('five an hour are sent from one place, and more from another', () => {
    expect(waitUntil(link, failures(4, link), at(1))).toBeNull();
    expect(waitUntil(link, failures(5, link), at(1))).toEqual(at(60));
    expect(waitUntil({ ...link, addressHash: 'home' }, failures(5, link), at(1))).toBeNull();
  });

  test('ten an hour are sent to one account, and twenty an hour are asked for from one place', () => {
    const places = Array.from({ length: 10 }, (_, each) => failures(1, { ...link, addressHash: `p${each}` }));
    expect(waitUntil(link, places.flat(), at(1))).toEqual(at(60));
    const accounts = Array.from({ length: 20 }, (_, each) =>
      failures(1, { ...link, accountHash: `a${each}` }),
    );
    expect(waitUntil(link, accounts.flat(), at(1))).toEqual(at(60));
  });

  test('wrong passwords leave the link open', () => {
    expect(waitUntil(link, failures(1000, stranger()), at(1))).toBeNull();
  });
});

describe('guessing codes', () => {
  const code = stranger({ step: 'second-step' });

  test('five wrong ones pause the account for fifteen minutes, from every browser', () => {
    expect(waitUntil(code, failures(4, code), at(1))).toBeNull();
    expect(waitUntil(code, failures(5, code), at(1))).toEqual(at(15));
    expect(waitUntil({ ...code, addressHash: 'home' }, failures(5, code), at(1))).toEqual(at(15));
    expect(waitUntil({ ...code, accountHash: 'ben' }, failures(5, code), at(1))).toBeNull();
  });

  test('twenty-five in a day are the end of it', () => {
    const spread = Array.from({ length: 25 }, (_, each) => failures(1, code, each * 20));
    expect(waitUntil(code, spread.flat(), at(1000))).toEqual(at(24 * 60));
  });
});
