import { ENDPOINTS, type Endpoint, type EndpointName } from './endpoints.ts';
import { PARAMETERS, PARAMETER_NAMES, USUAL_PER_PAGE, type FeedParams, type ParameterName } from './table.ts';

/** The parameters of a request, or a sentence for each thing that is wrong with them. */
export type ReadParams = { ok: true; params: FeedParams } | { ok: false; error: string };

const LONGEST_ECHO = 40;
const quote = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ' ').slice(0, LONGEST_ECHO)}"`;

/**
 * Reads the parameters that an address of the feed takes. One that it does not take, one given twice, one without a
 * value or with a value that cannot be meant, and two that contradict each other are refused, all in one answer.
 */
export function readFeedParams(name: EndpointName, search: URLSearchParams): ReadParams {
  const endpoint: Endpoint = ENDPOINTS[name];
  const faults: string[] = [];
  const read: Record<string, unknown> = {};
  for (const given of new Set(search.keys())) {
    const known = endpoint.parameters.find((parameter) => parameter === given);
    const written = search.getAll(given).map((value) => value.trim());
    const [value = ''] = written;
    if (known === undefined) faults.push(unknownParameter(endpoint, given));
    else if (written.length > 1) faults.push(`The parameter ${known} is given more than once.`);
    else if (value === '') faults.push(`The parameter ${known} has no value: give one or leave it out.`);
    else {
      const result = PARAMETERS[known].reads.safeParse(value);
      if (result.success) read[known] = result.data;
      else
        faults.push(
          `The parameter ${known} ${result.error.issues[0]?.message ?? 'cannot be read'}, not ${quote(value)}.`,
        );
    }
  }
  const params = read as FeedParams;
  faults.push(...contradictions(params, search));
  return faults.length > 0 ? { ok: false, error: faults.join(' ') } : { ok: true, params };
}

function unknownParameter({ parameters }: Endpoint, given: string): string {
  const instead = parameters.length === 0 ? 'it takes none' : `it takes ${parameters.join(', ')}`;
  return `There is no parameter ${quote(given)} at this address: ${instead}.`;
}

function contradictions(params: FeedParams, search: URLSearchParams): string[] {
  const { start_time: from, end_time: until, minimum_age: least, maximum_age: most } = params;
  const faults: string[] = [];
  if (params.proximity !== undefined && !search.has('postcode'))
    faults.push('The parameter proximity needs postcode beside it.');
  if (params.minimal === true && params.full === true)
    faults.push('The parameters minimal and full cannot both be true.');
  if (from !== undefined && until !== undefined && from > until)
    faults.push('The parameter start_time is later than end_time.');
  if (least !== undefined && most !== undefined && least > most)
    faults.push('The parameter minimum_age is above maximum_age.');
  return faults;
}

/** Parameters that choose which part of the answer is sent, and how, but not what is in it. */
const SHOWN: ReadonlySet<ParameterName> = new Set([
  'full',
  'full_service',
  'minimal',
  'format',
  'page',
  'per_page',
]);

const asText = (value: FeedParams[ParameterName]): string => String(value);
const isUsual = (name: ParameterName, params: FeedParams): boolean => {
  const value = params[name];
  if (value === undefined || value === false) return true;
  if (name === 'per_page') return value === USUAL_PER_PAGE && params.minimal !== true;
  return (name === 'page' && value === 1) || (name === 'format' && value === 'json');
};

const write = (params: FeedParams, names: readonly ParameterName[]): string =>
  new URLSearchParams(
    names.filter((name) => !isUsual(name, params)).map((name) => [name, asText(params[name])]),
  ).toString();

/** The one way to write these parameters in an address: in a fixed order, without what changes nothing. */
export const writeFeedParams = (params: FeedParams): string => write(params, PARAMETER_NAMES);

/** Those of them that say which items are in the list, written likewise: its name among other lists. */
export const writeFilters = (params: FeedParams): string =>
  write(
    params,
    PARAMETER_NAMES.filter((name) => !SHOWN.has(name)),
  );
