import type { APIRoute } from 'astro';
import { answerList } from '#src/server/open-referral/answer.ts';
import { allowAnybody } from '#src/server/open-referral/respond.ts';

/** The organisations that run the services of the feed. */
export const GET: APIRoute = (asked) => answerList('organizations', asked);
export const OPTIONS: APIRoute = allowAnybody;
