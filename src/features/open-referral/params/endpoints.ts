import type { ParameterName } from './table.ts';

/** An address of the feed below its root, what it gives, and the parameters it takes. */
export interface Endpoint {
  path: string; // as OpenAPI writes it
  summary: string;
  gives: string; // a component of openapi.json
  isList: boolean;
  parameters: readonly ParameterName[];
}

const PAGES: readonly ParameterName[] = ['format', 'page', 'per_page'];
const OF_SERVICES: readonly ParameterName[] = [
  'search',
  'taxonomy_term_id',
  'taxonomy_id',
  'organization_id',
  'modified_after',
  'postcode',
  'proximity',
  'minimum_age',
  'maximum_age',
  'day',
  'start_time',
  'end_time',
];

const list = (
  path: string,
  gives: string,
  summary: string,
  parameters: readonly ParameterName[],
): Endpoint => ({ path, summary, gives, isList: true, parameters: [...parameters, ...PAGES] });
const single = (
  path: string,
  gives: string,
  summary: string,
  parameters: readonly ParameterName[] = [],
): Endpoint => ({ path, summary, gives, isList: false, parameters });

/** Every address of the feed. Each takes its own parameters and no others. */
export const ENDPOINTS = {
  root: single('/', 'About', 'What this feed is, who publishes it and on what terms.'),
  services: list('/services', 'Service', 'The services, by name.', [...OF_SERVICES, 'minimal', 'full']),
  service: single('/services/{id}', 'Service', 'One service with everything nested in it.'),
  serviceAtLocations: list(
    '/service_at_locations',
    'ServiceAtLocation',
    'The services at each of their locations, by the name of the service.',
    [...OF_SERVICES, 'full'],
  ),
  serviceAtLocation: single(
    '/service_at_locations/{id}',
    'ServiceAtLocation',
    'One service at one location with everything nested in it.',
  ),
  organizations: list('/organizations', 'Organization', 'The organizations that run them, by name.', [
    'search',
    'full',
    'full_service',
  ]),
  organization: single(
    '/organizations/{id}',
    'Organization',
    'One organization with its services: their own fields, or all of them with full_service.',
    ['full_service'],
  ),
  taxonomies: list('/taxonomies', 'Taxonomy', 'The taxonomies: our own, then those of others by name.', [
    'search',
  ]),
  taxonomy: single('/taxonomies/{id}', 'Taxonomy', 'One taxonomy.'),
  taxonomyTerms: list(
    '/taxonomy_terms',
    'TaxonomyTerm',
    'The taxonomy terms: needs with parents before children, audiences, then those of others.',
    ['search', 'taxonomy_id', 'top_only', 'parent_id'],
  ),
  taxonomyTerm: single('/taxonomy_terms/{id}', 'TaxonomyTerm', 'One taxonomy term.'),
  openapi: single('/openapi.json', 'OpenApi', 'This feed described for machines (OpenAPI 3.1).'),
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof ENDPOINTS;
