import {
  followed,
  readNotes,
  readOwnShares,
  writeNotes,
  writeOwnShares,
  type Notes,
  type OwnShare,
} from '#src/features/shortlists/rules.ts';
import {
  SHORTLIST_COOKIE,
  SHORTLIST_MAXIMUM,
  SHORTLIST_NOTES_COOKIE,
  SHORTLIST_SHARES_COOKIE,
  readShortlistIds,
  writeShortlistIds,
} from '#src/lib/shortlist-cookie.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';

/** The few things of Astro's cookies that a shortlist needs. */
interface Cookies {
  get(name: string): { value: string } | undefined;
  set(name: string, value: string, options: Record<string, unknown>): void;
}

const HALF_A_YEAR_SECONDS = 15_552_000;

/** The shortlist that this visitor's browser holds: read it, change it, and the cookies follow. */
export function visitorShortlist(cookies: Cookies, siteUrl: string) {
  const options = {
    path: '/',
    sameSite: 'lax',
    maxAge: HALF_A_YEAR_SECONDS,
    secure: siteUrl.startsWith('https:'),
  };
  const ids = (): string[] => readShortlistIds(cookies.get(SHORTLIST_COOKIE)?.value);
  const notes = (): Notes => readNotes(cookies.get(SHORTLIST_NOTES_COOKIE)?.value);
  const shares = (): OwnShare[] => readOwnShares(cookies.get(SHORTLIST_SHARES_COOKIE)?.value);
  // The script of the page shows what is saved, so it must be able to read this one.
  const setIds = (next: readonly string[]): void =>
    cookies.set(SHORTLIST_COOKIE, writeShortlistIds(next), options);
  const setNotes = (next: Notes, saved: readonly string[]): boolean => {
    const text = writeNotes(next, saved);
    if (text !== null) cookies.set(SHORTLIST_NOTES_COOKIE, text, { ...options, httpOnly: true });
    return text !== null;
  };
  return {
    ids,
    notes,
    shares,
    save(id: string): Result<'saved', 'shortlist-full'> {
      const saved = ids();
      if (!saved.includes(id) && saved.length >= SHORTLIST_MAXIMUM) return refused('shortlist-full');
      setIds([...saved.filter((other) => other !== id), id]);
      return ok('saved');
    },
    remove(id: string): void {
      const kept = ids().filter((other) => other !== id);
      setIds(kept);
      setNotes(notes(), kept);
    },
    note(id: string, words: string): Result<'noted', 'notes-too-long'> {
      return setNotes({ ...notes(), [id]: words }, ids()) ? ok('noted') : refused('notes-too-long');
    },
    /** Puts what took the place of merged services (by their own ids) into the list, with their notes. */
    follow(kept: ReadonlyMap<string, string>): void {
      if (kept.size === 0) return;
      const { serviceIds, notes: moved } = followed({ serviceIds: ids(), notes: notes() }, kept);
      setIds(serviceIds);
      setNotes(moved, serviceIds);
    },
    remember(share: OwnShare): void {
      cookies.set(
        SHORTLIST_SHARES_COOKIE,
        writeOwnShares([...shares().filter((own) => own.token !== share.token), share]),
        {
          ...options,
          httpOnly: true,
        },
      );
    },
    forget(token: string): void {
      const kept = shares().filter((share) => share.token !== token);
      cookies.set(SHORTLIST_SHARES_COOKIE, writeOwnShares(kept), { ...options, httpOnly: true });
    },
  };
}
