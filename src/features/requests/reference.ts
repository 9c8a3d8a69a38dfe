import { randomInt } from 'node:crypto';

/** Letters and digits without those that are taken for one another, read out or written down: 0 O 1 I L. */
export const REFERENCE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const BASE = REFERENCE_ALPHABET.length; // 31, a prime
const BODY_LENGTH = 8;
const PREFIX = 'FD';

/** Each character counts its place times: as 31 is prime, no single wrong character and no swap of two gives the same sum. */
const checkOf = (body: string): string => {
  let sum = 0;
  for (let place = 0; place < body.length; place += 1)
    sum += (place + 1) * REFERENCE_ALPHABET.indexOf(body.charAt(place));
  // The check character's own weight is BODY_LENGTH + 1, so that the whole comes to nothing modulo 31.
  return REFERENCE_ALPHABET.charAt(Array.from({ length: BASE }, (_, value) => value).findIndex(closes(sum)));
};
const closes =
  (sum: number) =>
  (value: number): boolean =>
    (sum + (BODY_LENGTH + 1) * value) % BASE === 0;

const written = (body: string): string => `${PREFIX}-${body.slice(0, 4)}-${body.slice(4)}-${checkOf(body)}`;

/** A reference that can be read out on the phone, "FD-7KQM-3F2P-X": eight random characters and a check character. */
export const newReference = (): string =>
  written(Array.from({ length: BODY_LENGTH }, () => REFERENCE_ALPHABET.charAt(randomInt(BASE))).join(''));

/** What a look-alike that is in no reference can have been meant for. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { '0': 'DQ', O: 'DQ', '1': '7J', I: '7J', L: '7J' };

/** Most look-alikes that are tried in one reference: more would let a wrong one pass by chance. */
const MOST_LOOK_ALIKES = 2;

/**
 * A reference in its usual form from however it was typed: without its prefix, in small letters, with other spaces and
 * dashes, and with the look-alikes 0 O 1 I L where only one reading fits the check character. Null: it is none.
 */
export function normaliseReference(typed: string): string | null {
  const bare = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const whole = bare.length === BODY_LENGTH + 1 + PREFIX.length && bare.startsWith(PREFIX);
  const text = whole ? bare.slice(PREFIX.length) : bare;
  if (text.length !== BODY_LENGTH + 1) return null;
  const readings = readingsOf(text).filter((reading) => isWhole(reading));
  const [only] = readings;
  return readings.length === 1 && only !== undefined ? written(only.slice(0, BODY_LENGTH)) : null;
}

const isWhole = (text: string): boolean => checkOf(text.slice(0, BODY_LENGTH)) === text.slice(BODY_LENGTH);

function readingsOf(text: string): string[] {
  const alike = [...text].filter((character) => Object.hasOwn(LOOK_ALIKES, character)).length;
  if (alike > MOST_LOOK_ALIKES) return [];
  return [...text].reduce<string[]>(
    (readings, character) =>
      readings.flatMap((reading) =>
        [...(LOOK_ALIKES[character] ?? character)].map((meant) => reading + meant),
      ),
    [''],
  );
}
