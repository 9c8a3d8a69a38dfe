import type { APIRoute } from 'astro';
import { answerAbout } from '#src/server/open-referral/answer.ts';
import { allowAnybody } from '#src/server/open-referral/respond.ts';

/** The root of the Open Referral UK feed: what it is, whose it is and on what terms. */
export const GET: APIRoute = answerAbout;
export const OPTIONS: APIRoute = allowAnybody;
