import { setImmediate } from 'node:timers/promises';
import type { Db } from '#db/connection.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import { addSubject, makeDirectory, removeSubject, type SubjectDirectory } from '../directory.ts';
import { findLikeIn } from '../rules.ts';
import type { Evidence, Subject } from '../types.ts';
import { readListedServices, type Listed } from './listed.ts';
import { readServiceSubjects } from './subjects.ts';

/** A service that somebody is adding: as much as they have typed. */
export interface NewService {
  id?: string; // its own draft's, never named as like itself
  organisationId?: string; // who adds it
  name: string;
  postcode?: string | null; // as typed
  phone?: string | null;
  website?: string | null;
  charityNumber?: string | null;
}

export interface LikeService extends Evidence {
  service: Listed;
}

const MOST_LIKE = 5;

/**
 * Services that one being added may already be, the likest first, at most five unless told: hidden ones and drafts too,
 * with their visibility, which the page must heed. The first call reads the whole directory; the later ones only what
 * has changed since.
 */
export async function findLike(db: Db, candidate: NewService, limit = MOST_LIKE): Promise<LikeService[]> {
  const directory = await renewed(db);
  const subject = await subjectOf(db, candidate);
  const found = findLikeIn(directory, subject, limit);
  const listed = await readListedServices(
    db,
    found.map(({ id }) => id),
  );
  return found.flatMap(({ id, ...evidence }) => {
    const service = listed.get(id);
    return service === undefined ? [] : [{ service, ...evidence }];
  });
}

async function subjectOf(db: Db, candidate: NewService): Promise<Subject> {
  const postcode = normalisePostcode(candidate.postcode ?? '');
  const centre =
    postcode === null
      ? undefined
      : await db
          .selectFrom('postcode')
          .select(['latitude', 'longitude'])
          .where('postcode', '=', postcode)
          .executeTakeFirst();
  const given = (value: string | null | undefined): string[] => (value == null ? [] : [value]);
  return {
    id: candidate.id ?? '',
    organisationId: candidate.organisationId ?? null,
    organisationName: null,
    sourceId: null,
    names: [candidate.name],
    places:
      postcode === null
        ? []
        : [
            {
              postcode,
              town: null,
              address: null,
              latitude: centre?.latitude ?? null,
              longitude: centre?.longitude ?? null,
            },
          ],
    phones: given(candidate.phone),
    websites: given(candidate.website),
    charityNumbers: given(candidate.charityNumber),
    days: 0,
  };
}

interface Kept {
  directory: SubjectDirectory;
  version: number;
}

/** The directory of each open database as it was last read; one renewal follows the other. */
const kept = new WeakMap<Db, Promise<Kept>>();

async function renewed(db: Db): Promise<SubjectDirectory> {
  const before = kept.get(db);
  const next =
    before === undefined
      ? readAll(db)
      : before.then(
          (known) => renew(db, known),
          () => readAll(db),
        );
  kept.set(db, next);
  return (await next).directory;
}

/** Between so many, others have their turn: a whole directory takes about a second. */
const ADDED_AT_ONCE = 200;

const readVersion = async (db: Db): Promise<number> =>
  (await db.selectFrom('directory_version').select('version').executeTakeFirstOrThrow()).version;

async function readAll(db: Db): Promise<Kept> {
  // The version is read first: a change made while reading is then noticed at the next call.
  const version = await readVersion(db);
  const subjects = await readServiceSubjects(db, null);
  const directory = makeDirectory('service', []);
  for (let from = 0; from < subjects.length; from += ADDED_AT_ONCE) {
    for (const subject of subjects.slice(from, from + ADDED_AT_ONCE)) addSubject(directory, subject);
    await setImmediate();
  }
  return { version, directory };
}

/** More changed services than this are not patched in. */
const MOST_PATCHED = 200;

async function renew(db: Db, known: Kept): Promise<Kept> {
  const version = await readVersion(db);
  if (version === known.version) return known;
  const rows = await db
    .selectFrom('directory_change')
    .where('version', '>', known.version)
    .selectAll()
    .execute();
  const explained = new Set(rows.filter((row) => row.version <= version).map((row) => row.version)).size;
  const ids = [...new Set(rows.map((row) => row.service_id))];
  if (explained < version - known.version || ids.length > MOST_PATCHED) return readAll(db);
  const subjects = await readServiceSubjects(db, ids);
  for (const id of ids) removeSubject(known.directory, id);
  for (const subject of subjects) addSubject(known.directory, subject);
  return { ...known, version };
}
