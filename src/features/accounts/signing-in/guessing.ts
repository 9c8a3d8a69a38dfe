/** What slows down whoever guesses. Nothing here can be used to keep the owner of a known device out. */

export type AttemptStep = 'password' | 'link' | 'second-step';

/** Who tries what, from where; all as keyed hashes. */
export interface Attempt {
  step: AttemptStep;
  accountHash: string; // of the address typed, whether or not it has an account
  addressHash: string;
  deviceHash: string | null; // of a browser in which this account had signed in before
}

/** A try that did not lead to anything, or has not yet. */
export interface FailedAttempt extends Attempt {
  at: Date;
}

interface Limit {
  of: 'device' | 'account and address' | 'address' | 'account';
  tries: number;
  minutes: number;
}

/** A browser in which the account had signed in has a budget of its own, whatever strangers do. */
const KNOWN_DEVICE: Readonly<Record<'password' | 'link', readonly Limit[]>> = {
  password: [{ of: 'device', tries: 10, minutes: 15 }],
  link: [{ of: 'device', tries: 5, minutes: 60 }],
};

/** All other browsers share these. Together they try at most 480 passwords of an account in a day. */
const STRANGERS: Readonly<Record<'password' | 'link', readonly Limit[]>> = {
  password: [
    { of: 'account and address', tries: 10, minutes: 15 },
    { of: 'address', tries: 30, minutes: 15 },
    { of: 'account', tries: 20, minutes: 60 },
  ],
  // One stranger alone cannot use up all the links that an account may ask for.
  link: [
    { of: 'account and address', tries: 5, minutes: 60 },
    { of: 'address', tries: 20, minutes: 60 },
    { of: 'account', tries: 10, minutes: 60 },
  ],
};

/** Whoever is asked for a code has proved something already: the account pauses, whatever the browser. */
const SECOND_STEP: readonly Limit[] = [
  { of: 'account', tries: 5, minutes: 15 },
  { of: 'account', tries: 25, minutes: 24 * 60 },
];

const limitsFor = ({ step, deviceHash }: Attempt): readonly Limit[] => {
  if (step === 'second-step') return SECOND_STEP;
  return (deviceHash === null ? STRANGERS : KNOWN_DEVICE)[step];
};

/** How far back attempts of a step count, in minutes. */
export const countedMinutes = (attempt: Attempt): number =>
  Math.max(...limitsFor(attempt).map(({ minutes }) => minutes));

/** Tries older than this count for nothing, in minutes. */
export const KEPT_MINUTES = 24 * 60;

/** Until when this attempt has to wait, by the failed ones before it; null when it may be made now. */
export function waitUntil(attempt: Attempt, failed: readonly FailedAttempt[], at: Date): Date | null {
  const waits = limitsFor(attempt).flatMap((limit) => {
    const since = at.getTime() - limit.minutes * 60_000;
    const counted = failed
      .filter((past) => past.at.getTime() > since && isCounted(limit, attempt, past))
      .map((past) => past.at.getTime())
      .sort((a, b) => b - a);
    const oldest = counted[limit.tries - 1];
    return oldest === undefined ? [] : [oldest + limit.minutes * 60_000];
  });
  return waits.length === 0 ? null : new Date(Math.max(...waits));
}

function isCounted({ of }: Limit, attempt: Attempt, past: Attempt): boolean {
  if (past.step !== attempt.step) return false;
  const sameAccount = past.accountHash === attempt.accountHash;
  const sameAddress = past.addressHash === attempt.addressHash;
  if (of === 'device') return past.deviceHash === attempt.deviceHash;
  if (attempt.step !== 'second-step' && past.deviceHash !== null) return false;
  if (of === 'account') return sameAccount;
  return of === 'address' ? sameAddress : sameAccount && sameAddress;
}
