import type { z } from 'zod';
import * as values from './values.ts';

/** A JSON schema of a parameter's text, for `openapi.json`. */
type Schema = Readonly<Record<string, unknown>>;

/** One parameter of the feed: how its text is read, what it means in words, and how machines are told. */
interface Parameter<Reads extends z.ZodType> {
  reads: Reads;
  meaning: string;
  schema: Schema;
}
const parameter = <Reads extends z.ZodType>(
  reads: Reads,
  schema: Schema,
  meaning: string,
): Parameter<Reads> => ({ reads, meaning, schema });

const UUID = { type: 'string', format: 'uuid' };
const FLAG = { type: 'boolean', default: false };
const TIME = { type: 'string', examples: ['09:30'] };
const AGE = { type: 'number', minimum: 0 };
export const USUAL_PER_PAGE = 50;

/**
 * Every parameter of Open Referral UK 3.0, of the live specification and of the UK profile alike, in the order in which
 * addresses are written. The meanings are those documents' own, made definite where they leave something open.
 */
export const PARAMETERS = {
  search: parameter(
    values.words,
    { type: 'string', maxLength: 300 },
    'Services, or services at locations, that the search of this website finds for these words; of the other lists, the items with all of these words in their name or description.',
  ),
  taxonomy_term_id: parameter(
    values.id,
    UUID,
    'Only services that have this taxonomy term, or one that lies below it.',
  ),
  taxonomy_id: parameter(
    values.id,
    UUID,
    'Of services: only those that have any term of this taxonomy. Of taxonomy terms: only those of this taxonomy.',
  ),
  organization_id: parameter(values.id, UUID, 'Only services that this organization provides.'),
  modified_after: parameter(
    values.instant,
    { type: 'string', format: 'date-time' },
    'Only services last modified at this instant or later. Without an offset it is UTC; a day alone means its beginning.',
  ),
  postcode: parameter(
    values.postcode,
    { type: 'string', examples: ['MB1 1QG'] },
    'A full UK postcode. Alone: only services one of whose service areas contains it. With proximity: the point from which it is measured.',
  ),
  proximity: parameter(
    values.metres,
    { type: 'number', minimum: 0 },
    'Only services with a location within so many metres of the centre of the postcode, in a straight line; of services at locations, only those locations. Needs postcode.',
  ),
  minimum_age: parameter(
    values.years,
    AGE,
    'Only services with a minimum age of at least so many years. One that states none is left out.',
  ),
  maximum_age: parameter(
    values.years,
    AGE,
    'Only services with a maximum age of at most so many years. One that states none is left out.',
  ),
  day: parameter(
    values.weekday,
    { type: 'string', examples: ['MO', 'monday'] },
    'Only services with a schedule, not yet over, that falls on this day of the week. MO to SU, or an English name.',
  ),
  start_time: parameter(
    values.time,
    TIME,
    'Only services with a schedule that opens at this time or later, London time. With day and end_time, one and the same schedule has to fit them all.',
  ),
  end_time: parameter(
    values.time,
    TIME,
    'Only services with a schedule that closes at this time or earlier, London time. See start_time.',
  ),
  top_only: parameter(values.flag, FLAG, 'true: only terms at the top of their taxonomy, with no parent.'),
  parent_id: parameter(values.id, UUID, 'Only terms whose parent is the term with this id.'),
  minimal: parameter(
    values.flag,
    FLAG,
    'true: of each service only its id and last_modified, all of them on one page unless per_page is given. Cannot be joined with full.',
  ),
  full: parameter(
    values.flag,
    FLAG,
    'true: each item with everything nested in it. Otherwise its own fields and single objects only, without lists.',
  ),
  full_service: parameter(
    values.flag,
    FLAG,
    'true: organizations hold their services in full; otherwise, where they hold them, their own fields only.',
  ),
  format: parameter(
    values.format,
    { type: 'string', enum: ['json', 'ndjson'], default: 'json' },
    'json: a page. ndjson: everything that the other parameters select as a stream, one JSON object on each line, without pages; page and per_page then have no effect.',
  ),
  page: parameter(
    values.page,
    { type: 'integer', minimum: 1, default: 1 },
    'The number of the page, from 1. A page beyond the last is empty.',
  ),
  per_page: parameter(
    values.perPage,
    { type: 'integer', minimum: 1, maximum: values.MOST_PER_PAGE, default: USUAL_PER_PAGE },
    'How many items a page has.',
  ),
} as const;

export type ParameterName = keyof typeof PARAMETERS;
export const PARAMETER_NAMES = Object.keys(PARAMETERS) as ParameterName[];

/** The parameters of a request, read; what was not given is absent. */
export type FeedParams = {
  [Name in ParameterName]?: z.output<(typeof PARAMETERS)[Name]['reads']>;
};
