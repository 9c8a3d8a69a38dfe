import type { NeedTree } from '#src/features/needs/content.ts';
import { reviewMonthsFor } from '#src/features/reviews/rules.ts';
import type { ServiceStatus } from '#db/vocabulary.ts';
import { paragraphs } from '#src/lib/text.ts';
import { shorten } from '../csv/clean.ts';
import { quote, type Problem } from '../problem.ts';
import { plainService, type OrganisationRecord, type ServiceRecord } from '#src/features/services/record.ts';
import { readAccess } from './parts/access.ts';
import { readAreas, readDocuments, readFundings } from './parts/areas.ts';
import { readCosts } from './parts/costs.ts';
import { readExtension } from './parts/extension.ts';
import { readLanguages } from './parts/languages.ts';
import { readPlaces } from './parts/locations.ts';
import { readOrganisation } from './parts/organisation.ts';
import { readContacts, readPhones } from './parts/phones.ts';
import { readHolidays, readSchedules } from './parts/schedules.ts';
import { readTerms } from './parts/terms.ts';
import { findDeliveries, findJoinings } from './parts/ways.ts';
import { readDay } from './reading/days.ts';
import { readId, type SourceId } from './reading/ids.ts';
import { readAges } from './reading/numbers.ts';
import { isObject, openItem, readParts, readPart, toPart, type Part } from './reading/part.ts';
import { rawText, readEmail, readLine, readText, readWeb } from './reading/text.ts';

const LONGEST_NAME = 200;
const LONGEST_SUMMARY = 200;
const LONGEST_HEADING = 6; // words
const STATUSES: readonly (readonly [RegExp, ServiceStatus])[] = [
  [/^(?:active|live|open|published|current|approved|true|1)$/, 'active'],
  [/^(?:inactive|archived|hidden|draft|pending|unpublished|disabled|false|0)$/, 'inactive'],
  [/^(?:defunct|deleted|closed|ended|expired|permanently closed)$/, 'defunct'],
  [/^(?:temporarily closed|temporarily unavailable|suspended|paused|on hold)$/, 'temporarily closed'],
];

/** One item of a feed after mapping by itself. */
export type MappedItem = { kind: 'draft'; draft: FeedDraft } | { kind: 'failed'; key: string | null }; // null: it has no id either

/** A service whose places are still without coordinates where the feed gave none. */
export interface FeedDraft {
  row: number;
  isOurs: boolean; // from another Front Door: nothing is to be guessed
  organisation: OrganisationRecord;
  standsIn: boolean; // the feed names no organisation: this one is made from the service
  service: ServiceRecord;
}

/** Turns a raw item into a draft and says in `problems` what was fixed or dropped, or why it cannot be used. */
export function mapItem(
  raw: { row: number; value: unknown },
  needs: NeedTree,
  problems: Problem[],
): MappedItem {
  const fail = (record: string, column: string | null, reason: string, key: string | null): MappedItem => {
    problems.push({ row: raw.row, record, column, reason, leftOut: true });
    return { kind: 'failed', key };
  };
  if (!isObject(raw.value)) return fail('', null, 'it is not an object', null);
  const isOurs = isFromFrontDoor(raw.value);
  const glance = toPart(openItem(raw.row, '', isOurs, []), '', raw.value);
  const id = readId(glance, 'id');
  const name = readLine(glance, 'name', LONGEST_NAME);
  const isNamed = name !== null && /[\p{L}\p{N}]/u.test(name);
  if (id === null) return fail(name ?? '', 'id', 'it has no id', null);
  if (!isNamed) return fail(id.key, 'name', 'it has no name', id.key);
  const part = toPart(openItem(raw.row, name, isOurs, problems), '', raw.value);
  readLine(part, 'name', LONGEST_NAME); // now with what there is to say of it
  const { organisation, standsIn } = readOrganisation(part, id, name);
  const mapped = mapService(part, needs, { ...id, organisationKey: organisation.key, name });
  // Other feeds do not say how often a service is checked.
  const service = isOurs ? mapped : { ...mapped, reviewMonths: reviewMonthsFor(mapped, organisation.sector) };
  return { kind: 'draft', draft: { row: raw.row, isOurs, organisation, standsIn, service } };
}

/** Another Front Door names the page of the service in its extension. */
function isFromFrontDoor(value: Readonly<Record<string, unknown>>): boolean {
  const extension = Object.hasOwn(value, 'front_door') ? value.front_door : null;
  return isObject(extension) && typeof extension.page === 'string' && URL.canParse(extension.page);
}

