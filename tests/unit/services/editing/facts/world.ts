import type { EditContext, SectionEditor } from '#src/features/services/editing/editor.ts';
import {
  plainLocation,
  plainService,
  type LocationRecord,
  type ScheduleRecord,
  type ServiceRecord,
} from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';

/** A Saturday. */
export const TODAY = '2026-11-21';

/** A world of two known postcodes, no terms but one, and Christmas. */
export const aContext = (own: Partial<EditContext> = {}): EditContext => ({
  today: TODAY,
  calendar: {
    bankHolidays: new Set(['2026-12-25', '2026-12-28', '2027-01-01']),
    termTimes: [{ startsOn: '2026-11-02', endsOn: '2026-12-18' }],
  },
  needs: [],
  suggestNeeds: () => [],
  keepPicture: () => Promise.resolve({ ok: false, error: 'no-picture' }),
  showPicture: () => Promise.resolve(undefined),
  pictures: { all: [], byWords: new Map() },
  factsAsIdeas: () => Promise.resolve([]),
  locate: (postcode) =>
    Promise.resolve(
      ['MB1 1QG', 'MB2 4AB'].includes(postcode)
        ? { latitude: postcode === 'MB1 1QG' ? 52.5 : 52.6, longitude: -2.9, areaName: 'Aldershire' }
        : undefined,
    ),
  ...own,
});

export const aService = (own: Partial<ServiceRecord> = {}): ServiceRecord => ({
  ...plainService('club', 'org', 'Lunch club'),
  ...own,
});

export const aPlace = (key: string, own: Partial<LocationRecord> = {}): LocationRecord => ({
  ...plainLocation(key),
  name: `Hall ${key}`,
  latitude: 52.5,
  longitude: -2.9,
  address: {
    address1: '1 High Street',
    address2: null,
    city: 'Marlbridge',
    region: null,
    county: 'Aldershire',
    postcode: 'MB1 1QG',
  },
  ...own,
});

/** Every Tuesday, 2pm to 4pm. */
export const aSession = (own: Partial<ScheduleRecord> = {}): ScheduleRecord => ({
  validFrom: null,
  validTo: null,
  dtstart: null,
  freq: 'WEEKLY',
  interval: 1,
  byday: 'TU',
  bymonthday: null,
  opensAt: '14:00',
  closesAt: '16:00',
  termTimeOnly: false,
  openOnBankHolidays: false,
  notes: null,
  ...own,
});

/** What a server reads of a form that shows these values: blank fields do not arrive, one of a list is no list. */
export function asSent(values: Readonly<FormValues>): FormValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const texts = [value].flat().filter((text) => text.trim() !== '');
      const [only] = texts;
      if (only === undefined) return [];
      return [[name, texts.length === 1 ? only.trim() : texts]];
    }),
  );
}

/** What becomes of a record when somebody opens a section, types these, and saves. */
export async function typing(
  editor: SectionEditor,
  record: ServiceRecord,
  typed: FormValues,
  context = aContext(),
): Promise<{ record: ServiceRecord; problems: Record<string, string> }> {
  const applied = await editor.apply(record, asSent({ ...editor.show(record), ...typed }), context);
  return applied.ok
    ? { record: applied.record, problems: {} }
    : {
        record,
        problems: Object.fromEntries(applied.problems.map(({ field, text }) => [field, text])),
      };
}
