import type { APIRoute } from 'astro';
import { answerItem } from '#src/server/open-referral/answer.ts';
import { allowAnybody } from '#src/server/open-referral/respond.ts';

/** One service with everything nested in it. */
export const GET: APIRoute = (asked) => answerItem('service', asked.params.id, asked);
export const OPTIONS: APIRoute = allowAnybody;
