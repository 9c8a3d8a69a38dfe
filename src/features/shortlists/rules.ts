import { addDays } from '#src/lib/dates.ts';

/** A shared link stops working this many days after it was made, so that forgotten ones do not live for ever. */
export const SHARE_LASTS_DAYS = 90;
/** One note at most, in characters. */
export const NOTE_MAXIMUM = 200;
/** All notes together, in bytes as the cookie carries them (browsers keep about 4,000 in all). */
const NOTES_MAXIMUM_BYTES = 3_400;
/** Links one browser remembers; the oldest is forgotten (it still expires by itself). */
export const SHARES_MAXIMUM = 10;

/** Notes by service id. */
export type Notes = Record<string, string>;

/**
 * A shortlist with the services that took the place of merged ones (`kept`, by the ids of those), each once; the notes of
 * two that are one now stand after each other, as far as there is room.
 */
export function followed<Content extends { serviceIds: readonly string[]; notes: Notes }>(
  content: Content,
  kept: ReadonlyMap<string, string>,
): Content & { serviceIds: string[]; notes: Notes } {
  const now = (id: string): string => kept.get(id) ?? id;
  const notes: Notes = {};
  for (const [id, note] of Object.entries(content.notes)) {
    const before = notes[now(id)];
    notes[now(id)] = (before === undefined ? note : `${before} ${note}`).slice(0, NOTE_MAXIMUM);
  }
  return { ...content, serviceIds: [...new Set(content.serviceIds.map(now))], notes };
}

/** A link this browser shared, with the secret that may withdraw it. */
export interface OwnShare {
  token: string;
  owner: string;
}

export const shareExpiresOn = (today: string): string => addDays(today, SHARE_LASTS_DAYS);

/** The notes a browser carries; anything that is not a note is left out. */
export function readNotes(cookie: string | undefined): Notes {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
      ),
    );
  } catch {
    return {};
  }
}

/** The cookie for these notes, or null when they would not fit in it. Notes of services no longer saved are dropped. */
export function writeNotes(notes: Notes, savedIds: readonly string[]): string | null {
  const kept = Object.fromEntries(
    Object.entries(notes).filter(([id, note]) => note !== '' && savedIds.includes(id)),
  );
  const text = Object.keys(kept).length === 0 ? '' : Buffer.from(JSON.stringify(kept)).toString('base64url');
  return text.length > NOTES_MAXIMUM_BYTES ? null : text;
}

const SECRET = /^[A-Za-z0-9_-]{22}$/;

/** The links this browser shared, newest last. */
export function readOwnShares(cookie: string | undefined): OwnShare[] {
  return (cookie ?? '').split('.').flatMap((pair) => {
    const [token = '', owner = ''] = pair.split('~');
    return SECRET.test(token) && SECRET.test(owner) ? [{ token, owner }] : [];
  });
}

export const writeOwnShares = (shares: readonly OwnShare[]): string =>
  shares
    .slice(-SHARES_MAXIMUM)
    .map(({ token, owner }) => `${token}~${owner}`)
    .join('.');
