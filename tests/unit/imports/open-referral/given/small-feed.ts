import { describeProblem } from '#src/features/imports/problem.ts';
import { mapFeed, type MappedFeed } from '#src/features/imports/open-referral/map-feed.ts';
import type { FeedDraft } from '#src/features/imports/open-referral/map-service.ts';
import type { OrganisationRecord, ServiceRecord } from '#src/features/services/record.ts';
import { TREE } from '../../small-file.ts';

export const SERVICE_ID = '3f6f8c1e-52a3-4b1e-9f0a-0d4c7a1b2e01';
export const ORGANISATION_ID = '8d0f5a52-9a9b-4d6e-8f2a-1c3b5d7e9f02';

type Fields = Readonly<Record<string, unknown>>;

/** The least a service of a feed says, with more fields. */
export const item = (more: Fields = {}): Fields => ({
  id: SERVICE_ID,
  name: 'Lunch club',
  status: 'active',
  organization_id: ORGANISATION_ID,
  organization: { id: ORGANISATION_ID, name: 'Example Friends', description: 'We eat together.' },
  ...more,
});

/** Maps items numbered from 1. */
export const mapItems = (...values: readonly unknown[]): MappedFeed =>
  mapFeed(
    values.map((value, index) => ({ row: index + 1, value })),
    TREE,
  );

export interface OneService {
  service: ServiceRecord;
  organisation: OrganisationRecord;
  problems: string[]; // without the item's number and name
}

/** Maps one service that must come in. */
export function mapOne(more: Fields = {}): OneService {
  const mapped = mapItems(item(more));
  const { service, organisation } = only(mapped);
  return { service, organisation, problems: sentences(mapped) };
}

export function only(mapped: MappedFeed): FeedDraft {
  const [draft, ...others] = mapped.drafts;
  if (draft === undefined || others.length > 0)
    throw new Error(`not one service but ${mapped.drafts.length}`);
  return draft;
}

/** The problems of a feed as people read them, without "Item 1 (...), ". */
export const sentences = (mapped: Pick<MappedFeed, 'problems'>): string[] =>
  mapped.problems.map((problem) => describeProblem(problem).replace(/^Item 1(?: \("[^"]*"\))?(?:, |: )/, ''));

/** One location, as a list of one. */
export const at = (location: Fields, more: Fields = {}): Fields => ({
  service_at_locations: [{ id: 'sal', location: { location_type: 'physical', ...location }, ...more }],
});
