import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { mailFrom, type MailConfig } from './mail.ts';
import { oidcFrom, type OidcConfig } from './oidc.ts';
import { settings, type Settings } from './settings.ts';
import { isSecret } from './shown.ts';

/** What the person who runs this website decided. Null means not set: pages then leave that thing out. */
export interface Config {
  port: number;
  dataFolder: string; // absolute
  databaseFile: string; // absolute
  keys: string | null; // the content of a key file
  keysFile: string | null; // absolute; both null: keys.json in the data folder
  demo: boolean;
  siteUrl: string; // no slash at the end
  name: string;
  placeName: string;
  phone: string | null;
  phoneHours: string | null;
  email: string | null;
  brandColour: string; // #rrggbb
  accentColour: string; // #rrggbb, for shapes only
  logoFile: string | null; // absolute
  tileUrl: string | null;
  tileAttribution: string | null;
  adultSafeguardingPhone: string | null;
  childSafeguardingPhone: string | null;
  housingOutOfHoursPhone: string | null;
  licence: { name: string; url: string | null }; // of the open data
  trustProxy: number; // proxies in front
  allowPrivateSources: boolean; // imports may fetch from private addresses
  jobs: boolean; // background jobs run beside this server
  metricsToken: string | null; // null: no /metrics
  oidc: OidcConfig | null; // another system that signs people in
  mail: MailConfig;
}

/** The example place's own details. Numbers are Ofcom's for drama, so that nobody real is rung. */
const DEMO = {
  placeName: 'Marlbridge',
  phone: '0808 157 0150',
  phoneHours: 'Monday to Friday, 8am to 6pm',
  email: 'hello@frontdoor.example.org',
  adultSafeguardingPhone: '01632 960111',
  childSafeguardingPhone: '01632 960122',
  housingOutOfHoursPhone: '01632 960133',
};

/** Of the open data, unless told otherwise. */
const OPEN_GOVERNMENT_LICENCE = {
  name: 'Open Government Licence v3.0',
  url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
};

/** What stands in for them when there is no example place: nothing, rather than somebody else's number. */
const NOTHING_SET = {
  placeName: 'your area',
  phone: null,
  phoneHours: null,
  email: null,
  adultSafeguardingPhone: null,
  childSafeguardingPhone: null,
  housingOutOfHoursPhone: null,
};

/**
 * Reads the settings from the environment, once, for every process alike. Relative paths are taken from `root`.
 * Throws CannotStart with one sentence naming the first wrong setting, its value and what would do; an unknown
 * FRONT_DOOR_ name is wrong too, because a misspelt setting would otherwise be silently ignored.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, root: string): Config {
  const schema = settings(root);
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      (name === 'PORT' || name.startsWith('FRONT_DOOR_')) && value !== undefined && value.trim() !== ''
        ? [[name, value.trim()]]
        : [],
    ),
  );
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new CannotStart(`${unknown} is not a setting: the settings are ${known.join(', ')}.`);
  }
  const read = schema.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    const name = String(issue?.path[0] ?? 'A setting');
    const value = given[name] ?? '';
    const shown = isSecret(name, value) ? 'what it is' : `"${value}"`;
    throw new CannotStart(`${name} cannot be ${shown}: ${issue?.message ?? 'it cannot be read'}.`);
  }
  if (read.data.FRONT_DOOR_TILE_URL !== undefined && read.data.FRONT_DOOR_TILE_ATTRIBUTION === undefined) {
    throw new CannotStart(
      'FRONT_DOOR_TILE_ATTRIBUTION cannot be left out when FRONT_DOOR_TILE_URL is set: give the credit that the tile server asks for.',
    );
  }
  if (read.data.FRONT_DOOR_LICENCE_URL !== undefined && read.data.FRONT_DOOR_LICENCE === undefined) {
    throw new CannotStart(
      'FRONT_DOOR_LICENCE cannot be left out when FRONT_DOOR_LICENCE_URL is set: give the name of the licence.',
    );
  }
  if (read.data.FRONT_DOOR_KEYS !== undefined && read.data.FRONT_DOOR_KEYS_FILE !== undefined) {
    throw new CannotStart(
      'FRONT_DOOR_KEYS and FRONT_DOOR_KEYS_FILE cannot both be set: give the keys in one place.',
    );
  }
  return toConfig(read.data);
}

function toConfig(read: Settings): Config {
  const fallback = read.FRONT_DOOR_DEMO ? DEMO : NOTHING_SET;
  // The hours of the example place belong to its phone only.
  const hours = read.FRONT_DOOR_PHONE === undefined ? fallback.phoneHours : null;
  return {
    port: read.PORT,
    dataFolder: read.FRONT_DOOR_DATA,
    databaseFile: join(read.FRONT_DOOR_DATA, 'front-door.sqlite'),
    keys: read.FRONT_DOOR_KEYS ?? null,
    keysFile: read.FRONT_DOOR_KEYS_FILE ?? null,
    demo: read.FRONT_DOOR_DEMO,
    siteUrl: read.FRONT_DOOR_SITE_URL ?? `http://localhost:${read.PORT}`,
    name: read.FRONT_DOOR_NAME,
    placeName: read.FRONT_DOOR_PLACE ?? fallback.placeName,
    phone: read.FRONT_DOOR_PHONE ?? fallback.phone,
    phoneHours: read.FRONT_DOOR_PHONE_HOURS ?? hours,
    email: read.FRONT_DOOR_EMAIL ?? fallback.email,
    brandColour: read.FRONT_DOOR_BRAND_COLOUR,
    accentColour: read.FRONT_DOOR_ACCENT_COLOUR,
    logoFile: read.FRONT_DOOR_LOGO ?? null,
    tileUrl: read.FRONT_DOOR_TILE_URL ?? null,
    tileAttribution: read.FRONT_DOOR_TILE_ATTRIBUTION ?? null,
    adultSafeguardingPhone: read.FRONT_DOOR_ADULT_SAFEGUARDING_PHONE ?? fallback.adultSafeguardingPhone,
    childSafeguardingPhone: read.FRONT_DOOR_CHILD_SAFEGUARDING_PHONE ?? fallback.childSafeguardingPhone,
    housingOutOfHoursPhone: read.FRONT_DOOR_HOUSING_PHONE ?? fallback.housingOutOfHoursPhone,
    licence:
      read.FRONT_DOOR_LICENCE === undefined
        ? OPEN_GOVERNMENT_LICENCE
        : { name: read.FRONT_DOOR_LICENCE, url: read.FRONT_DOOR_LICENCE_URL ?? null },
    trustProxy: read.FRONT_DOOR_TRUST_PROXY,
    allowPrivateSources: read.FRONT_DOOR_ALLOW_PRIVATE_SOURCES,
    jobs: read.FRONT_DOOR_JOBS,
    metricsToken: read.FRONT_DOOR_METRICS_TOKEN ?? null,
    oidc: oidcFrom(read),
    mail: mailFrom(read),
  };
}
