import { stringify } from 'csv-stringify/sync';
import { describeReason, LEVEL_LABELS, REASON_LABELS, speaksFor } from './words.ts';
import type { LargeBlock } from '../candidates.ts';
import type { DuplicatePair, Duplicates } from '../queries/find-duplicates.ts';
import type { Listed } from '../queries/listed.ts';
import { LEVELS, REASON_KINDS, type SubjectKind } from '../types.ts';
import { paths } from '#src/lib/paths.ts';
import { countOf } from '#src/lib/text.ts';

const WRITTEN_HERE = 'written here';
const pathOf = (side: Listed, kind: SubjectKind): string =>
  kind === 'service' ? paths.service(side.slug) : paths.organisation(side.slug);

/** A pair as the screen shows it: how sure, both sides, what speaks for it and what against. */
export function linesOfPair(pair: DuplicatePair, kind: SubjectKind, number: number): string[] {
  const side = (listed: Listed): string => {
    const { name, organisationName, sourceName, visibility, missingSince, id } = listed;
    const by = organisationName === null || organisationName === name ? '' : `, ${organisationName}`;
    const state = [
      ...(visibility === 'public' ? [] : [visibility]),
      ...(missingSince === null ? [] : [`no longer in its source since ${missingSince}`]),
    ];
    return `   ${[`${name}${by}`, sourceName ?? WRITTEN_HERE, pathOf(listed, kind), id, ...state].join(' · ')}`;
  };
  const { why, against } = inWords(pair, kind);
  return [
    `${number}. ${LEVEL_LABELS[pair.level]}`,
    side(pair.first),
    side(pair.second),
    `   Why: ${why}.`,
    ...(against === '' ? [] : [`   Against: ${against}.`]),
  ];
}

function inWords({ reasons }: DuplicatePair, kind: SubjectKind): { why: string; against: string } {
  const words = (list: DuplicatePair['reasons']): string =>
    list.map((reason) => describeReason(reason, kind)).join('; ');
  return {
    why: words(reasons.filter(speaksFor)),
    against: words(reasons.filter((reason) => !speaksFor(reason))),
  };
}

/** How many pairs there are: by level, across and within sources, and by what speaks for them; and what was bounded. */
export function linesOfCounts(
  { pairs, read, compared, largeBlocks }: Duplicates,
  { kind, acrossSources }: { kind: SubjectKind; acrossSources: boolean },
): string[] {
  const across = (pair: DuplicatePair): boolean => pair.first.sourceId !== pair.second.sourceId;
  const levels = LEVELS.flatMap((level) => {
    const of = pairs.filter((pair) => pair.level === level);
    const outside = of.filter(across).length;
    const where = acrossSources ? '' : ` (${outside} across sources, ${of.length - outside} within one)`;
    return of.length === 0 ? [] : [`  ${LEVEL_LABELS[level]}: ${of.length}${where}`];
  });
  const kinds = REASON_KINDS.flatMap((name) => {
    const count = pairs.filter(({ reasons }) =>
      reasons.some((reason) => reason.kind === name && speaksFor(reason)),
    ).length;
    return count === 0 ? [] : [`  ${REASON_LABELS[name]}: ${count}`];
  });
  return [
    `${countOf(pairs.length, 'pair')} among ${countOf(read, kind)}; ${countOf(compared, 'pair')} compared.`,
    ...levels,
    ...(kinds.length === 0 ? [] : ['Why, by kind:', ...kinds]),
    ...largeBlocks.map((block) => describeBlock(block, kind)),
  ];
}

function describeBlock({ key, carriers }: LargeBlock, kind: SubjectKind): string {
  const those = countOf(carriers, kind);
  return key.startsWith('cell ')
    ? `${those} without a postcode lie within 200 metres: they were compared by what else they share.`
    : `Of the ${those} that share "${key}" only those with neighbouring names were compared.`;
}

const SIDE_COLUMNS = ['name', 'organisation', 'source', 'page', 'id', 'visibility', 'missing_since'] as const;

/** All pairs as CSV, safe to open in a spreadsheet: cells that begin like a formula are escaped. */
export function csvOfPairs(pairs: readonly DuplicatePair[], kind: SubjectKind): string {
  const cellsOf = (side: Listed): string[] => [
    side.name,
    side.organisationName ?? '',
    side.sourceName ?? WRITTEN_HERE,
    pathOf(side, kind),
    side.id,
    side.visibility,
    side.missingSince ?? '',
  ];
  const rows = pairs.map((pair) => {
    const { why, against } = inWords(pair, kind);
    return [pair.level, pair.score.toFixed(1), why, against, ...cellsOf(pair.first), ...cellsOf(pair.second)];
  });
  const columns = ['first', 'second'].flatMap((side) => SIDE_COLUMNS.map((column) => `${side}_${column}`));
  return stringify([['level', 'score', 'why', 'against', ...columns], ...rows], { escape_formulas: true });
}
