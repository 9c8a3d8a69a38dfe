import type { PlaceKind } from '#db/vocabulary.ts';
import { normaliseOutcode, normalisePostcode } from '#src/lib/postcode.ts';
import { fromGrid } from './grid.ts';

/** A postcode with its centre. */
export interface PostcodePoint {
  postcode: string;
  latitude: number;
  longitude: number;
}

/** A named place; `id` is the source's own. */
export interface NamedPlace {
  id: string;
  name: string;
  kind: PlaceKind;
  areaName: string | null;
  latitude: number;
  longitude: number;
}

/** What a row of an official file holds: its value, nothing that is wanted, or something wrong, in words. */
export type RowReading<Value> =
  { kind: 'value'; value: Value } | { kind: 'ignored' } | { kind: 'wrong'; reason: string };

/** Reads the rows below a header, or all rows where the official layout has none. Null: the layout is another one. */
export type RowReader<Value> = (
  header: readonly string[],
) => ((cells: readonly string[]) => RowReading<Value>) | null;

const IGNORED = { kind: 'ignored' } as const;
const wrong = (reason: string): RowReading<never> => ({ kind: 'wrong', reason });

/** Positional quality 90: Code-Point Open has no coordinates for the postcode. */
const NO_COORDINATES = '90';
/** Columns of the layout before 2011, which put quality flags between. */
const OLD_LAYOUT_COLUMNS = 18;

/**
 * Code-Point Open: postcode, positional quality, easting, northing in OSGB36 metres. The files have no header; the
 * header file's two rows are passed over.
 */
export const codePointOpen: RowReader<PostcodePoint> = (first) => {
  const isData = (cells: readonly string[]): boolean => normalisePostcode(cells[0] ?? '') !== null;
  const isHeader = (cells: readonly string[]): boolean => ['PC', 'Postcode'].includes(cells[0] ?? '');
  if (first.length < 4 || !(isData(first) || isHeader(first))) return null;
  return (cells) => {
    if (isHeader(cells)) return IGNORED;
    const postcode = normalisePostcode(cells[0] ?? '');
    if (postcode === null) return wrong(`"${cells[0] ?? ''}" is not a postcode`);
    if (cells[1] === NO_COORDINATES) return IGNORED;
    const at = cells.length >= OLD_LAYOUT_COLUMNS ? 10 : 2;
    const [easting, northing] = [Number(cells[at]), Number(cells[at + 1])];
    if (!(easting > 0 && easting < 700_000 && northing > 0 && northing < 1_300_000)) {
      return wrong(`${postcode} has no easting and northing on the National Grid`);
    }
    return { kind: 'value', value: { postcode, ...fromGrid(easting, northing) } };
  };
};

/** ONS Postcode Directory: live postcodes with their WGS84 centre; latitude 99.999999 means none. */
export const onspd: RowReader<PostcodePoint> = (header) => {
  const find = (...names: string[]): number =>
    header.findIndex((cell) => names.includes(cell.trim().toLowerCase()));
  const columns = {
    postcode: find('pcds', 'pcd8', 'pcd2', 'pcd7', 'pcd'),
    ended: find('doterm'),
    latitude: find('lat'),
    longitude: find('long'),
  };
  if (columns.postcode < 0 || columns.latitude < 0 || columns.longitude < 0) return null;
  return (cells) => {
    if (columns.ended >= 0 && (cells[columns.ended] ?? '').trim() !== '') return IGNORED;
    const postcode = normalisePostcode(cells[columns.postcode] ?? '');
    if (postcode === null) return wrong(`"${cells[columns.postcode] ?? ''}" is not a postcode`);
    const point = readDegrees(cells[columns.latitude], cells[columns.longitude]);
    if (point === 'none') return IGNORED;
    return point === null
      ? wrong(`${postcode} has no latitude and longitude`)
      : { kind: 'value', value: { postcode, ...point } };
  };
};

