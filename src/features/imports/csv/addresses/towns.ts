import { placeKey } from '#src/features/places/rules.ts';
import { normaliseOutcode } from '#src/lib/postcode.ts';
import type { KnownPlaces } from '#src/features/imports/queries.ts';
import { asTownName, splitAddress, type AddressParts, type TownCount } from './address.ts';
import { findCounty } from './counties.ts';
import type { DraftPlace } from '../map-place.ts';
import type { Draft } from '../map-row.ts';

/** Rows of an outcode that must name a town before it is believed of the others. */
const ENOUGH_ROWS = 2;

/**
 * The addresses of a whole file, split with the towns that its own clear addresses and the gazetteer teach. A row that
 * names no town gets the one that most rows of its outcode name.
 */
export function splitAddresses(drafts: readonly Draft[], known: KnownPlaces): Map<Draft, AddressParts> {
  const counts = new Map<string, number>();
  for (const { town } of splitAll(drafts, () => 0).values()) {
    const key = placeKey(town);
    if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const place of known.places) if (place.kind !== 'outcode') counts.set(placeKey(place.name), Infinity);
  const addresses = splitAll(drafts, (name) => counts.get(placeKey(name)) ?? 0);
  const townOf = commonTowns(addresses);
  for (const [draft, parts] of addresses) {
    if (parts.town === '') parts.town = townOf.get(outcodeOf(draft)) ?? '';
  }
  return addresses;
}

const outcodeOf = (draft: Draft): string => normaliseOutcode(draft.place?.postcode ?? '') ?? '';

function splitAll(drafts: readonly Draft[], townCount: TownCount): Map<Draft, AddressParts> {
  const addresses = new Map<Draft, AddressParts>();
  for (const draft of drafts) {
    if (draft.place !== null) addresses.set(draft, splitPlace(draft.place, townCount));
  }
  return addresses;
}

/** Address columns need no splitting unless the town's own column is empty. */
function splitPlace(place: DraftPlace, townCount: TownCount): AddressParts {
  const county = findCounty(place.county) ?? place.county;
  if (place.town !== '') return { street: place.lines.join(', '), town: asTownName(place.town), county };
  const parts = splitAddress(
    [place.oneLine, ...place.lines].filter((text) => text !== '').join(', '),
    townCount,
  );
  return { ...parts, county: county || parts.county };
}

/** The town that most rows of each outcode name. */
function commonTowns(addresses: ReadonlyMap<Draft, AddressParts>): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [draft, { town }] of addresses) {
    const outcode = outcodeOf(draft);
    if (town === '' || outcode === '') continue;
    const towns = counts.get(outcode) ?? new Map<string, number>();
    counts.set(outcode, towns.set(town, (towns.get(town) ?? 0) + 1));
  }
  const common = new Map<string, string>();
  for (const [outcode, towns] of counts) {
    const [most] = [...towns].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (most !== undefined && most[1] >= ENOUGH_ROWS) common.set(outcode, most[0]);
  }
  return common;
}
