import { z } from 'zod';
import {
  ACCESS_FEATURES,
  AUDIENCES,
  CAPACITIES,
  DELIVERIES,
  JOININGS,
  SECTORS,
  WEEKDAYS,
} from '../vocabulary.ts';

/**
 * The shape of the demo place's files, `db/demo/*.yaml`. Every date is relative to the day the database is
 * filled, so the demo place never ages. Strict: a misspelt key is an error with its path.
 */

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 14:30');
const days = z.number().int();
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const demoEmail = z.string().regex(/^[a-z0-9.-]+@([a-z0-9-]+\.)*example\.org$/, 'an address at example.org');
const demoUrl = z
  .string()
  .regex(/^https:\/\/([a-z0-9-]+\.)*example\.org(\/[a-z0-9/-]*)?$/, 'an address at example.org');

/**
 * Ofcom's numbers for drama (01632 960xxx, 07700 900xxx, 0808 157 0xxx, 03069 990xxx), so that no demo listing
 * rings a real person; source: Ofcom, "Telephone numbers for use in TV and radio drama programmes".
 */
const demoPhone = z.string().regex(/^(01632 960\d{3}|07700 900\d{3}|0808 157 0\d{3}|03069 990\d{3})$/);

/** One recurring session. Weekly unless `week_of_month` is given: 2 is "second", -1 is "last". */
const Schedule = z.strictObject({
  days: z.array(z.enum(WEEKDAYS)).min(1),
  opens: time,
  closes: time,
  every_weeks: z.number().int().min(1).max(8).default(1),
  week_of_month: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(-1)]).optional(),
  from_days: days.optional(),
  until_days: days.optional(),
  term_time_only: z.boolean().default(false),
  open_on_bank_holidays: z.boolean().default(false),
  note: z.string().optional(),
});

/** Where a service happens. `confidential` venues are shown by `area` only, to everybody. */
const Venue = z.strictObject({
  name: z.string(),
  address_1: z.string(),
  city: z.string(),
  postcode: z.string(),
  confidential: z.boolean().default(false),
  area: z.string().optional(),
  access: z.array(z.enum(ACCESS_FEATURES)).default([]),
  access_note: z.string().optional(),
  directions: z.string().optional(),
  transport: z.string().optional(),
  schedules: z.array(Schedule).default([]),
});

const Service = z.strictObject({
  key: slug,
  name: z.string().max(90),
  summary: z.string().max(200),
  description: z.string(),
  needs: z.array(slug).min(1).max(6),
  audiences: z.array(z.enum(AUDIENCES)).default([]),
  who_for: z.string(),
  not_for: z.string().optional(),
  minimum_age: z.number().int().optional(),
  maximum_age: z.number().int().optional(),
  delivery: z.array(z.enum(DELIVERIES)).min(1),
  joining: z.array(z.enum(JOININGS)).min(1),
  how_to_join: z.string(),
  cost: z.union([
    z.literal('free'),
    z
      .array(
        z.strictObject({ amount: z.number().optional(), option: z.string(), note: z.string().optional() }),
      )
      .min(1),
  ]),
  fees_note: z.string().optional(),
  venues: z.array(Venue).default([]),
  schedules: z.array(Schedule).default([]),
  closures: z.array(z.strictObject({ from_days: days, until_days: days, reason: z.string() })).default([]),
  areas: z.array(z.string()).default([]),
  languages: z
    .array(z.strictObject({ name: z.string(), code: z.string(), note: z.string().optional() }))
    .default([]),
  interpreters: z.string().optional(),
  access: z.array(z.enum(ACCESS_FEATURES)).default([]),
  bsl_video: demoUrl.optional(),
  /** The organisation's own easy-read text: each idea is the picture, then the words. */
  easy_read: z
    .strictObject({
      ideas: z.array(z.record(slug, z.string()).refine((idea) => Object.keys(idea).length === 1)).min(1),
      tested_by: z.string().optional(),
    })
    .optional(),
  texts: z
    .array(
      z.strictObject({
        language: z.string().regex(/^[a-z]{2,3}$/),
        name: z.string().optional(),
        summary: z.string().optional(),
        description: z.string().optional(),
        who_for: z.string().optional(),
        how_to_join: z.string().optional(),
      }),
    )
    .default([]),
  capacity: z
    .strictObject({
      is: z.enum(CAPACITIES),
      weeks: z.number().int().optional(),
      paused_for_days: days.optional(),
      updated_days_ago: z.number().int().min(0),
    })
    .optional(),
  phone: z
    .union([demoPhone, z.array(z.strictObject({ number: demoPhone, description: z.string() })).min(1)])
    .optional(),
  email: demoEmail.optional(),
  url: demoUrl.optional(),
  first_visit: z.string().optional(),
  what_to_bring: z.string().optional(),
  accreditations: z.string().optional(),
  alert: z.string().optional(),
  starts_in_days: days.optional(),
  ends_in_days: days.optional(),
  checked_days_ago: z.number().int().min(0),
  checked_by: z.string().optional(),
  review_months: z.union([z.literal(3), z.literal(6), z.literal(12)]).default(6),
});

const Organisation = z.strictObject({
  key: slug,
  name: z.string(),
  alternate_name: z.string().optional(),
  sector: z.enum(SECTORS),
  description: z.string(),
  email: demoEmail.optional(),
  website: demoUrl.optional(),
  phone: demoPhone.optional(),
  checked_note: z.string().optional(),
  checked_days_ago: z.number().int().optional(),
  services: z.array(Service).min(1),
});

export const DemoFile = z.strictObject({ organisations: z.array(Organisation).min(1) });
export type DemoFile = z.infer<typeof DemoFile>;
export type DemoOrganisation = z.infer<typeof Organisation>;
export type DemoService = z.infer<typeof Service>;
export type DemoSchedule = z.infer<typeof Schedule>;

/** The towns and villages of the demo place with the postcodes that exist in each. */
export const DemoGazetteer = z.strictObject({
  district: z.string(),
  county: z.string(),
  places: z
    .array(
      z.strictObject({
        name: z.string(),
        kind: z.enum(['town', 'village', 'suburb', 'hamlet']),
        latitude: z.number(),
        longitude: z.number(),
        /** Postcode, latitude and longitude in one string: "MB1 1ZS 52.44012 -2.95321". */
        postcodes: z.array(z.string().regex(/^MB\d \d[A-Z]{2} 5\d\.\d{5} -\d\.\d{5}$/)).min(1),
      }),
    )
    .min(1),
});
export type DemoGazetteer = z.infer<typeof DemoGazetteer>;
