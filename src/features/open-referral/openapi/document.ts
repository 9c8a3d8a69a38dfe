import { paths } from '#src/lib/paths.ts';
import type { FeedPublisher } from '../about.ts';
import { ENDPOINTS, type Endpoint } from '../params/endpoints.ts';
import { PARAMETERS, PARAMETER_NAMES } from '../params/table.ts';
import { components } from './components.ts';
import { component, listOf, type Schema } from './schema.ts';

/** This feed as an OpenAPI 3.1 document, made from the very tables by which it reads its parameters. */
export const openApiDocument = ({ name, siteUrl, email, licence }: FeedPublisher): Schema => ({
  openapi: '3.1.0',
  info: {
    title: `${name}: services as open data`,
    version: 'HSDS-UK-3.0',
    summary: 'Open Referral UK 3.0',
    description:
      'Anybody may read this feed, from anywhere, without a key. Fields without a value are left out. What is under front_door goes beyond the standard.',
    contact: { name, url: siteUrl, ...(email === null ? {} : { email }) },
    license: { name: licence.name, ...(licence.url === null ? {} : { url: licence.url }) },
  },
  servers: [{ url: `${siteUrl}${paths.feed()}` }],
  paths: Object.fromEntries(
    Object.entries(ENDPOINTS).map(([name, endpoint]) => [endpoint.path, { get: operation(name, endpoint) }]),
  ),
  components: {
    schemas: components,
    parameters: Object.fromEntries(
      PARAMETER_NAMES.map((name) => [
        name,
        {
          name,
          in: 'query',
          required: false,
          description: PARAMETERS[name].meaning,
          schema: PARAMETERS[name].schema,
        },
      ]),
    ),
  },
});

const ID = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The id as lists give it.',
  schema: { type: 'string', format: 'uuid' },
};
const UNCHANGED = { description: 'Not changed since the ETag in If-None-Match.' };

function operation(operationId: string, { path, summary, gives, isList, parameters }: Endpoint): Schema {
  const hasId = path.includes('{id}');
  return {
    operationId,
    summary,
    parameters: [
      ...(hasId ? [ID] : []),
      ...parameters.map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ],
    responses: {
      200: { description: summary, content: isList ? listContent(gives) : content(component(gives)) },
      304: UNCHANGED,
      400: refusal('A parameter is unknown, given twice, or has a value that cannot be meant.'),
      ...(hasId ? { 404: refusal('Nothing with this id is in the feed.') } : {}),
    },
  };
}

const content = (schema: Schema): Schema => ({ 'application/json': { schema } });
const refusal = (description: string): Schema => ({ description, content: content(component('Error')) });

function listContent(gives: string): Schema {
  const item =
    gives === 'Service' ? { anyOf: [component(gives), component('ServiceMark')] } : component(gives);
  const contents = {
    type: 'object',
    required: ['contents'],
    properties: { contents: { ...listOf(item), minItems: 0 } },
  };
  return { ...content({ allOf: [component('Page'), contents] }), 'application/x-ndjson': { schema: item } };
}
