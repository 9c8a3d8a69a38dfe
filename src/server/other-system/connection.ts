import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ClientAuth, Configuration, ServerMetadata } from 'openid-client';
import type { OidcConfig } from '../config/oidc.ts';
import { logError } from '../log.ts';
import { rememberEndedJourneys, type Begun, type EndedJourneys } from './journey-cookie.ts';
import { isStrong } from './strength.ts';

type Library = typeof import('openid-client');

const TIMEOUT_SECONDS = 10;
/** What an issuer says about itself changes seldom; its keys are fetched for each sign-in. */
const KEEP_DISCOVERY_MS = 24 * 60 * 60 * 1000;
/** In the order in which they are chosen; all are made with an RSA key. RFC 7518, section 3.1. */
const ASSERTION_ALGORITHMS = { RS256: 'SHA-256', RS384: 'SHA-384', RS512: 'SHA-512' } as const;

/** Somebody as the other system knows them. */
export interface ProvedIdentity {
  issuer: string;
  subject: string;
  isStrong: boolean; // the other system took a second step, as FRONT_DOOR_OIDC_STRONG says
}

/** Why the other system let nobody in: it cannot be reached, the person turned back, or the answer proves nothing. */
export type OtherSystemRefusal = 'unreachable' | 'declined' | 'not-proved';

export interface OtherSystem {
  ended: EndedJourneys;
  /** The address at the other system that the browser goes to. Null when the system cannot be reached. */
  begin(returnAddress: string): Promise<{ address: string; begun: Begun } | null>;
  /** Who came back with this answer, the whole address they came back to. */
  finish(answer: URL, begun: Begun): Promise<ProvedIdentity | OtherSystemRefusal>;
}

/**
 * The OpenID Connect issuer of the settings. The library is loaded and the issuer asked about itself when first needed,
 * so that an issuer that is down never stops the start; a failure is tried again the next time.
 */
export function connectOtherSystem(config: OidcConfig, now: () => Date): OtherSystem {
  const isPlainHttp = config.issuer.startsWith('http:'); // on one's own machine only, see config/oidc.ts
  let discovered: { metadata: ServerMetadata; at: number } | null = null;

  async function discover(client: Library): Promise<ServerMetadata> {
    if (discovered !== null && now().getTime() - discovered.at < KEEP_DISCOVERY_MS)
      return discovered.metadata;
    const found = await client.discovery(new URL(config.issuer), config.clientId, undefined, client.None(), {
      timeout: TIMEOUT_SECONDS,
      execute: isPlainHttp ? [client.allowInsecureRequests] : [],
    });
    discovered = { metadata: found.serverMetadata(), at: now().getTime() };
    return discovered.metadata;
  }

  /** Made anew each time: it holds the issuer's keys, and those may have been changed since. */
  async function configuration(client: Library): Promise<Configuration> {
    const metadata = await discover(client);
    const auth = await clientAuth(client, config, metadata);
    const made = new client.Configuration(metadata, config.clientId, undefined, auth);
    made.timeout = TIMEOUT_SECONDS;
    if (isPlainHttp) client.allowInsecureRequests(made);
    // Without this the signature of a token that came straight from the issuer is not looked at.
    client.enableNonRepudiationChecks(made);
    return made;
  }

  return {
    ended: rememberEndedJourneys(),
    async begin(returnAddress) {
      try {
        const client = await import('openid-client');
        const begun = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        };
        const address = client.buildAuthorizationUrl(await configuration(client), {
          redirect_uri: returnAddress,
          scope: config.scope,
          state: begun.state,
          nonce: begun.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
          code_challenge_method: 'S256',
          ...(config.acr === null ? {} : { acr_values: config.acr }),
        });
        return { address: address.href, begun };
      } catch (error) {
        logFailure(error);
        return null;
      }
    },
    async finish(answer, begun) {
      const client = await import('openid-client');
      try {
        const tokens = await client.authorizationCodeGrant(await configuration(client), answer, {
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          pkceCodeVerifier: begun.verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) return 'not-proved';
        return {
          issuer: claims.iss,
          subject: claims.sub,
          isStrong: isStrong({ acr: claims.acr, amr: claims.amr }, config.strong),
        };
      } catch (error) {
        if (error instanceof client.AuthorizationResponseError && error.error === 'access_denied')
          return 'declined';
        logFailure(error);
        return isNoAnswer(error) ? 'unreachable' : 'not-proved';
      }
    },
  };
}

async function clientAuth(
  client: Library,
  config: OidcConfig,
  metadata: ServerMetadata,
): Promise<ClientAuth> {
  if (config.clientKeyFile === null) {
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const secret = config.clientSecret ?? '';
    const isBasicOnly = methods.includes('client_secret_basic') && !methods.includes('client_secret_post');
    return isBasicOnly ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret);
  }
  const allowed = metadata.token_endpoint_auth_signing_alg_values_supported ?? ['RS256'];
  const [, hash] = Object.entries(ASSERTION_ALGORITHMS).find(([name]) => allowed.includes(name)) ?? [];
  const pkcs8 = createPrivateKey(readFileSync(config.clientKeyFile)).export({ type: 'pkcs8', format: 'der' });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: hash ?? 'SHA-256' };
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  return client.PrivateKeyJwt({ key, ...(config.clientKeyId === null ? {} : { kid: config.clientKeyId }) });
}

/** True when nobody answered, or only that something is broken there: trying again later may help. */
function isNoAnswer(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  return (
    error instanceof TypeError ||
    code === 'OAUTH_TIMEOUT' ||
    ['TimeoutError', 'AbortError'].includes(error.name) ||
    statusOf(error) >= 500
  );
}

/** The status of the answer that an error is about, which the library puts into its causes; 0 when there is none. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 0;
  if ('status' in error && typeof error.status === 'number') return error.status;
  return 'cause' in error ? statusOf(error.cause) : 0;
}

/** The kind of failure and nothing more: what caused it may hold what the issuer said about a person. */
function logFailure(error: unknown): void {
  const { name, message, code } = error as { name?: unknown; message?: unknown; code?: unknown };
  logError('other-system', `${String(name)} ${String(code ?? '')}: ${String(message)}`);
}
