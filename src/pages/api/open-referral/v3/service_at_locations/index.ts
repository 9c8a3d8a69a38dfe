import type { APIRoute } from 'astro';
import { answerList } from '#src/server/open-referral/answer.ts';
import { allowAnybody } from '#src/server/open-referral/respond.ts';

/** The services of the feed at each of their locations. */
export const GET: APIRoute = (asked) => answerList('serviceAtLocations', asked);
export const OPTIONS: APIRoute = allowAnybody;
