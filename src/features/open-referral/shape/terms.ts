import { AUDIENCES, type Audience } from '#db/vocabulary.ts';
import { AUDIENCE_LABELS } from '#src/lib/labels.ts';
import { paths } from '#src/lib/paths.ts';
import { attributeId, AUDIENCES_TAXONOMY_ID, audienceTermId, NEEDS_TAXONOMY_ID, needTermId } from '../ids.ts';
import type {
  FeedAttribute,
  FeedNeeds,
  FeedSetting,
  FeedTaxonomy,
  FeedTaxonomyTerm,
  FullFeedSetting,
} from '../types.ts';
import type { ServiceRows, TermRow } from './rows.ts';
import { filled, firstFilled, webAddress } from './values.ts';

const NEEDS = 'Needs';
const AUDIENCES_NAME = 'Who it is for';

/** Open Referral UK 3.0, attribute.link_type: what the service does, and whom it is for. */
const LINK_TYPES = { need: 'service_type', audience: 'eligibility' } as const;

/** Our own two taxonomies. */
export const ownTaxonomies = ({ siteUrl }: FeedSetting): FeedTaxonomy[] => [
  {
    id: NEEDS_TAXONOMY_ID,
    name: NEEDS,
    description: 'What people need help with, in everyday words',
    uri: `${siteUrl}${paths.needs()}`,
  },
  {
    id: AUDIENCES_TAXONOMY_ID,
    name: AUDIENCES_NAME,
    description: 'The people a service is especially for',
  },
];

/** The terms of our own taxonomies, made once for a tree and an address. */
export interface OwnTerms {
  needs: ReadonlyMap<string, FeedTaxonomyTerm>; // by slug, parents before their children
  audiences: ReadonlyMap<Audience, FeedTaxonomyTerm>; // in the order of the vocabulary
}

const made = new WeakMap<FeedNeeds, { siteUrl: string; terms: OwnTerms }>();

/** Needs and audiences as taxonomy terms. A need at the top has no parent. */
export function ownTerms({ needs, siteUrl }: Pick<FullFeedSetting, 'needs' | 'siteUrl'>): OwnTerms {
  const known = made.get(needs);
  if (known?.siteUrl === siteUrl) return known.terms;
  const terms: OwnTerms = {
    needs: new Map(
      [...needs.bySlug.values()].map((need) => [
        need.slug,
        filled<FeedTaxonomyTerm>({
          id: needTermId(need.slug),
          code: need.slug,
          name: need.name,
          description: firstFilled(need.description) ?? need.name,
          parent_id: need.parent === null ? null : needTermId(need.parent),
          taxonomy: NEEDS,
          taxonomy_id: NEEDS_TAXONOMY_ID,
          term_uri: `${siteUrl}${paths.need(need.slug)}`,
        }),
      ]),
    ),
    audiences: new Map(AUDIENCES.map((audience) => [audience, toAudienceTerm(audience)])),
  };
  made.set(needs, { siteUrl, terms });
  return terms;
}

const toAudienceTerm = (audience: Audience): FeedTaxonomyTerm => ({
  id: audienceTermId(audience),
  code: audience,
  name: AUDIENCE_LABELS[audience],
  description: AUDIENCE_LABELS[audience],
  taxonomy: AUDIENCES_NAME,
  taxonomy_id: AUDIENCES_TAXONOMY_ID,
});

/** A taxonomy of somebody else's, kept as it came. */
export const toTaxonomy = (row: TermRow): FeedTaxonomy =>
  filled<FeedTaxonomy>({
    id: row.taxonomy_id,
    name: row.taxonomy_name,
    description: firstFilled(row.taxonomy_description) ?? row.taxonomy_name,
    uri: webAddress(row.taxonomy_uri),
    version: row.taxonomy_version,
  });

/** A term of somebody else's taxonomy, kept as it came, with that taxonomy. */
export const toForeignTerm = (row: TermRow): FeedTaxonomyTerm =>
  filled<FeedTaxonomyTerm>({
    id: row.id,
    code: row.code,
    name: row.name,
    description: firstFilled(row.description) ?? row.name,
    parent_id: row.parent_id,
    taxonomy: row.taxonomy_name,
    taxonomy_id: row.taxonomy_id,
    taxonomy_detail: toTaxonomy(row),
    term_uri: webAddress(row.term_uri),
  });

/**
 * What a service is linked to: its needs in the order of the tree, whom it is for in the order of the vocabulary, then
 * terms of other taxonomies by name. A need that is no longer in the tree is left out.
 */
export function toAttributes(rows: ServiceRows, own: OwnTerms): FeedAttribute[] {
  const linkId = rows.service.id;
  const link = (linkType: string | null, term: FeedTaxonomyTerm): FeedAttribute =>
    filled<FeedAttribute>({
      id: attributeId(linkId, term.id),
      link_id: linkId,
      link_type: linkType,
      taxonomy_term_id: term.id,
      taxonomy_term: term,
    });
  const needs = needsInOrder(rows, own).flatMap((slug) => own.needs.get(slug) ?? []);
  const audiences = AUDIENCES.filter((audience) => rows.audiences?.includes(audience));
  const taken = new Set<string>();
  const foreign = [...(rows.terms ?? [])].sort(byName).filter(({ id }) => {
    const isNew = !taken.has(id);
    taken.add(id);
    return isNew;
  });
  return [
    ...needs.map((term) => link(LINK_TYPES.need, term)),
    ...audiences
      .flatMap((audience) => own.audiences.get(audience) ?? [])
      .map((term) => link(LINK_TYPES.audience, term)),
    ...foreign.map((row) => link(row.link_type, toForeignTerm(row))),
  ];
}

/** The slugs of a service's needs that the tree has, in its order; where told, only those an importer suggested. */
export function needsInOrder(rows: ServiceRows, own: OwnTerms, onlySuggested = false): string[] {
  const position = positionsOf(own);
  return (rows.needs ?? [])
    .filter((need) => position.has(need.need_slug) && (!onlySuggested || need.suggested === 1))
    .map((need) => need.need_slug)
    .sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0));
}

const positions = new WeakMap<OwnTerms, ReadonlyMap<string, number>>();

function positionsOf(own: OwnTerms): ReadonlyMap<string, number> {
  const known = positions.get(own) ?? new Map([...own.needs.keys()].map((slug, index) => [slug, index]));
  positions.set(own, known);
  return known;
}

const byName = (a: TermRow, b: TermRow): number =>
  compare(a.taxonomy_name, b.taxonomy_name) || compare(a.name, b.name) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
