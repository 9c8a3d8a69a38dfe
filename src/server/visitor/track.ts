import type { Proof } from '#src/features/proofs/queries/sessions.ts';
import {
  findAnswers,
  findRequestByTrack,
  type RequestFacts,
} from '#src/features/requests/queries/requests.ts';
import { paths } from '#src/lib/paths.ts';
import type { AskedPage } from '../sign-in/access.ts';
import { asPrivatePage, sendOn } from '../sign-in/private-page.ts';
import { visitorProof } from './proof.ts';
import { aboutOf, offerExitIfSensitive } from './safety.ts';

/** A page of /track/TOKEN: what its link leads to, and what this browser has proven. */
export async function trackOf(page: AskedPage, token: string) {
  asPrivatePage(page);
  page.response.headers.set('X-Robots-Tag', 'noindex');
  const { app } = page.locals;
  const request = token === '' ? undefined : await findRequestByTrack(app.db, token);
  const session = visitorProof(page.cookies, app, 'track', paths.track(token));
  const proof = request && (await session.find(request.id));
  if (request !== undefined && proof !== undefined)
    await offerExitIfSensitive(page, aboutOf((await findAnswers(app.db, app.keyRing, request.id)) ?? {}));
  return { request, session, proof };
}

export interface OpenTrack {
  request: RequestFacts;
  reader: 'person' | 'helper';
}

const readerOf = ({ holder }: Proof): OpenTrack['reader'] => (holder === 'helper' ? 'helper' : 'person');

/** What a proven browser may see; the way to the proof for any other. */
export async function requireTrack(page: AskedPage, token: string): Promise<OpenTrack | Response> {
  const { request, proof } = await trackOf(page, token);
  if (request === undefined || proof === undefined) return sendOn(paths.track(token));
  return { request, reader: readerOf(proof) };
}

/**
 * The same for a page that takes words and shows nothing: who proved it today may still send what they were writing
 * when the half hour was over.
 */
export async function requireTrackForWords(page: AskedPage, token: string): Promise<OpenTrack | Response> {
  const { request, proof, session } = await trackOf(page, token);
  const held = proof ?? (request && (await session.findIdle(request.id)));
  if (request === undefined || held === undefined) return sendOn(paths.track(token));
  return { request, reader: readerOf(held) };
}
