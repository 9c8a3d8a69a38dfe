import type { APIRoute } from 'astro';
import { answerItem } from '#src/server/open-referral/answer.ts';
import { allowAnybody } from '#src/server/open-referral/respond.ts';

/** One organisation with its services. */
export const GET: APIRoute = (asked) => answerItem('organization', asked.params.id, asked);
export const OPTIONS: APIRoute = allowAnybody;
