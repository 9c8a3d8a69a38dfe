import type { APIRoute } from 'astro';
import { answerList } from '#src/server/open-referral/answer.ts';
import { allowAnybody } from '#src/server/open-referral/respond.ts';

/** The services of the feed. */
export const GET: APIRoute = (asked) => answerList('services', asked);
export const OPTIONS: APIRoute = allowAnybody;
