import type { APIRoute } from 'astro';
import { answerList } from '#src/server/open-referral/answer.ts';
import { allowAnybody } from '#src/server/open-referral/respond.ts';

/** The taxonomies of the feed. */
export const GET: APIRoute = (asked) => answerList('taxonomies', asked);
export const OPTIONS: APIRoute = allowAnybody;
