import { randomFillSync } from 'node:crypto';

/** Letters and digits that cannot be mistaken for one another when read out on the phone. */
const ALPHABET = [...'23456789BCDFGHJKMPQRTVWXY'];
const PAIRS = ALPHABET.flatMap((first) => ALPHABET.map((second) => first + second));
/** Random numbers from here up would make the first pairs likelier than the others. */
const FAIR_BELOW = 65_536 - (65_536 % PAIRS.length);

const pool = new Uint16Array(2048);
let used = pool.length;

/** Two letters at random. Bytes are drawn many at a time: one by one they take longer than a kept page. */
function pair(): string {
  for (;;) {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const drawn = pool[used++] ?? FAIR_BELOW;
    if (drawn < FAIR_BELOW) return PAIRS[drawn % PAIRS.length] ?? '';
  }
}

/** "7KQM-3F2P": names a request in the log and on the error page. */
export const newReference = (): string => `${pair()}${pair()}-${pair()}${pair()}`;
