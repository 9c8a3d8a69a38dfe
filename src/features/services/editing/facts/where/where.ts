import { DELIVERIES } from '#db/vocabulary.ts';
import type { AreaRecord, ScheduleRecord, ServiceRecord } from '#src/features/services/record.ts';
import { asTyped, choicesAfter, linesOfText, textOf, textsOf } from '#src/features/services/editing/typed.ts';
import type { EditContext, FieldProblem, SectionEditor } from '#src/features/services/editing/editor.ts';
import { tooLong } from '#src/features/services/editing/limits.ts';
import type { FormValues } from '#src/lib/form.ts';
import { pressRows, readRows, rowsOf, showRows, tooManyRows, withRows } from '../rows.ts';
import {
  keyOfPlace,
  placeRow,
  placesOf,
  postcodeOf,
  readPlace,
  type Place,
  type Point,
} from './place-row.ts';

export const MOST_PLACES = 30;
export const MOST_AREAS = 1000; // characters

/** What becomes of the times of a place that is taken away; or the key of the place they move to. */
export const KEEP_WITHOUT_PLACE = 'none';
export const REMOVE_TIMES = 'remove';

/** Where a service happens: how people use it, its places, and the area it covers. */
export const where: SectionEditor = {
  show: (record) => ({
    deliveries: [...record.deliveries],
    ...showRows('place', placesOf(record), placeRow, keyOfPlace),
    areas: showAreas(record.areas),
  }),

  async apply(record, typed, context) {
    const points = await locateAll(typed, context);
    const known = context.places ?? [];
    const keys = newKeys(record);
    const places = readRows(typed, {
      list: 'place',
      stored: placesOf(record),
      show: placeRow,
      mark: keyOfPlace,
      read: (row, was) =>
        readPlace(row, was, {
          newKey: () => keys.next().value,
          known,
          points,
          countyOf: (town) => countyOf(record, context, town),
        }),
    });
    const problems = [
      ...deliveryProblems(record, typed),
      ...places.problems,
      ...tooManyRows(
        typed,
        'place',
        'name',
        Math.max(MOST_PLACES, record.locations.length),
        (most) => `A service can have ${most} places. Remove some`,
      ),
    ];
    const settled = settleTimes(record, uniquePlaces(places.parts), typed, problems);
    const areas = textOf(typed, 'areas');
    const long = areas === showAreas(record.areas) ? null : tooLong('areas', 'The areas', areas, MOST_AREAS);
    if (long !== null) problems.push(long);
    if (problems.length > 0) return { ok: false, problems };
    const ticked = textsOf(typed, 'deliveries');
    return {
      ok: true,
      record: {
        ...record,
        ...settled,
        deliveries: choicesAfter(
          record.deliveries,
          DELIVERIES.filter((delivery) => ticked.includes(delivery)),
        ),
        areas: areasAfter(record.areas, areas),
      },
    };
  },

  press(typed, button) {
    const known = /^use-place-(.+)$/.exec(button)?.[1];
    if (known === undefined) return pressRows(typed, button, ['place']);
    return withRows(typed, 'place', [...rowsOf(typed, 'place'), { use: known }]);
  },
};

/** The places of the record that a form no longer has a row for, and that have times. */
export function removedWithTimes(
  record: ServiceRecord,
  typed: Readonly<FormValues>,
): { field: string; place: Place; schedules: readonly ScheduleRecord[] }[] {
  if (typed['place-rows'] === undefined) return [];
  const kept = new Set(rowsOf(typed, 'place').map((row) => row.was));
  return record.locations.flatMap(({ location, description, schedules }, index) =>
    kept.has(location.key) || schedules.length === 0
      ? []
      : [{ field: `times-of-${index + 1}`, place: { location, description }, schedules }],
  );
}

/** The places with their times; those of a place that is gone are where the person says. */
function settleTimes(
  record: ServiceRecord,
  places: readonly Place[],
  typed: Readonly<FormValues>,
  problems: FieldProblem[],
): Pick<ServiceRecord, 'locations' | 'schedules'> {
  const own = new Map(record.locations.map((venue) => [venue.location.key, venue.schedules]));
  const moved = new Map<string, ScheduleRecord[]>();
  const schedules = [...record.schedules];
  for (const { field, place, schedules: times } of removedWithTimes(record, typed)) {
    const answer = textOf(typed, field);
    if (answer === REMOVE_TIMES) continue;
    if (answer === KEEP_WITHOUT_PLACE) schedules.push(...times);
    else if (places.some(({ location }) => location.key === answer))
      moved.set(answer, [...(moved.get(answer) ?? []), ...times]);
    else
      problems.push({
        field,
        text: `Say what happens to the times at ${place.location.name ?? place.location.address?.address1 ?? 'this place'}`,
      });
  }
  return {
    schedules,
    locations: places.map((place) => ({
      ...place,
      schedules: [...(own.get(place.location.key) ?? []), ...(moved.get(place.location.key) ?? [])],
    })),
  };
}

/** A place that was chosen twice is one. */
const uniquePlaces = (places: readonly Place[]): Place[] =>
  places.filter(
    (place, index) => places.findIndex(({ location }) => location.key === place.location.key) === index,
  );

function* newKeys(record: ServiceRecord): Generator<string, string> {
  const taken = new Set(record.locations.map(({ location }) => location.key));
  for (let number = 1; ; number += 1) if (!taken.has(`new-${number}`)) yield `new-${number}`;
}

async function locateAll(
  typed: Readonly<FormValues>,
  context: EditContext,
): Promise<ReadonlyMap<string, Point>> {
  const postcodes = new Set(
    rowsOf(typed, 'place')
      .slice(0, MOST_PLACES)
      .flatMap((row) => postcodeOf(row) ?? []),
  );
  const points = new Map<string, Point>();
  for (const postcode of postcodes) {
    const point = await context.locate(postcode);
    if (point !== undefined) points.set(postcode, point);
  }
  return points;
}

/** The county of a town as another place of the service or its organisation has it. */
function countyOf(record: ServiceRecord, { places = [] }: EditContext, town: string): string {
  const all = [...record.locations.map(({ location }) => location), ...places];
  return all.find(({ address }) => address?.city === town && address.county !== '')?.address?.county ?? '';
}

function deliveryProblems(record: ServiceRecord, typed: Readonly<FormValues>): FieldProblem[] {
  const isChosen = DELIVERIES.some((delivery) => textsOf(typed, 'deliveries').includes(delivery));
  const wereNone = record.deliveries.length === 0 && record.locations.length > 0;
  if (isChosen || wereNone) return [];
  return [{ field: 'deliveries', text: 'Choose how people use the service' }];
}

const showAreas = (areas: readonly AreaRecord[]): string => asTyped(areas.map(({ name }) => name).join('\n'));

/** Areas by name, one a line; one that stays keeps what else is known of it. */
function areasAfter(stored: readonly AreaRecord[], typed: string): AreaRecord[] {
  if (typed === showAreas(stored)) return [...stored];
  const names = [...new Set(linesOfText(typed))];
  return names.map((name) => stored.find((area) => asTyped(area.name) === name) ?? { name, uri: null });
}
