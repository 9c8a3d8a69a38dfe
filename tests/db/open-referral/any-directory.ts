import fc from 'fast-check';
import { AUDIENCES, CAPACITIES, DELIVERIES, JOININGS } from '#db/vocabulary.ts';
import {
  plainService,
  type LocationRecord,
  type OrganisationRecord,
  type ServiceRecord,
  type ServiceTextRecord,
  type TermRecord,
} from '#src/features/services/record.ts';
import { SETTING } from '../../support/open-referral/whole-feed.ts';
import {
  access,
  day,
  days,
  email,
  few,
  location,
  maybe,
  name,
  optional,
  organisation,
  phone,
  schedule,
  someOf,
  text,
  uuid,
  web,
} from './any-parts.ts';

const needs = fc
  .uniqueArray(fc.constantFrom(...[...SETTING.needs.bySlug.keys()].slice(0, 12)), { maxLength: 4 })
  .chain((slugs) => fc.tuple(...slugs.map((slug) => fc.boolean().map((suggested) => ({ slug, suggested })))));

const taxonomy = fc.record({
  id: uuid,
  name: text,
  description: text,
  uri: maybe(web),
  version: maybe(text),
});
const term = (taxonomies: readonly TermRecord['taxonomy'][]): fc.Arbitrary<TermRecord> =>
  fc.record({
    linkType: maybe(fc.constantFrom('service_type', 'eligibility')),
    id: uuid,
    code: maybe(text),
    name,
    description: text,
    uri: maybe(web),
    taxonomy: fc.constantFrom(...taxonomies),
  });

const easyRead = fc.record({
  ideas: fc.array(fc.record({ picture: fc.constantFrom('home', 'hot-drink'), words: text }), {
    minLength: 1,
    maxLength: 4,
  }),
  testedBy: maybe(text),
});
/** One a language, in the order that they are read in. */
const texts: fc.Arbitrary<ServiceTextRecord[]> = fc
  .uniqueArray(
    fc.record({
      language: fc.constantFrom('ar', 'cy', 'pl', 'ur', 'ckb'),
      name: maybe(text),
      summary: maybe(fc.oneof(text, fc.constantFrom('تنہائی محسوس کرتے ہیں؟', 'Zażółć gęślą jaźń'))),
      description: maybe(text),
      eligibilityDescription: maybe(text),
      applicationProcess: maybe(text),
    }),
    { selector: ({ language }) => language, maxLength: 3 },
  )
  .map((all) => all.sort((a, b) => (a.language < b.language ? -1 : 1)));

interface Shared {
  organisations: OrganisationRecord[];
  locations: LocationRecord[];
  terms: TermRecord[];
}

