import type { LikeRow } from '#src/features/services/queries/like-services.ts';
import { paths } from '#src/lib/paths.ts';

export interface LikeView {
  name: string;
  organisationName: string;
  town: string | null;
  summary: string | null;
  isTheirs: boolean; // of the organisation that adds
  href: string; // where to go when it is this one
}

/**
 * Services that one being added may be, for the page of an organisation: all of its own, of others those that the public
 * may see. Its own lead to their list of parts, others to claiming the organisation that runs them.
 */
export const presentLike = (rows: readonly LikeRow[], organisationId: string): LikeView[] =>
  rows
    .filter(
      (row) =>
        row.organisationId === organisationId ||
        (row.visibility === 'public' && row.organisationVisibility === 'public'),
    )
    .map((row) => {
      const isTheirs = row.organisationId === organisationId;
      return {
        name: row.name,
        organisationName: row.organisationName,
        town: row.town,
        summary: row.summary,
        isTheirs,
        href: isTheirs ? paths.partnerService(row.id) : paths.claimOrganisation(row.organisationSlug),
      };
    });
