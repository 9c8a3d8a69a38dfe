import { withCompanions, SECTION_NAMES, SECTIONS } from '#src/features/revisions/sections.ts';
import { changedFields, type ContentField } from '#src/features/services/fields.ts';
import type { LocationRecord, ServiceRecord, VenueRecord } from '#src/features/services/record.ts';
import { fold } from '#src/lib/text.ts';

/** Which of the two a field is taken from; `both`, for lists: what either says, each once. */
export const SIDES = ['first', 'second', 'both'] as const;
export type Side = (typeof SIDES)[number];

/** Fields that are chosen together because they only make sense together, named by the first of them. */
export interface Chosen {
  field: ContentField;
  fields: readonly ContentField[];
  mayBeBoth: boolean;
}

/** Fields that hold several things, of which both may be right. */
const LISTS: ReadonlySet<ContentField> = new Set([
  'needs',
  'deliveries',
  'joinings',
  'audiences',
  'locations',
  'schedules',
  'closures',
  'areas',
  'phones',
  'contacts',
  'costOptions',
  'languages',
  'access',
  'terms',
  'fundings',
  'documents',
  'texts',
]);

/** What must be chosen when two services become one: the fields in which they differ, in the order of the editor. */
export function choicesBetween(first: ServiceRecord, second: ServiceRecord): Chosen[] {
  const differing = new Set(changedFields(first, second));
  const seen = new Set<ContentField>();
  return SECTION_NAMES.flatMap((section) =>
    (SECTIONS[section].fields as readonly ContentField[]).flatMap((field): Chosen[] => {
      if (seen.has(field)) return [];
      const fields = [field, ...withCompanions([field]).filter((other) => other !== field)];
      for (const item of fields) seen.add(item);
      if (!fields.some((item) => differing.has(item))) return [];
      return [{ field, fields, mayBeBoth: fields.every((item) => LISTS.has(item)) }];
    }),
  );
}

const saysNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === 'unknown' ||
  (Array.isArray(value) && value.length === 0);

/**
 * What is chosen before anybody chooses: the side that is kept, or the other where it says nothing; of two lists of needs
 * both; of two checks the later one.
 */
export function likelySide(
  first: ServiceRecord,
  second: ServiceRecord,
  kept: 'first' | 'second',
  { field, fields }: Chosen,
): Side {
  if (field === 'needs') return 'both';
  if (fields.includes('assuredOn'))
    return (first.assuredOn ?? '') >= (second.assuredOn ?? '') ? 'first' : 'second';
  const [own, other] = kept === 'first' ? [first, second] : [second, first];
  const isEmpty = (record: ServiceRecord): boolean => fields.every((item) => saysNothing(record[item]));
  const otherSide = kept === 'first' ? 'second' : 'first';
  return isEmpty(own) && !isEmpty(other) ? otherSide : kept;
}

/** One content from two, field by field as chosen; whatever is not chosen is the kept one's, as is which service it is. */
export function mergedRecord(
  records: { first: ServiceRecord; second: ServiceRecord },
  kept: 'first' | 'second',
  sides: ReadonlyMap<ContentField, Side>,
): ServiceRecord {
  const { first, second } = records;
  const merged: Record<string, unknown> = { ...records[kept] };
  for (const { field, fields, mayBeBoth } of choicesBetween(first, second)) {
    const side = sides.get(field) ?? kept;
    for (const item of fields)
      merged[item] =
        side === 'both'
          ? mayBeBoth
            ? together(item, first[item], second[item], kept)
            : records[kept][item]
          : records[side][item];
  }
  return merged as unknown as ServiceRecord;
}

/** Both lists, the kept one's first, without what only repeats it. */
function together(field: ContentField, first: unknown, second: unknown, kept: 'first' | 'second'): unknown[] {
  const lists = [first, second].map((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  const [own = [], other = []] = kept === 'first' ? lists : lists.toReversed();
  const known = new Set<string>();
  return [...own, ...other].filter((item) => {
    const key = keyOf(field, item);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

/** Two items of a list with one key say the same thing. */
function keyOf(field: ContentField, item: unknown): string {
  if (field === 'needs') return (item as { slug: string }).slug;
  if (field === 'phones') return (item as { number: string }).number.replace(/\D/g, '');
  if (field === 'locations') return placeOf((item as VenueRecord).location);
  if (field === 'languages') return fold((item as { name: string }).name);
  if (field === 'texts') return (item as { language: string }).language;
  if (field === 'terms') return (item as { id: string }).id;
  return JSON.stringify(item);
}

const placeOf = ({ key, address }: LocationRecord): string =>
  address === null || address.postcode === '' ? key : fold(`${address.address1} ${address.postcode}`);
