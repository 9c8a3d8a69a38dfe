import type { APIRoute } from 'astro';
import { touchSession } from '#src/features/accounts/commands/sessions.ts';

/** "Stay signed in" of the warning, asked for by a script: 204 when the session goes on, 403 when it is over. */
export const POST: APIRoute = async ({ locals }) => {
  const { app, signIn } = locals;
  const headers = { 'Cache-Control': 'no-store' };
  if (signIn.kind !== 'signed-in') return new Response(null, { status: 403, headers });
  await touchSession(app.db, signIn.user.sessionId, app.now());
  return new Response(null, { status: 204, headers });
};
