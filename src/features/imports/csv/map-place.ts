import type { AccessFeature } from '#db/vocabulary.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import { quote, type Problem } from '../problem.ts';
import { findPostcode } from './addresses/address.ts';
import { choose, columnIn, fillLine, fillText, holds, type Cells } from './cells.ts';
import type { Mapping } from './mapping.ts';
import { readPoint, type Point } from './addresses/points.ts';

/** Where a row's service happens, as far as the row itself says. */
export interface DraftPlace {
  name: string;
  oneLine: string; // "" when the file has the parts
  lines: string[];
  town: string;
  county: string;
  postcode: string | null;
  point: Point | null;
  uprn: string | null;
  access: AccessFeature[];
}

/** The place of a row; null where the mapping gives it none, or nothing of it is known. */
export function mapPlace(mapping: Mapping, cells: Cells, problems: Problem[]): DraftPlace | null {
  const { place } = mapping;
  if (place === undefined || (place.when !== undefined && !holds(place.when, cells))) return null;
  const oneLine = fillText(place.one_line, cells);
  const lines = place.lines.map((line) => fillLine(line, cells)).filter((line) => line !== '');
  const typed = fillLine(place.postcode, cells);
  const postcode = normalisePostcode(typed) ?? findPostcode([typed, oneLine, ...lines].join('\n'));
  if (typed !== '' && normalisePostcode(typed) === null) {
    const kept = postcode === null ? 'left empty' : `${postcode} used`;
    problems.push({
      row: cells.row,
      column: columnIn(place.postcode),
      reason: `${quote(typed)} is not a postcode, ${kept}`,
      leftOut: false,
    });
  }
  const { point, problem } = readPoint(fillLine(place.latitude, cells), fillLine(place.longitude, cells));
  if (problem !== null)
    problems.push({ row: cells.row, column: columnIn(place.latitude), reason: problem, leftOut: false });
  const uprn = fillLine(place.uprn, cells);
  const draft: DraftPlace = {
    name: fillLine(place.name, cells),
    oneLine,
    lines,
    town: fillLine(place.town, cells),
    county: fillLine(place.county, cells),
    postcode,
    point,
    uprn: /^\d{1,12}$/.test(uprn) ? uprn : null,
    access: choose(place.access, cells),
  };
  const isNowhere =
    oneLine === '' && lines.length === 0 && draft.town === '' && postcode === null && point === null;
  return isNowhere ? null : draft;
}
