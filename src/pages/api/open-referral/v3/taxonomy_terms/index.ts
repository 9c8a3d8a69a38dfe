import type { APIRoute } from 'astro';
import { answerList } from '#src/server/open-referral/answer.ts';
import { allowAnybody } from '#src/server/open-referral/respond.ts';

/** The terms of the feed's taxonomies. */
export const GET: APIRoute = (asked) => answerList('taxonomyTerms', asked);
export const OPTIONS: APIRoute = allowAnybody;
