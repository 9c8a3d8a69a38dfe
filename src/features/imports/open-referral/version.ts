import { isObject, toSnakeCase } from './reading/part.ts';

/** The versions of Open Referral UK that are told apart. */
export type FeedVersion = '3.0' | '1.0';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const ONLY_IN_3 =
  'organization_id schedules attributes funding minimum_age maximum_age assurer_email last_modified alert front_door'.split(
    ' ',
  );
const ONLY_IN_1 =
  'eligibilitys regular_schedules holiday_schedules service_taxonomys fundings reviews deliverable_type attending_type attending_access'.split(
    ' ',
  );
/** Fields of services alone, of either version: terms, organisations and locations have none of them. */
const ONLY_SERVICES = [
  ...'status organization organisation organization_id service_at_locations service_areas cost_options fees'.split(
    ' ',
  ),
  ...'fees_description languages accreditations assured_date assurer_email minimum_age maximum_age'.split(
    ' ',
  ),
  ...['schedules', 'funding', 'alert', ...ONLY_IN_1],
];

/**
 * Which version of Open Referral UK these services are in, by their own shape and not by what a feed says of itself:
 * fields that only one version has, UUIDs or free ids, names inside locations. Null when they are no services.
 */
export function sniffVersion(sample: readonly unknown[]): FeedVersion | null {
  let three = 0;
  let one = 0;
  let services = 0;
  for (const item of sample) {
    if (!isObject(item) || !isLikeService(item)) continue;
    services += 1;
    const text = innerNames(item);
    three += count(item, ONLY_IN_3) + (text.has('addresses') ? 2 : 0) + (text.has('taxonomy_term') ? 2 : 0);
    one +=
      count(item, ONLY_IN_1) * 2 + (text.has('physical_addresses') ? 2 : 0) + (text.has('taxonomy') ? 1 : 0);
    if (typeof item.id === 'string' && UUID.test(item.id)) three += 0.5;
    else one += 0.5;
  }
  if (services === 0 || services * 2 < sample.length) return null;
  return one > three ? '1.0' : '3.0';
}

const isLikeService = (item: Readonly<Record<string, unknown>>): boolean =>
  (typeof item.id === 'string' || typeof item.id === 'number') && count(item, ONLY_SERVICES) >= 1;

const count = (item: Readonly<Record<string, unknown>>, names: readonly string[]): number =>
  Object.keys(item).filter((name) => names.includes(toSnakeCase(name))).length;

/** The names of fields two levels down, where the versions differ most. */
function innerNames(item: Readonly<Record<string, unknown>>): Set<string> {
  const names = new Set<string>();
  for (const list of Object.values(item)) {
    for (const entry of Array.isArray(list) ? list.slice(0, 3) : []) {
      if (!isObject(entry)) continue;
      for (const [name, value] of Object.entries(entry)) {
        names.add(toSnakeCase(name));
        if (isObject(value)) for (const inner of Object.keys(value)) names.add(toSnakeCase(inner));
      }
    }
  }
  return names;
}