function mapService(
  part: Part,
  needs: NeedTree,
  base: SourceId & { organisationKey: string; name: string },
): ServiceRecord {
  const { isOurs } = part.item;
  const description = readText(part, 'description');
  const places = readPlaces(part);
  const own = readSchedules(part);
  const schedules = isOurs ? own : [...own, ...places.schedules];
  const { contacts, phones, email } = readContacts(part, [...readPhones(part), ...places.phones]);
  const terms = readTerms(part, needs, { name: base.name, description });
  const fundings = readFundings(part);
  const documents = readDocuments(part);
  const extension = isOurs ? readPart(part, 'front_door') : null;
  const sessions = [...schedules, ...places.venues.flatMap((venue) => venue.schedules)];
  return {
    ...plainService(base.key, base.organisationKey, base.name),
    ...(base.id !== undefined && { id: base.id }),
    alternateName: readLine(part, 'alternate_name', LONGEST_NAME),
    description,
    url: readWeb(part, 'url') ?? places.url,
    email: readEmail(part, 'email') ?? email,
    status: readStatus(part),
    interpretationServices: readText(part, 'interpretation_services'),
    applicationProcess: readText(part, 'application_process'),
    waitTime: readText(part, 'wait_time'),
    accreditations: readText(part, 'accreditations'),
    licences: readText(part, 'licenses', 'licences'),
    alert: readText(part, 'alert'),
    assuredOn: readDay(part, 'assured_date'),
    assurerEmail: readEmail(part, 'assurer_email'),
    ...readWhoFor(part),
    ...readCosts(part),
    needs: terms.needs,
    locations: places.venues,
    schedules,
    areas: readAreas(part),
    phones,
    contacts,
    languages: readLanguages(part),
    access: readAccess(part),
    ...(extension === null
      ? {
          summary: summaryOf(description),
          whatToBring: documents.flatMap((item) => item.document ?? []).join('\n\n') || null,
          deliveries: findDeliveries(part, places, sessions),
          joinings: findJoinings(part),
          audiences: terms.audiences,
          closures: [...readHolidays(part), ...places.closures],
        }
      : readExtension(extension)),
    ...(terms.terms.length > 0 && { terms: terms.terms }),
    ...(fundings.length > 0 && { fundings }),
    ...(documents.length > 0 && { documents }),
  };
}

/** The beginning of a description, past headings such as "About us". */
function summaryOf(description: string | null): string | null {
  const pieces = paragraphs(description ?? '');
  const first = pieces.findIndex(
    (piece) => piece.split(' ').length > LONGEST_HEADING || /[.!?]$/.test(piece),
  );
  return shorten(pieces.slice(Math.max(first, 0)).join(' '), LONGEST_SUMMARY) || null;
}

function readStatus(part: Part): ServiceStatus {
  const value = part.fields.get('status');
  if (typeof value === 'boolean') return value ? 'active' : 'inactive';
  const raw = rawText(part, 'status');
  if (raw === null) return 'active';
  const word = raw.value
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  const status = STATUSES.find(([pattern]) => pattern.test(word))?.[1];
  if (status === undefined)
    part.item.note(raw.column, `${quote(raw.value)} is not a status we know, read as active`);
  return status ?? 'active';
}

/** 1.0 had a list of groups, each with its ages and a name. */
function readWhoFor(part: Part): Pick<ServiceRecord, 'minimumAge' | 'maximumAge' | 'eligibilityDescription'> {
  const ages = readAges(part);
  const groups = readParts(part, ['eligibilitys', 'eligibilities'], 'eligibility');
  const words = groups.flatMap((group) => readLine(group, ['eligibility', 'name', 'description'], 300) ?? []);
  const eligibilityDescription = readText(part, 'eligibility_description') ?? (words.join(', ') || null);
  if (groups.length === 0 || ages.minimumAge !== null || ages.maximumAge !== null)
    return { ...ages, eligibilityDescription };
  return { ...widest(groups.map(readAges)), eligibilityDescription };
}

/** The ages of several groups together: a group without an end has everybody on that side. */
function widest(groups: readonly ReturnType<typeof readAges>[]): ReturnType<typeof readAges> {
  const aged = groups.filter((group) => group.minimumAge !== null || group.maximumAge !== null);
  const least = aged.map((group) => group.minimumAge);
  const most = aged.map((group) => group.maximumAge);
  return {
    minimumAge: least.length === 0 || least.includes(null) ? null : Math.min(...least.map(Number)),
    maximumAge: most.length === 0 || most.includes(null) ? null : Math.max(...most.map(Number)),
  };
}
