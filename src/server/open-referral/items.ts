import type { FeedParams } from '#src/features/open-referral/params/table.ts';
import { readFeedOrganisations } from '#src/features/open-referral/queries/full/organisations.ts';
import { readFeedServiceAtLocations } from '#src/features/open-referral/queries/full/service-at-locations.ts';
import { readFeedServices } from '#src/features/open-referral/queries/full/services.ts';
import { readFeedTaxonomies, readFeedTerms } from '#src/features/open-referral/queries/full/terms.ts';
import type { App } from '../app.ts';
import { withItsServices } from './lists.ts';
import { feedMoment } from './moment.ts';

export type ItemName = 'service' | 'serviceAtLocation' | 'organization' | 'taxonomy' | 'taxonomyTerm';

/** One thing of the feed with everything in it; undefined when it is not in the feed, for whatever reason. */
export async function findItem(
  app: App,
  name: ItemName,
  id: string,
  params: FeedParams,
): Promise<object | undefined> {
  const moment = await feedMoment(app);
  const { db } = app;
  switch (name) {
    case 'service':
      return (await readFeedServices(db, moment, [id]))[0];
    case 'serviceAtLocation':
      return (await readFeedServiceAtLocations(db, moment, [id], { withService: true }))[0];
    case 'organization': {
      const [found] = await readFeedOrganisations(db, moment, [id], { withServices: true });
      return found === undefined ? undefined : withItsServices(found, params.full_service === true);
    }
    case 'taxonomy':
      return (await readFeedTaxonomies(db, moment)).find((taxonomy) => taxonomy.id === id);
    case 'taxonomyTerm':
      return (await readFeedTerms(db, moment)).find((term) => term.id === id);
  }
}
