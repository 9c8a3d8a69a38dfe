import { AUDIENCES, type Audience } from '#db/vocabulary.ts';
import type { NeedTree } from '#src/features/needs/content.ts';
import { suggestNeeds } from '#src/features/needs/rules.ts';
import { audienceTermId, needTermId } from '#src/features/open-referral/ids.ts';
import { AUDIENCE_LABELS } from '#src/lib/labels.ts';
import { fold } from '#src/lib/text.ts';
import { taxonomyId, termId } from '#src/features/imports/identity.ts';
import type { NeedRecord, TermRecord } from '#src/features/services/record.ts';
import { readId, toUuid } from '../reading/ids.ts';
import { find, readPart, readParts, type Part } from '../reading/part.ts';
import { rawText, readLine, readText, readWeb } from '../reading/text.ts';

/** What a service's terms say: needs and audiences of ours, and the terms of other people's taxonomies. */
export interface ReadTerms {
  needs: NeedRecord[];
  audiences: Audience[];
  terms: TermRecord[];
}

const MOST_NEEDS_OF_A_TERM = 2;
const MOST_NEEDS = 5;
const MOST_NEEDS_OF_WORDS = 3;
const WHO_IT_IS_FOR = /eligib|audience|circumstance|target|who/i;
/** The taxonomy of terms that come without one. */
const NO_TAXONOMY = 'Other terms';

const AUDIENCE_BY_ID = new Map(AUDIENCES.map((audience) => [audienceTermId(audience), audience]));
const AUDIENCE_BY_NAME = new Map(
  AUDIENCES.flatMap((audience) => [
    [fold(AUDIENCE_LABELS[audience]), audience] as const,
    [fold(audience), audience] as const,
  ]),
);
const needsById = new WeakMap<NeedTree, ReadonlyMap<string, string>>();

/**
 * The terms of a service. A need or an audience of ours is known by its id. Other people's terms are kept as they came
 * and, unless they say who it is for, suggest needs by their names; without any such need the service's own words do.
 */
export function readTerms(
  service: Part,
  tree: NeedTree,
  words: { name: string; description: string | null },
): ReadTerms {
  const read: ReadTerms = { needs: [], audiences: [], terms: [] };
  const ids = idsOf(tree);
  const suggested = readSuggested(service);
  for (const { part, linkType } of listTerms(service)) {
    const term = readTerm(part, linkType, (id) => ids.has(id) || AUDIENCE_BY_ID.has(id));
    const slug = ids.get(term?.id ?? '');
    const audience = AUDIENCE_BY_ID.get(term?.id ?? '');
    if (slug !== undefined) read.needs.push({ slug, suggested: suggested.has(slug) });
    else if (audience !== undefined) read.audiences.push(audience);
    else if (term?.record != null) read.terms.push(term.record);
    else part.item.note(part.path, 'a term without a name, left out');
  }
  read.terms = uniqueBy(read.terms, (term) => JSON.stringify([term.id, term.linkType]));
  read.needs = uniqueBy(read.needs, (need) => need.slug);
  if (!service.item.isOurs) {
    read.audiences.push(...readEligible(service), ...read.terms.flatMap(audienceOf));
    read.needs.push(...suggestOthers(read, tree, words));
  }
  read.audiences = [...new Set(read.audiences)];
  return read;
}

function idsOf(tree: NeedTree): ReadonlyMap<string, string> {
  const known =
    needsById.get(tree) ?? new Map([...tree.bySlug.keys()].map((slug) => [needTermId(slug), slug]));
  needsById.set(tree, known);
  return known;
}

function readSuggested(service: Part): ReadonlySet<unknown> {
  const extension = service.item.isOurs ? readPart(service, 'front_door') : null;
  const list = extension === null ? undefined : find(extension, 'suggested_needs')?.value;
  return new Set<unknown>(Array.isArray(list) ? list : []);
}

/** 3.0 has attributes; 1.0 had a list for each kind of link. */
function listTerms(service: Part): { part: Part; linkType: string | null }[] {
  const attributes = readParts(service, ['attributes'], 'taxonomy_term_id').map((part) => ({
    part,
    linkType: readLine(part, 'link_type', 100),
  }));
  const former = readParts(service, ['service_taxonomys', 'service_taxonomies']).map((part) => ({
    part,
    linkType: 'service_type',
  }));
  const eligible = readParts(service, ['eligibilitys', 'eligibilities'], 'eligibility').flatMap((part) =>
    readParts(part, ['taxonomys', 'taxonomies'], 'name').map((item) => ({
      part: item,
      linkType: 'eligibility',
    })),
  );
  return [...attributes, ...former, ...eligible];
}

