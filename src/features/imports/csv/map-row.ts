import type { NeedTree } from '#src/features/needs/content.ts';
import { suggestNeeds } from '#src/features/needs/rules.ts';
import { reviewMonthsFor } from '#src/features/reviews/rules.ts';
import type { SessionRule } from '#src/features/schedules/rules.ts';
import { fold } from '#src/lib/text.ts';
import { quote, type Problem } from '../problem.ts';
import { plainOrganisation, plainService } from '#src/features/services/record.ts';
import type { NeedRecord, OrganisationRecord, ServiceRecord } from '#src/features/services/record.ts';
import { choose, columnIn, fillLine, fillText, holds, type Cells } from './cells.ts';
import { shorten, toEmail, toPhones, toWebAddress } from './clean.ts';
import { mapHours } from './hours.ts';
import { mapPlace, type DraftPlace } from './map-place.ts';
import type { MappedText, Mapping } from './mapping.ts';

const LONGEST_SUMMARY = 200;
const OLDEST_AGE = 120;

/** A row as far as it can be known by itself; towns, shared places and missing points are settled over all rows. */
export interface Draft {
  row: number;
  organisation: OrganisationRecord;
  isApart: boolean; // the same name at another place is another organisation
  service: ServiceRecord;
  place: DraftPlace | null;
  schedules: SessionRule[];
}

/** A row left out on purpose, or because something is wrong with it. Its id, if it has one, is still in the source. */
export type MappedRow =
  { kind: 'draft'; draft: Draft } | { kind: 'skipped'; key: string } | { kind: 'failed'; key: string };

/** Turns a row into a draft, and says in `problems` what was dropped or why the row cannot be used. */
export function mapRow(mapping: Mapping, needs: NeedTree, cells: Cells, problems: Problem[]): MappedRow {
  const key = mapping.id.map((column) => cells.raw(column)).join('|');
  if (mapping.skip.some((rule) => holds(rule.when, cells))) return { kind: 'skipped', key };
  const fail = (column: string | null, reason: string): MappedRow => {
    problems.push({ row: cells.row, column, reason, leftOut: true });
    return { kind: 'failed', key };
  };
  if (key.replaceAll('|', '') === '') return fail(mapping.id.join(', '), 'it has no id');
  const name = fillLine(mapping.service.name, cells);
  if (!/[\p{L}\p{N}]/u.test(name)) return fail(columnIn(mapping.service.name), 'it has no name');
  const organisation = mapOrganisation(mapping, cells, problems);
  if (organisation === null) return fail(columnIn(mapping.organisation.name), 'it has no organisation');
  const mapped = mapService(mapping, needs, cells, problems, {
    key,
    organisationKey: organisation.key,
    name,
  });
  const reviewMonths = mapping.service.review_months ?? reviewMonthsFor(mapped, organisation.sector);
  const service = { ...mapped, reviewMonths };
  const schedules = mapHours(mapping, cells, problems);
  const isApart = mapping.organisation.apart !== undefined && holds(mapping.organisation.apart, cells);
  return {
    kind: 'draft',
    draft: {
      row: cells.row,
      organisation,
      isApart,
      service,
      place: mapPlace(mapping, cells, problems),
      schedules,
    },
  };
}

function mapOrganisation(mapping: Mapping, cells: Cells, problems: Problem[]): OrganisationRecord | null {
  const name = fillLine(mapping.organisation.name, cells);
  const key = fold(name);
  if (key === '') return null;
  const [sector = 'community'] = choose(mapping.organisation.sector, cells);
  return {
    ...plainOrganisation(key, shorten(name, 200), sector),
    description: fillText(mapping.organisation.description, cells) || name,
    email: readAs(mapping.organisation.email, cells, problems, 'an email address', toEmail),
    website: readAs(mapping.organisation.website, cells, problems, 'a web address', toWebAddress),
    phones: mapPhones(mapping.organisation.phone, cells, problems),
  };
}