const service = ({ organisations, locations, terms }: Shared): fc.Arbitrary<ServiceRecord> =>
  fc
    .tuple(
      fc.record({
        id: fc.option(uuid, { nil: undefined }),
        organisationKey: fc.constantFrom(...organisations.map((item) => item.key)),
        name,
        alternateName: maybe(text),
        summary: maybe(text),
        description: maybe(text),
        url: maybe(web),
        email: maybe(email),
        status: fc.constantFrom('active', 'active', 'temporarily closed', 'inactive'),
        interpretationServices: maybe(text),
        applicationProcess: maybe(text),
        feesDescription: maybe(text),
        waitTime: maybe(text),
        accreditations: maybe(text),
        licences: maybe(text),
        eligibilityDescription: maybe(text),
        notForDescription: maybe(text),
        firstVisitNote: maybe(text),
        whatToBring: maybe(text),
        alert: maybe(text),
        capacity: fc.constantFrom(...CAPACITIES),
      }),
      fc.record({
        ages: fc.constantFrom([null, null], [0, 5], [18, null], [null, 0], [16, 25.5]),
        capacityUpdatedOn: maybe(day),
        waitingWeeks: maybe(fc.constantFrom(0, 6)),
        pausedUntil: maybe(day),
        validity: maybe(days),
        assuredOn: maybe(day),
        assuredBy: maybe(text),
        assurerEmail: maybe(email),
        reviewMonths: fc.constantFrom(3, 6, 12),
        needs,
        deliveries: someOf(DELIVERIES),
        joinings: someOf(JOININGS),
        audiences: someOf(AUDIENCES),
        schedules: few(schedule),
        closures: few(
          fc
            .tuple(days, maybe(text))
            .map(([[startsOn = '', endsOn = ''], reason]) => ({ startsOn, endsOn, reason })),
        ),
        areas: few(
          fc
            .tuple(
              fc.record({ name: text, uri: maybe(web) }),
              optional({ extent: text, extentType: fc.constant('text') }),
            )
            .map(([own, more]) => ({ ...own, ...more })),
        ),
        phones: few(phone),
        contacts: few(
          fc
            .tuple(
              fc.record({ name: maybe(text), title: maybe(text), email: maybe(email), phones: few(phone) }),
              optional({ department: text }),
            )
            .map(([own, more]) => ({ ...own, ...more })),
        ),
        costOptions: few(
          fc
            .tuple(
              fc.record({
                option: maybe(text),
                amount: maybe(fc.constantFrom(0, 3.5, 1200)),
                amountDescription: maybe(text),
              }),
              optional({ validFrom: day, validTo: day }),
            )
            .map(([own, more]) => ({ ...own, ...more })),
        ),
        languages: few(
          fc.record({ name: text, code: maybe(fc.constantFrom('cy', 'bfi')), note: maybe(text) }),
        ),
        access: few(access),
        terms: fc.uniqueArray(fc.constantFrom(...terms), { maxLength: 2 }),
        fundings: few(text),
        documents: few(fc.record({ document: maybe(text), uri: maybe(web) })),
        bslVideoUrl: maybe(fc.constant('https://video.example.org/bsl')),
        easyRead: maybe(easyRead),
        texts,
        venues: fc.uniqueArray(
          fc.record({
            location: fc.constantFrom(...locations),
            description: maybe(text),
            schedules: few(schedule),
          }),
          { selector: (venue) => venue.location.key, maxLength: 3 },
        ),
      }),
    )
    .map(([{ id, ...words }, { ages, validity, venues, ...parts }]) => ({
      ...plainService('', words.organisationKey, words.name),
      ...words,
      ...parts,
      ...(id !== undefined && { id }),
      minimumAge: ages[0] ?? null,
      maximumAge: ages[1] ?? null,
      validFrom: validity?.[0] ?? null,
      validTo: validity?.[1] ?? null,
      locations: venues,
    }));

const keyed = <T extends object>(records: T[], letter: string): (T & { key: string })[] =>
  records.map((record, index) => ({ ...record, key: `${letter}${index}` }));

/** Some terms are below another one of the list. */
const withParents = (terms: readonly TermRecord[]): fc.Arbitrary<TermRecord[]> =>
  fc.tuple(
    ...terms.map((item, index) => {
      const parent = terms[index + 1];
      return parent === undefined
        ? fc.constant(item)
        : fc.boolean().map((isBelow) => (isBelow ? { ...item, parentId: parent.id } : item));
    }),
  );

export interface MadeDirectory {
  organisations: OrganisationRecord[];
  services: ServiceRecord[];
  hidden: string[]; // keys of services that only staff may see
}

/** Whole directories, as imports and editors can write them. */
export const anyDirectory: fc.Arbitrary<MadeDirectory> = fc
  .record({
    organisations: fc.array(organisation, { minLength: 1, maxLength: 3 }).map((list) => keyed(list, 'o')),
    locations: fc.array(location, { minLength: 1, maxLength: 4 }).map((list) => keyed(list, 'l')),
    terms: fc
      .array(taxonomy, { minLength: 1, maxLength: 2 })
      .chain((taxonomies) => fc.array(term(taxonomies), { minLength: 1, maxLength: 3 }))
      .chain(withParents),
  })
  .chain((shared) =>
    fc.record({
      organisations: fc.constant(shared.organisations),
      services: fc.array(service(shared), { minLength: 1, maxLength: 8 }).map((list) => keyed(list, 's')),
      hidden: fc.subarray(['s0', 's3', 's5'], { maxLength: 1 }),
    }),
  );