/** A link's term: its id, by which ours are known, and the whole term if it has a name. */
function readTerm(
  attribute: Part,
  linkType: string | null,
  isOurs: (id: string) => boolean,
): { id: string; record: TermRecord | null } | null {
  const part = findTerm(attribute);
  const inside = part === null || part === attribute ? null : readId(part, 'id');
  const typedId = inside ?? readId(attribute, 'taxonomy_term_id') ?? readId(part ?? attribute, 'id');
  // Our own words about it are known, and its address may be that of a directory at home.
  if (typedId?.id !== undefined && isOurs(typedId.id)) return { id: typedId.id, record: null };
  const name = part === null ? null : readLine(part, ['name', 'term', 'label', 'code'], 300);
  if (part === null || name === null) return typedId === null ? null : { id: typedId.key, record: null };
  const taxonomy = readTaxonomy(part);
  const id = typedId?.id ?? termId(taxonomy.id, typedId?.key ?? fold(name));
  const code = readLine(part, 'code', 200) ?? (typedId?.id === undefined ? (typedId?.key ?? null) : null);
  const parent = rawText(part, 'parent_id')?.value.trim() ?? '';
  const record = {
    linkType,
    id,
    code,
    name,
    description: readText(part, 'description') ?? name,
    uri: readWeb(part, 'term_uri', 'uri'),
    taxonomy,
    ...(parent !== '' && parent !== '0' && { parentId: toUuid(parent) ?? termId(taxonomy.id, parent) }),
  };
  return { id, record };
}

/** The term stands inside its link, in 1.0 under "taxonomy", in some feeds in the link's place. */
function findTerm(attribute: Part): Part | null {
  const inside = (name: string): boolean => typeof attribute.fields.get(name) === 'object';
  if (inside('taxonomy_term')) return readPart(attribute, 'taxonomy_term');
  if (inside('taxonomy') && !attribute.fields.has('name')) return readPart(attribute, 'taxonomy');
  return attribute.fields.has('name') ? attribute : null;
}

function readTaxonomy(part: Part): TermRecord['taxonomy'] {
  const isNested = ['taxonomy_detail', 'taxonomy'].some((name) => typeof part.fields.get(name) === 'object');
  const detail = isNested ? readPart(part, 'taxonomy_detail', 'taxonomy') : null;
  const typed = typeof part.fields.get('taxonomy') === 'string' ? readLine(part, 'taxonomy', 300) : null;
  const name =
    (detail === null ? null : readLine(detail, 'name', 300)) ?? typed ?? readLine(part, 'vocabulary', 300);
  const id = readId(part, 'taxonomy_id') ?? (detail === null ? null : readId(detail, 'id'));
  const known = name ?? NO_TAXONOMY;
  return {
    id: id?.id ?? taxonomyId(id?.key ?? known),
    name: known,
    description: (detail === null ? null : readText(detail, 'description')) ?? known,
    uri: detail === null ? null : readWeb(detail, 'uri'),
    version: detail === null ? null : readLine(detail, 'version', 60),
  };
}

const audienceOf = (term: TermRecord): Audience[] => {
  const isAbout = WHO_IT_IS_FOR.test(term.linkType ?? '') || WHO_IT_IS_FOR.test(term.taxonomy.name);
  const audience = AUDIENCE_BY_NAME.get(fold(term.name));
  return isAbout && audience !== undefined ? [audience] : [];
};

/** 1.0 says who it is for in words, one group an entry. */
const readEligible = (service: Part): Audience[] =>
  readParts(service, ['eligibilitys', 'eligibilities'], 'eligibility').flatMap((part) => {
    const group = rawText(part, 'eligibility', 'name')?.value ?? '';
    return AUDIENCE_BY_NAME.get(fold(group)) ?? [];
  });

function suggestOthers(
  read: ReadTerms,
  tree: NeedTree,
  words: { name: string; description: string | null },
): NeedRecord[] {
  const known = new Set(read.needs.map((need) => need.slug));
  const byTerm = read.terms
    .filter((term) => !WHO_IT_IS_FOR.test(term.linkType ?? ''))
    .flatMap((term) => suggestNeeds(tree, { name: term.name, description: null }, MOST_NEEDS_OF_A_TERM));
  const slugs = new Set(byTerm.filter((slug) => !known.has(slug)));
  const found =
    known.size + slugs.size > 0
      ? [...slugs].slice(0, MOST_NEEDS)
      : suggestNeeds(tree, words, MOST_NEEDS_OF_WORDS);
  return found.map((slug) => ({ slug, suggested: true }));
}

const uniqueBy = <Value>(values: readonly Value[], key: (value: Value) => string): Value[] =>
  [...new Map(values.toReversed().map((value) => [key(value), value])).values()].toReversed();
