import { fold } from '#src/lib/text.ts';
import { readPoint, type Point } from '#src/features/imports/csv/addresses/points.ts';
import {
  plainLocation,
  type LocationRecord,
  type PhoneRecord,
  type ScheduleRecord,
  type VenueRecord,
} from '#src/features/services/record.ts';
import { columnOf, find, readPart, readParts, type Part } from '../reading/part.ts';
import { rawText, readLine, readText, readWeb } from '../reading/text.ts';
import { readId } from '../reading/ids.ts';
import { readAccess } from './access.ts';
import { readAddress, readType } from './address.ts';
import { readPhones } from './phones.ts';
import { readHolidays, readSchedules } from './schedules.ts';

/** Where a service happens, and what its locations say of the service as a whole. */
export interface ReadPlaces {
  venues: VenueRecord[];
  isOnline: boolean; // one of its locations is no place to go to
  url: string | null; // of that one
  schedules: ScheduleRecord[]; // of that one
  phones: PhoneRecord[];
  closures: ReturnType<typeof readHolidays>;
}

/** The places of a service, in the feed's order. One without a word of where it is, is said and left out. */
export function readPlaces(service: Part): ReadPlaces {
  const places: ReadPlaces = {
    venues: [],
    isOnline: false,
    url: null,
    schedules: [],
    phones: [],
    closures: [],
  };
  for (const part of readParts(service, ['service_at_locations', 'service_at_location'])) {
    const inside = readPart(part, 'location');
    const schedules = readSchedules(part);
    places.phones.push(...readPhones(part));
    places.closures.push(...readHolidays(part));
    const type = inside === null ? 'physical' : readType(inside);
    const location = inside === null ? null : readLocation(inside);
    if (type === 'virtual' && !service.item.isOurs) {
      places.isOnline = true;
      places.url ??= inside === null ? null : readWeb(inside, 'url');
      places.schedules.push(...schedules);
    } else if (location === null) {
      service.item.note(part.path, 'it does not say where it is, left out');
      places.schedules.push(...schedules);
    } else if (type === 'postal' && !service.item.isOurs) {
      service.item.note(part.path, 'an address for post is no place to go to, left out');
      places.schedules.push(...schedules);
    } else {
      places.venues.push({ location, description: readText(part, 'description'), schedules });
    }
  }
  return places;
}

function readLocation(part: Part): LocationRecord | null {
  const { isOurs } = part.item;
  const extension = readPart(part, 'front_door');
  const ownName = readLine(part, 'name', 300);
  const alternateName = readLine(part, 'alternate_name', 300);
  const name = isOurs ? ownName : (ownName ?? alternateName);
  const address = readAddress(part, name);
  const point = readPointOf(part);
  const id = readId(part, 'id') ?? (isOurs ? null : madeId(name, address, point));
  const says = name !== null || address !== null || point !== null;
  if (id === null || (!says && !isOurs)) return null;
  const type = readType(part);
  const url = readWeb(part, 'url');
  return {
    ...plainLocation(id.key),
    ...(id.id !== undefined && { id: id.id }),
    name,
    description: readText(part, 'description'),
    directions: extension === null ? null : readText(extension, 'directions'),
    transportation: readText(part, 'transportation'),
    latitude: point?.latitude ?? null,
    longitude: point?.longitude ?? null,
    externalIdentifier: readLine(part, 'external_identifier', 100),
    externalIdentifierType: readLine(part, 'external_identifier_type', 100),
    areaName: extension === null ? null : readLine(extension, 'area_name', 300),
    address,
    access: readAccess(part),
    ...(type !== 'physical' && { type }),
    ...(alternateName !== null && (isOurs || alternateName !== name) && { alternateName }),
    ...(url !== null && { url }),
  };
}

/** A location without an id is known by its address, or by its name and point. */
function madeId(
  name: string | null,
  address: LocationRecord['address'],
  point: Point | null,
): { key: string; id?: string } {
  const where = address === null ? '' : `${fold(address.address1)}|${address.postcode || fold(address.city)}`;
  if (where !== '' && !where.endsWith('|')) return { key: where };
  return {
    key: `${fold(name ?? '')}|${where}|${point?.latitude.toFixed(4) ?? ''},${point?.longitude.toFixed(4) ?? ''}`,
  };
}

/**
 * The point, in the United Kingdom; one the wrong way round is turned, any other is left out, and both are said.
 * Another Front Door's is as it was there.
 */
function readPointOf(part: Part): Point | null {
  const [latitude, longitude] = ['latitude', 'longitude'].map((name) => degrees(part, name));
  const given = { latitude: Number(latitude || NaN), longitude: Number(longitude || NaN) };
  if (part.item.isOurs && Math.abs(given.latitude) <= 90 && Math.abs(given.longitude) <= 180) return given;
  const { point, problem } = readPoint(latitude ?? '', longitude ?? '');
  if (problem !== null) part.item.note(columnOf(part, 'latitude'), problem);
  return point;
}

/** As digits: JavaScript writes a small number as 1e-7. */
function degrees(part: Part, name: string): string {
  const value = find(part, name)?.value;
  if (typeof value === 'number' && value !== 0 && Math.abs(value) < 1e-6) return value.toFixed(12);
  return rawText(part, name)?.value.trim() ?? '';
}