function mapService(
  mapping: Mapping,
  needs: NeedTree,
  cells: Cells,
  problems: Problem[],
  base: { key: string; organisationKey: string; name: string },
): ServiceRecord {
  const { service } = mapping;
  const orNull = (text: MappedText | undefined): string | null => fillText(text, cells) || null;
  const description = orNull(service.description);
  const [status = 'active'] = choose(service.status, cells);
  return {
    ...plainService(base.key, base.organisationKey, shorten(base.name, 200)),
    summary: shorten(fillLine(service.summary, cells) || (description ?? ''), LONGEST_SUMMARY) || null,
    description,
    url: readAs(service.url, cells, problems, 'a web address', toWebAddress),
    email: readAs(service.email, cells, problems, 'an email address', toEmail),
    status,
    applicationProcess: orNull(service.how_to_join),
    feesDescription: orNull(service.fees),
    eligibilityDescription: orNull(service.who_for),
    notForDescription: orNull(service.not_for),
    alert: orNull(service.alert),
    minimumAge: readAs(service.minimum_age, cells, problems, 'an age in years', toAge),
    maximumAge: readAs(service.maximum_age, cells, problems, 'an age in years', toAge),
    assuredOn: service.assured_on ?? null,
    assuredBy: service.assured_by ?? null,
    needs: mapNeeds(mapping, needs, cells),
    deliveries: choose(service.delivery, cells),
    joinings: choose(service.joining, cells),
    audiences: choose(service.audiences, cells),
    areas: service.areas.flatMap((area) => {
      const name = fillLine(area, cells);
      return name === '' ? [] : [{ name, uri: null }];
    }),
    phones: mapPhones(service.phone, cells, problems),
    costOptions: service.cost === 'free' ? [{ option: null, amount: 0, amountDescription: null }] : [],
  };
}

/** Fixed needs were chosen by a person, in the mapping; the rest is suggested by the row's words. */
function mapNeeds(mapping: Mapping, tree: NeedTree, cells: Cells): NeedRecord[] {
  const fixed = choose(mapping.needs.fixed, cells);
  const { suggest } = mapping.needs;
  if (suggest === undefined) return fixed.map((slug) => ({ slug, suggested: false }));
  const telling = (text: string): string =>
    suggest.ignore === undefined ? text : text.replace(suggest.ignore, ' ');
  const words = {
    name: telling(fillLine(suggest.name, cells)),
    description: telling(fillText(suggest.text, cells)) || null,
  };
  const found = suggestNeeds(tree, words, suggest.limit + fixed.length).filter(
    (slug) => !fixed.includes(slug),
  );
  return [
    ...fixed.map((slug) => ({ slug, suggested: false })),
    ...found.slice(0, suggest.limit).map((slug) => ({ slug, suggested: true })),
  ];
}

function mapPhones(text: MappedText | undefined, cells: Cells, problems: Problem[]): ServiceRecord['phones'] {
  const typed = fillLine(text, cells);
  const phones = toPhones(typed).map((phone) => ({ ...phone, type: 'voice' as const }));
  if (typed !== '' && phones.length === 0) {
    problems.push({
      row: cells.row,
      column: columnIn(text),
      reason: `${quote(typed)} is not a phone number, left empty`,
      leftOut: false,
    });
  }
  return phones;
}

function readAs<Value>(
  text: MappedText | undefined,
  cells: Cells,
  problems: Problem[],
  what: string,
  read: (typed: string) => Value | null,
): Value | null {
  const typed = fillLine(text, cells);
  if (typed === '') return null;
  const value = read(typed);
  if (value === null) {
    problems.push({
      row: cells.row,
      column: columnIn(text),
      reason: `${quote(typed)} is not ${what}, left empty`,
      leftOut: false,
    });
  }
  return value;
}

function toAge(typed: string): number | null {
  const age = Number(typed.replace(/\s*(years?|yrs?)(\s+old)?$/i, '').replace(/\+$/, ''));
  return Number.isInteger(age) && age >= 0 && age <= OLDEST_AGE ? age : null;
}
