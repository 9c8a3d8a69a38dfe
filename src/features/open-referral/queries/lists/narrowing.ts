import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import { feedServices } from '../feed-services.ts';
import type { FeedParams } from '#src/features/open-referral/params/table.ts';
import type { FeedNeeds } from '#src/features/open-referral/types.ts';
import { termsMeant } from './terms-meant.ts';
import { AUDIENCES_TAXONOMY_ID, NEEDS_TAXONOMY_ID } from '#src/features/open-referral/ids.ts';

/** What a list of the feed is made with. */
export interface ListSetting {
  today: Day; // London
  needs: FeedNeeds;
}

/** The services of the feed that pass what the tables tell by themselves: terms, organisation, change and ages. */
export async function narrowedServices(db: Db, { today, needs }: ListSetting, params: FeedParams) {
  const { taxonomy_term_id: term, taxonomy_id: taxonomy } = params;
  const meant = term === undefined ? null : await termsMeant(db, needs, term);
  return feedServices(db, today)
    .$if(params.organization_id !== undefined, (query) =>
      query.where('service.organisation_id', '=', params.organization_id ?? ''),
    )
    .$if(params.modified_after !== undefined, (query) =>
      query.where('service.updated_at', '>=', params.modified_after ?? ''),
    )
    .$if(params.minimum_age !== undefined, (query) =>
      query.where('service.minimum_age', '>=', params.minimum_age ?? 0),
    )
    .$if(params.maximum_age !== undefined, (query) =>
      query.where('service.maximum_age', '<=', params.maximum_age ?? 0),
    )
    .$if(meant !== null, (query) =>
      query.where(({ eb, or }) => {
        const { needs: slugs = [], audiences = [], terms = [] } = meant ?? {};
        // Written out only where there is something to compare with: an empty list is no SQL.
        return or([
          ...(slugs.length === 0
            ? []
            : [eb('service.id', 'in', withNeeds(db).where('need_slug', 'in', slugs))]),
          ...(audiences.length === 0
            ? []
            : [eb('service.id', 'in', withAudiences(db).where('audience', 'in', audiences))]),
          ...(terms.length === 0
            ? []
            : [eb('service.id', 'in', withTerms(db).where('taxonomy_term.id', 'in', terms))]),
        ]);
      }),
    )
    .$if(taxonomy === NEEDS_TAXONOMY_ID, (query) =>
      query.where('service.id', 'in', withNeeds(db).where('need_slug', 'in', [...needs.bySlug.keys()])),
    )
    .$if(taxonomy === AUDIENCES_TAXONOMY_ID, (query) => query.where('service.id', 'in', withAudiences(db)))
    .$if(isForeign(taxonomy), (query) =>
      query.where('service.id', 'in', withTerms(db).where('taxonomy_term.taxonomy_id', '=', taxonomy ?? '')),
    );
}

const isForeign = (taxonomy: string | undefined): boolean =>
  taxonomy !== undefined && taxonomy !== NEEDS_TAXONOMY_ID && taxonomy !== AUDIENCES_TAXONOMY_ID;

const withNeeds = (db: Db) => db.selectFrom('service_need').select('service_id');
const withAudiences = (db: Db) => db.selectFrom('service_audience').select('service_id');
const withTerms = (db: Db) =>
  db
    .selectFrom('attribute')
    .innerJoin('taxonomy_term', 'taxonomy_term.id', 'attribute.taxonomy_term_id')
    .where('attribute.link_entity', '=', 'service')
    .select('attribute.link_id');
