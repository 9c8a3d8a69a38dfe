import { candidatesOf, eachCandidatePair, type LargeBlock } from './candidates.ts';
import { readySubject, type SubjectDirectory } from './directory.ts';
import { weigh } from './evidence.ts';
import { LEVELS, type Evidence, type Pair, type Subject } from './types.ts';

export interface FoundPairs {
  pairs: Pair[]; // the surest first
  compared: number;
  /** Where so many share something that only those with neighbouring names were compared. */
  largeBlocks: LargeBlock[];
}

/** All pairs of a directory that may be one thing listed twice. The order in which subjects came does not matter. */
export function findPairs(directory: SubjectDirectory): FoundPairs {
  const pairs: Pair[] = [];
  let compared = 0;
  const largeBlocks = eachCandidatePair(directory, (first, second) => {
    compared += 1;
    const evidence = weigh(directory, first, second);
    if (evidence === null) return;
    const [firstId = '', secondId = ''] = [first.subject.id, second.subject.id].sort();
    pairs.push({ firstId, secondId, ...evidence });
  });
  return { pairs: pairs.sort(surestFirst), compared, largeBlocks };
}

export interface Like extends Evidence {
  id: string;
}

/** What in the directory a subject may be the same as, the likest first; its own record, by its id, is left out. */
export function findLikeIn(directory: SubjectDirectory, subject: Subject, limit: number): Like[] {
  const ready = readySubject(subject);
  const found = [...candidatesOf(directory, ready)].flatMap((id): Like[] => {
    const other = directory.subjects.get(id);
    const evidence = other === undefined ? null : weigh(directory, ready, other);
    return evidence === null ? [] : [{ id, ...evidence }];
  });
  return found.sort((a, b) => surest(a, b) || (a.id < b.id ? -1 : 1)).slice(0, limit);
}

const surest = (a: Evidence, b: Evidence): number =>
  LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.score - a.score;

const surestFirst = (a: Pair, b: Pair): number =>
  surest(a, b) || (`${a.firstId} ${a.secondId}` < `${b.firstId} ${b.secondId}` ? -1 : 1);
