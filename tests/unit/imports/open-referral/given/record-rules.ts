import { z } from 'zod';
import {
  ACCESS_FEATURES,
  AUDIENCES,
  CAPACITIES,
  DELIVERIES,
  JOININGS,
  PHONE_TYPES,
  SECTORS,
  SERVICE_STATUSES,
} from '#db/vocabulary.ts';
import { isDay } from '#src/lib/dates.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';

/** What every record must be, whatever the feed said: what the tables, the pages and the feed take for granted. */
const isClean = (text: string): boolean =>
  text.trim() !== '' && text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
const text = z.string().max(20_001).refine(isClean, 'unclean text');
const words = text.nullable();
const key = text.max(600);
const name = text.refine((value) => /[\p{L}\p{N}]/u.test(value), 'no letter in a name');
const uuid = z.string().regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
const day = z.string().refine(isDay, 'no day').nullable();
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .nullable();
const web = z
  .string()
  .refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), 'no web address')
  .nullable();
const email = z.email().nullable();
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .nullable();
const BYDAY = /^[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)(,[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU))*$/;
const DATES = /^-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01]))*$/;

const inOrder = (from: string | null, to: string | null): boolean =>
  from === null || to === null || from <= to;

const Session = z
  .strictObject({
    validFrom: day,
    validTo: day,
    dtstart: day,
    freq: z.enum(['WEEKLY', 'MONTHLY']).nullable(),
    interval: z
      .int()
      .min(1)
      .max(60 * 3),
    byday: z.string().regex(BYDAY).nullable(),
    bymonthday: z.string().regex(DATES).nullable(),
    opensAt: time,
    closesAt: time,
    termTimeOnly: z.boolean(),
    openOnBankHolidays: z.boolean(),
    notes: words,
    description: text.optional(),
    attendingType: text.optional(),
    scheduleLink: web.unwrap().optional(),
  })
  .refine((rule) => rule.opensAt === null || rule.closesAt === null || rule.opensAt < rule.closesAt, 'times')
  .refine((rule) => inOrder(rule.validFrom, rule.validTo), 'dates');

const Phone = z.strictObject({
  number: text.max(60).regex(/\d/),
  type: z.enum(PHONE_TYPES),
  description: words,
  extension: text.optional(),
});

const Access = z.strictObject({
  feature: z.enum(ACCESS_FEATURES).nullable(),
  description: words,
  details: text.optional(),
  url: web.unwrap().optional(),
});

const LocationType = z.enum(['physical', 'postal', 'virtual']);
const line = z.string().refine((value) => value === '' || isClean(value), 'unclean line');
const Location = z
  .strictObject({
    id: uuid.optional(),
    key,
    name: words,
    description: words,
    directions: words,
    transportation: words,
    latitude: z.number().min(-90).max(90).nullable(),
    longitude: z.number().min(-180).max(180).nullable(),
    externalIdentifier: words,
    externalIdentifierType: words,
    confidential: z.literal(false),
    areaName: words,
    access: z.array(Access),
    type: LocationType.optional(),
    alternateName: text.optional(),
    url: web.unwrap().optional(),
    address: z
      .strictObject({
        address1: line,
        address2: words,
        city: line,
        region: words,
        county: line,
        postcode: z
          .string()
          .refine((value) => value === '' || normalisePostcode(value) === value, 'postcode'),
        type: LocationType.optional(),
        attention: text.optional(),
        country: z
          .string()
          .regex(/^[A-Z]{2}$/)
          .optional(),
      })
      .nullable(),
  })
  .refine((place) => (place.latitude === null) === (place.longitude === null), 'half a point');

/** Points of other directories are in the United Kingdom; another Front Door's are as they were there. */
export const isInUk = (point: { latitude: number | null; longitude: number | null }): boolean =>
  point.latitude === null ||
  point.longitude === null ||
  (point.latitude > 49.7 && point.latitude < 61 && point.longitude > -8.8 && point.longitude < 1.9);

