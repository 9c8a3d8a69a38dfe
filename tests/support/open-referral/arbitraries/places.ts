import fc from 'fast-check';
import type { FeedAddress, FeedLocation, FeedServiceAtLocation } from '#src/features/open-referral/types.ts';
import { accessibility, schedule } from './parts.ts';
import { line, list, some, web, without, words, type Fields } from './words.ts';

const address: fc.Arbitrary<FeedAddress> = fc
  .tuple(
    some<FeedAddress>(
      {
        id: fc.uuid(),
        address_1: line,
        city: line,
        state_province: line,
        postal_code: fc.constantFrom('MB1 1QG', 'ZZ99 9ZZ', 'B17 0DB'),
        country: fc.constantFrom('GB', 'IE'),
        address_type: fc.constantFrom('physical', 'postal', 'virtual'),
      },
      { attention: line, region: line },
    ),
    fc.option(fc.tuple(line, line), { nil: null }),
    fc.subarray(['city', 'state_province'] as const),
  )
  .map(([fields, lines, filled]) => {
    const apart = lines === null ? {} : { address_1: lines[0], address_2: lines[1] };
    const extension = { ...apart, ...(filled.length > 0 && { filled: [...filled] }) };
    const joined = lines === null ? fields.address_1 : lines.join(', ');
    return {
      ...fields,
      address_1: joined,
      ...(Object.keys(extension).length > 0 && { front_door: extension }),
    };
  });

/** Millionths of a degree, as maps give them. */
const degrees = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 1e6, max: max * 1e6 }).map((millionths) => millionths / 1e6);

const location: fc.Arbitrary<FeedLocation> = fc
  .tuple(
    some<FeedLocation>(
      { id: fc.uuid(), location_type: fc.constantFrom('physical', 'postal', 'virtual') },
      {
        name: line,
        alternate_name: line,
        description: words,
        transportation: words,
        external_identifier: fc.constantFrom('10092008082', '0001'),
        external_identifier_type: fc.constant('UPRN'),
        url: web,
        accessibility: list(accessibility),
      },
    ),
    fc.option(fc.tuple(degrees(50, 60), degrees(-8, 1.5)), { nil: [] as number[] }),
    fc.option(address, { nil: undefined }),
    some<NonNullable<FeedLocation['front_door']>>({}, { directions: words, area_name: line }),
    some<Fields>({ city: line }, { address_1: line, address_2: line, region: line, state_province: line }),
  )
  .map(([fields, [latitude, longitude], full, extension, partial]) => {
    const more = full === undefined ? { ...extension, address: partial } : extension;
    return without({
      ...fields,
      latitude,
      longitude,
      addresses: full === undefined ? undefined : [full],
      front_door: Object.keys(more).length === 0 ? undefined : more,
    } as unknown as Fields) as unknown as FeedLocation;
  });

export const atLocation = (serviceId: string): fc.Arbitrary<FeedServiceAtLocation> =>
  location.chain((place) =>
    some<FeedServiceAtLocation>(
      {
        id: fc.uuid(),
        service_id: fc.constant(serviceId),
        location_id: fc.constant(place.id),
        location: fc.constant(place),
      },
      { description: words, schedules: list(schedule, 2) },
    ),
  );
