import { AUDIENCES, CAPACITIES, DELIVERIES, JOININGS, SECTORS } from '#db/vocabulary.ts';
import { day, integer, listOf, number, object, oneOf, text, uri, type Schema } from './schema.ts';

/** What we know beyond the standards: always under `front_door`. */
export const extensionComponents: Readonly<Record<string, Schema>> = {
  ServiceExtension: object('What this directory knows of a service beyond HSDS and Open Referral UK.', {
    '!page': uri,
    summary: text,
    not_for: text,
    first_visit: text,
    what_to_bring: text,
    capacity: oneOf(...CAPACITIES),
    capacity_updated_on: day,
    waiting_weeks: number,
    paused_until: day,
    valid_from: day,
    valid_to: day,
    assured_by: text,
    '!review_months': integer,
    deliveries: listOf(oneOf(...DELIVERIES)),
    joinings: listOf(oneOf(...JOININGS)),
    audiences: listOf(oneOf(...AUDIENCES)),
    suggested_needs: listOf(text),
    closures: listOf(
      object('Days on which it does not run.', { '!starts_on': day, '!ends_on': day, reason: text }),
    ),
    bsl_video: uri,
    easy_read: listOf(
      object('An idea in easy read. The picture is a word of this directory’s set of pictures.', {
        '!picture': text,
        '!words': text,
      }),
    ),
    easy_read_tested_by: text,
    texts: listOf(
      object('What it says of itself in another language (ISO 639).', {
        '!language': text,
        name: text,
        summary: text,
        description: text,
        eligibility_description: text,
        application_process: text,
      }),
    ),
    source: object('Where this directory has the record from, and on what terms.', {
      '!name': text,
      '!licence': text,
      attribution: text,
    }),
  }),
  OrganizationExtension: object('What this directory knows of an organization beyond the standards.', {
    '!page': uri,
    '!sector': oneOf(...SECTORS),
    checked_note: text,
    checked_on: day,
  }),
};
