import type { FullFeedSetting } from '#src/features/open-referral/types.ts';
import { londonNow } from '#src/lib/dates.ts';
import type { SearchIndex } from '#src/search/types.ts';
import type { App } from '../app.ts';

/** The directory at the moment of a request, for all parts of one answer. */
export interface FeedMoment extends FullFeedSetting {
  index: SearchIndex;
  time: string; // London
  generation: string; // another one whenever a list may have changed
}

/** Takes hold of the directory as it is now. */
export async function feedMoment({ directory, config, now }: App): Promise<FeedMoment> {
  const index = await directory.current();
  const { day, time } = londonNow(now());
  const generation = `${config.databaseFile} ${directory.stamp()} ${day}`;
  return { siteUrl: config.siteUrl, today: day, time, needs: index.needs, index, generation };
}
