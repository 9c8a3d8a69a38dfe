/** What a feed must keep to beyond the official schemas, which let nearly any text pass. */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const ADDRESS = /^https?:\/\/[^\s/]+/;
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/;
const WEEKLY_DAYS = /^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$/;
const MONTHLY_DAYS = /^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$/;
const MONTH_DAYS = /^-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01]))*$/;

type Check = (value: unknown, owner: Readonly<Record<string, unknown>>) => boolean;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const isDay: Check = (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
};
const within =
  (most: number): Check =>
  (value) =>
    typeof value === 'number' && Math.abs(value) <= most;

/** What the field of a name must look like, wherever it stands. */
const CHECKS: Readonly<Record<string, Check>> = {
  id: matches(UUID),
  organization_id: matches(UUID),
  service_id: matches(UUID),
  location_id: matches(UUID),
  link_id: matches(UUID),
  taxonomy_term_id: matches(UUID),
  taxonomy_id: matches(UUID),
  parent_id: matches(UUID),
  parent_organization_id: matches(UUID),
  opens_at: matches(CLOCK),
  closes_at: matches(CLOCK),
  valid_from: isDay,
  valid_to: isDay,
  dtstart: isDay,
  starts_on: isDay,
  ends_on: isDay,
  assured_date: isDay,
  capacity_updated_on: isDay,
  paused_until: isDay,
  checked_on: isDay,
  last_modified: matches(INSTANT),
  latitude: within(90),
  longitude: within(180),
  byday: (value, { freq }) => matches(freq === 'MONTHLY' ? MONTHLY_DAYS : WEEKLY_DAYS)(value, {}),
  bymonthday: matches(MONTH_DAYS),
  interval: (value) => Number.isInteger(value) && Number(value) >= 1,
  postal_code: (value, { country }) => country !== 'GB' || matches(POSTCODE)(value, {}),
  country: matches(/^[A-Z]{2}$/),
  url: matches(ADDRESS),
  website: matches(ADDRESS),
  logo: matches(ADDRESS),
  page: matches(ADDRESS),
  schedule_link: matches(ADDRESS),
  term_uri: matches(/^(https?:\/\/|urn:)\S+$/),
  minimum_age: (value) => typeof value === 'number' && value >= 0,
  maximum_age: (value) => typeof value === 'number' && value >= 0,
  amount: (value) => typeof value === 'number' && value >= 0,
};

/** Names that a feed of ours never holds: private, or of our tables and not of the standard. */
const NEVER =
  /^(assurer_email|visibility|confidential|source_id|source_hash|source_record_id|slug|version_.*)$/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Everything wrong with a published thing, each with its place: empty fields, and values that break their grammar. */
export function feedFaults(value: unknown, path = ''): string[] {
  if (value === null || value === undefined) return [`${path} is ${String(value)}`];
  if (typeof value === 'string') return value.trim() === '' ? [`${path} is blank`] : [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${path} is an empty list`];
    return value.flatMap((item, index) => feedFaults(item, `${path}/${index}`));
  }
  if (!isObject(value)) return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return [`${path} is an empty object`];
  return entries.flatMap(([name, field]) => {
    const place = `${path}/${name}`;
    const isWrong = CHECKS[name] !== undefined && !CHECKS[name](field, value);
    return [
      ...(isWrong ? [`${place} is ${JSON.stringify(field)}`] : []),
      ...(NEVER.test(name) ? [`${place} is never published`] : []),
      ...feedFaults(field, place),
    ];
  });
}

/** Ids that stand for two things within one; a taxonomy named by several of its terms is one thing. */
export function repeatedIds(value: unknown): string[] {
  const seen = new Map<string, string>();
  const repeated: string[] = [];
  const walk = (part: unknown, path: string): void => {
    if (Array.isArray(part)) part.forEach((item, index) => walk(item, `${path}/${index}`));
    if (!isObject(part)) return;
    if (typeof part.id === 'string' && !path.endsWith('/taxonomy_detail')) {
      const first = seen.get(part.id);
      if (first !== undefined) repeated.push(`${path} has the id of ${first || '/'}`);
      seen.set(part.id, path);
    }
    for (const [name, field] of Object.entries(part)) walk(field, `${path}/${name}`);
  };
  walk(value, '');
  return repeated;
}
