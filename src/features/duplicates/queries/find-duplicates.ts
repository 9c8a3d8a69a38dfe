import type { Db } from '#db/connection.ts';
import type { LargeBlock } from '../candidates.ts';
import { makeDirectory } from '../directory.ts';
import { findPairs } from '../rules.ts';
import { LEVELS, type Evidence, type Level, type SubjectKind } from '../types.ts';
import { readListedOrganisations, readListedServices, type Listed } from './listed.ts';
import { readOrganisationSubjects, readServiceSubjects } from './subjects.ts';

/** Two records that may be one, with why. */
export interface DuplicatePair extends Evidence {
  first: Listed;
  second: Listed;
}

export interface DuplicateOptions {
  kind?: SubjectKind; // services unless told
  /** Pairs as sure as this or surer; every pair unless told. */
  level?: Level;
  /** Only pairs whose sides come from two sources, or one from a source and one written here. */
  acrossSources?: boolean;
}

export interface Duplicates {
  pairs: DuplicatePair[]; // the surest first
  read: number; // how many records were looked at
  compared: number; // pairs
  largeBlocks: LargeBlock[];
}

/** Finds what is listed twice among all records, public or not: for staff only. Writes nothing. */
export async function findDuplicates(db: Db, options: DuplicateOptions = {}): Promise<Duplicates> {
  const { kind = 'service', level = 'possible', acrossSources = false } = options;
  const isService = kind === 'service';
  const subjects = isService ? await readServiceSubjects(db, null) : await readOrganisationSubjects(db);
  const { pairs: all, compared, largeBlocks } = findPairs(makeDirectory(kind, subjects));
  const sureEnough = all.filter((pair) => LEVELS.indexOf(pair.level) <= LEVELS.indexOf(level));
  const ids = [...new Set(sureEnough.flatMap(({ firstId, secondId }) => [firstId, secondId]))];
  const listed = await (isService ? readListedServices(db, ids) : readListedOrganisations(db, ids));
  const pairs = sureEnough.flatMap(({ firstId, secondId, ...evidence }): DuplicatePair[] => {
    const [first, second] = [listed.get(firstId), listed.get(secondId)];
    // A record removed since it was read is no duplicate any more.
    if (first === undefined || second === undefined) return [];
    return acrossSources && first.sourceId === second.sourceId ? [] : [{ first, second, ...evidence }];
  });
  return { pairs, read: subjects.length, compared, largeBlocks };
}