/** LOCAL_TYPE of OS Open Names, and what it is to us. */
const KINDS: Readonly<Record<string, PlaceKind>> = {
  City: 'city',
  Town: 'town',
  Village: 'village',
  Hamlet: 'hamlet',
  'Suburban Area': 'suburb',
  'Other Settlement': 'other',
};
/** Columns of the official layout, which has a header only in its documentation. */
const OPEN_NAMES = {
  id: 0,
  name: 2,
  otherName: 4,
  type: 6,
  localType: 7,
  x: 8,
  y: 9,
  district: 21,
  county: 24,
};

/**
 * OS Open Names: populated places, with a second row for a second name (Welsh, Gaelic). Also the simple layout with
 * the columns name, admin_area, type, lat, lng.
 */
export const openNames: RowReader<NamedPlace[]> = (first) => {
  if (first[0] === 'name' && first[2] === 'type') return readSimpleName;
  return first.length > OPEN_NAMES.county ? readOpenName : null;
};

function readOpenName(cells: readonly string[]): RowReading<NamedPlace[]> {
  if (cells[OPEN_NAMES.type] !== 'populatedPlace') return IGNORED;
  const kind = KINDS[cells[OPEN_NAMES.localType] ?? ''];
  const [id = '', name = ''] = [cells[OPEN_NAMES.id], cells[OPEN_NAMES.name]];
  if (kind === undefined) return IGNORED;
  const [x, y] = [Number(cells[OPEN_NAMES.x]), Number(cells[OPEN_NAMES.y])];
  if (id === '' || name === '' || !(x > 0) || !(y > 0))
    return wrong(`"${name || id}" has no name, id or coordinates`);
  const areaName = cells[OPEN_NAMES.county] || cells[OPEN_NAMES.district] || null;
  const place = { id, name, kind, areaName, ...fromGrid(x, y) };
  const otherName = cells[OPEN_NAMES.otherName] ?? '';
  return {
    kind: 'value',
    value: otherName === '' ? [place] : [place, { ...place, id: `${id}:2`, name: otherName }],
  };
}

function readSimpleName(cells: readonly string[]): RowReading<NamedPlace[]> {
  const [name = '', areaName = '', type = '', latitude, longitude] = cells;
  const kind = KINDS[type];
  if (name === 'name' && type === 'type') return IGNORED;
  if (kind === undefined) return wrong(`"${type}" is not a kind of place`);
  const point = readDegrees(latitude, longitude);
  if (name === '' || point === null || point === 'none')
    return wrong(`"${name}" has no name, latitude and longitude`);
  const id = `${name}|${areaName}|${point.latitude}|${point.longitude}`;
  return { kind: 'value', value: [{ id, name, kind, areaName: areaName || null, ...point }] };
}

/** Outward halves of postcodes with their centre: columns outcode, lat, lng and, if known, region. */
export const outcodes: RowReader<NamedPlace[]> = (header) => {
  const [at, lat, lng, region] = ['outcode', 'lat', 'lng', 'region'].map((name) => header.indexOf(name));
  if (at === undefined || lat === undefined || lng === undefined || at < 0 || lat < 0 || lng < 0) return null;
  return (cells) => {
    const outcode = normaliseOutcode(cells[at] ?? '');
    const point = readDegrees(cells[lat], cells[lng]);
    if (outcode === null) return wrong(`"${cells[at] ?? ''}" is not the first half of a postcode`);
    if (point === null || point === 'none') return wrong(`${outcode} has no latitude and longitude`);
    const areaName = region === undefined || region < 0 ? null : cells[region] || null;
    return { kind: 'value', value: [{ id: outcode, name: outcode, kind: 'outcode', areaName, ...point }] };
  };
};

function readDegrees(latitude = '', longitude = ''): { latitude: number; longitude: number } | 'none' | null {
  if (latitude.startsWith('99.99')) return 'none';
  const point = { latitude: Number(latitude || NaN), longitude: Number(longitude || NaN) };
  return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? point : null;
}
