import { aboutFeed } from '#src/features/open-referral/about.ts';
import { envelope } from '#src/features/open-referral/envelope.ts';
import { openApiDocument } from '#src/features/open-referral/openapi/document.ts';
import type { EndpointName } from '#src/features/open-referral/params/endpoints.ts';
import { readFeedParams } from '#src/features/open-referral/params/read.ts';
import { USUAL_PER_PAGE, type FeedParams } from '#src/features/open-referral/params/table.ts';
import { listSharedSources } from '#src/features/open-referral/queries/lists/sources.ts';
import { paths } from '#src/lib/paths.ts';
import type { App } from '../app.ts';
import { logError } from '../log.ts';
import { findItem, type ItemName } from './items.ts';
import { LISTS, type ListName } from './lists.ts';
import { feedMoment } from './moment.ts';
import { json, ndjson, refuseFeed } from './respond.ts';
import { asLines, inBatches } from './stream.ts';
import { findPostcode } from './tests.ts';

/** What an answer needs of a request: `Astro.locals`, and the address asked for. */
export interface Asked {
  locals: { app: App; requestId: string; keep(): void; room(): Promise<void> };
  url: URL;
}

/** Reads the parameters, and answers with what is made of them or with what is wrong with them. */
async function answer(
  name: EndpointName,
  { locals, url }: Asked,
  make: (params: FeedParams) => Promise<Response>,
): Promise<Response> {
  const read = readFeedParams(name, url.searchParams);
  if (!read.ok) return refuseFeed(400, read.error);
  const { postcode } = read.params;
  if (postcode !== undefined) {
    const place = await findPostcode(locals.app, await feedMoment(locals.app), read.params);
    if (place === null) return refuseFeed(400, `We do not know where the postcode ${postcode} is.`);
  }
  return make(read.params);
}

/** A list of the feed: a page of it, or all of it line by line. */
export const answerList = (name: ListName, asked: Asked): Promise<Response> =>
  answer(name, asked, async (params) => {
    const { app, requestId, room, keep } = asked.locals;
    const list = await LISTS[name](app, params);
    if (params.format === 'ndjson')
      return ndjson(asLines(inBatches(list), room, (error) => logError(requestId, error)));
    keep();
    const page = params.page ?? 1;
    const perPage = params.per_page ?? (params.minimal === true ? Math.max(list.length, 1) : USUAL_PER_PAGE);
    const contents = await list.read((page - 1) * perPage, page * perPage);
    return json(envelope(contents, { total: list.length, page, perPage }));
  });

/** One thing of the feed, whole. */
export const answerItem = (name: ItemName, id: string | undefined, asked: Asked): Promise<Response> =>
  answer(name, asked, async (params) => {
    const wanted = (id ?? '').toLowerCase();
    const item = await findItem(asked.locals.app, name, wanted, params);
    if (item === undefined)
      return refuseFeed(
        404,
        `There is nothing with the id "${wanted.slice(0, 40)}" in this list of the feed.`,
      );
    asked.locals.keep();
    return json(item);
  });

/** The root of the feed: what it is, whose it is and on what terms. */
export const answerAbout = (asked: Asked): Promise<Response> =>
  answer('root', asked, async () => {
    const { db, config } = asked.locals.app;
    const { today } = await feedMoment(asked.locals.app);
    const sources = await listSharedSources(db, today);
    asked.locals.keep();
    return json(aboutFeed(config, `${config.siteUrl}${paths.feedOpenApi()}`, sources));
  });

/** The feed described for machines. */
export const answerOpenApi = (asked: Asked): Promise<Response> =>
  answer('openapi', asked, async () => {
    asked.locals.keep();
    return json(openApiDocument(asked.locals.app.config));
  });
