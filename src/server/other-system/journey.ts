import { paths } from '#src/lib/paths.ts';
import type { AskedPage } from '../sign-in/access.ts';
import { cookieName, cookieOptions } from '../sign-in/cookies.ts';
import type { OtherSystem, OtherSystemRefusal, ProvedIdentity } from './connection.ts';
import { JOURNEY_MINUTES, openJourney, sealJourney, type Journey, type Purpose } from './journey-cookie.ts';

/** The one address that the other system sends people back to; it is registered there. */
const returnAddress = (siteUrl: string): string => `${siteUrl}${paths.signInWithOtherDone()}`;

/**
 * Begins a way to the other system and back in this browser, and gives the address to go to. Null when the other system
 * cannot be reached: then nothing is begun.
 */
export async function beginJourney(
  { cookies, locals }: AskedPage,
  system: OtherSystem,
  purpose: Purpose,
  back: string,
): Promise<string | null> {
  const { config, keyRing, now } = locals.app;
  const start = await system.begin(returnAddress(config.siteUrl));
  if (start === null) return null;
  const journey = { begun: start.begun, purpose, back, startedAt: now().toISOString() };
  cookies.set(
    cookieName('sign-in', config.siteUrl),
    sealJourney(keyRing, journey),
    cookieOptions(config.siteUrl, JOURNEY_MINUTES * 60),
  );
  return start.address;
}

export type JourneyEnd =
  { kind: 'proved'; journey: Journey; identity: ProvedIdentity } | { kind: OtherSystemRefusal | 'not-begun' };

/**
 * Ends the way that this browser began, with what the other system says about who came back. Refuses 'not-begun' when
 * this browser began none, began it too long ago, or ended it already.
 */
export async function endJourney(
  { url, cookies, locals }: AskedPage,
  system: OtherSystem,
): Promise<JourneyEnd> {
  const { config, keyRing, now } = locals.app;
  const name = cookieName('sign-in', config.siteUrl);
  const journey = openJourney(keyRing, cookies.get(name)?.value, now());
  cookies.delete(name, cookieOptions(config.siteUrl));
  if (journey === null || url.searchParams.get('state') !== journey.begun.state) return { kind: 'not-begun' };
  if (!system.ended.end(journey.begun.state, now())) return { kind: 'not-begun' };
  const answer = new URL(`${returnAddress(config.siteUrl)}${url.search}`);
  const identity = await system.finish(answer, journey.begun);
  return typeof identity === 'string' ? { kind: identity } : { kind: 'proved', journey, identity };
}
