import type { APIRoute } from 'astro';
import { answerItem } from '#src/server/open-referral/answer.ts';
import { allowAnybody } from '#src/server/open-referral/respond.ts';

/** One taxonomy term. */
export const GET: APIRoute = (asked) => answerItem('taxonomyTerm', asked.params.id, asked);
export const OPTIONS: APIRoute = allowAnybody;