export const Organisation = z.strictObject({
  id: uuid.optional(),
  key,
  slug,
  name,
  alternateName: words,
  description: text,
  email,
  website: web,
  logoUrl: web,
  sector: z.enum(SECTORS),
  legalStatus: words,
  yearIncorporated: z.int().nullable(),
  checkedNote: words,
  checkedOn: day,
  identifiers: z.array(z.strictObject({ scheme: words, type: text, identifier: text })),
  phones: z.array(Phone),
});

const age = z.number().min(0).max(120).nullable();

export const Service = z
  .strictObject({
    id: uuid.optional(),
    key,
    slug,
    organisationKey: key,
    name,
    alternateName: words,
    summary: words,
    description: words,
    url: web,
    email,
    status: z.enum(SERVICE_STATUSES),
    interpretationServices: words,
    applicationProcess: words,
    feesDescription: words,
    waitTime: words,
    accreditations: words,
    licences: words,
    eligibilityDescription: words,
    notForDescription: words,
    minimumAge: age,
    maximumAge: age,
    firstVisitNote: words,
    whatToBring: words,
    alert: words,
    capacity: z.enum(CAPACITIES),
    waitingWeeks: z.int().min(0).nullable(),
    pausedUntil: day,
    capacityUpdatedOn: day,
    validFrom: day,
    validTo: day,
    assuredOn: day,
    assuredBy: words,
    assurerEmail: email,
    reviewMonths: z.literal([3, 6, 12]),
    needs: z.array(z.strictObject({ slug: text, suggested: z.boolean() })),
    deliveries: z.array(z.enum(DELIVERIES)),
    joinings: z.array(z.enum(JOININGS)),
    audiences: z.array(z.enum(AUDIENCES)),
    locations: z.array(
      z.strictObject({ location: Location, description: words, schedules: z.array(Session) }),
    ),
    schedules: z.array(Session),
    closures: z.array(
      z
        .strictObject({ startsOn: day.unwrap(), endsOn: day.unwrap(), reason: words })
        .refine((closed) => closed.startsOn <= closed.endsOn, 'closed days'),
    ),
    areas: z.array(
      z.strictObject({ name: text, uri: web, extent: text.optional(), extentType: text.optional() }),
    ),
    phones: z.array(Phone),
    contacts: z.array(
      z.strictObject({
        name: words,
        title: words,
        email,
        phones: z.array(Phone),
        department: text.optional(),
      }),
    ),
    costOptions: z.array(
      z.strictObject({
        option: words,
        amount: z.number().min(0).nullable(),
        amountDescription: words,
        validFrom: day.unwrap().optional(),
        validTo: day.unwrap().optional(),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .optional(),
      }),
    ),
    languages: z.array(z.strictObject({ name: text, code: words, note: words })),
    access: z.array(Access),
    fundings: z.array(text).min(1).optional(),
    documents: z
      .array(z.strictObject({ document: words, uri: web }))
      .min(1)
      .optional(),
    bslVideoUrl: z.url({ protocol: /^https$/ }).optional(),
    easyRead: z
      .strictObject({ ideas: z.array(z.strictObject({ picture: text, words: text })), testedBy: words })
      .refine(({ ideas, testedBy }) => ideas.length > 0 || testedBy !== null, 'easy read of nothing')
      .optional(),
    texts: z
      .array(
        z.strictObject({
          language: z.string().regex(/^[a-z]{2,3}$/),
          name: words,
          summary: words,
          description: words,
          eligibilityDescription: words,
          applicationProcess: words,
        }),
      )
      .min(1)
      .refine((all) => new Set(all.map(({ language }) => language)).size === all.length, 'twice')
      .optional(),
    terms: z
      .array(
        z.strictObject({
          linkType: words,
          id: uuid,
          code: words,
          name: text,
          description: text,
          uri: web,
          parentId: uuid.optional(),
          taxonomy: z.strictObject({ id: uuid, name: text, description: text, uri: web, version: words }),
        }),
      )
      .min(1)
      .optional(),
  })
  .refine((service) => (service.minimumAge ?? 0) <= (service.maximumAge ?? 120), 'ages')
  .refine((service) => inOrder(service.validFrom, service.validTo), 'dates');
