import type { APIRoute } from 'astro';
import { answerOpenApi } from '#src/server/open-referral/answer.ts';
import { allowAnybody } from '#src/server/open-referral/respond.ts';

/** The feed described for machines (OpenAPI). */
export const GET: APIRoute = answerOpenApi;
export const OPTIONS: APIRoute = allowAnybody;
