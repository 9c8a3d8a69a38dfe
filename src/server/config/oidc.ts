import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';

/** Another system that signs people in, by OpenID Connect. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string | null; // one of the two is set
  clientKeyFile: string | null; // absolute
  clientKeyId: string | null;
  name: string; // the words of the button: "Sign in with NHSmail"
  systemName: string; // what those words say people sign in with: "NHSmail"
  scope: string;
  acr: string | null; // acr_values to ask for
  strong: readonly string[]; // acr values, or "amr:mfa", that count as the second step
}

const LEAST_RSA_BITS = 2048; // NIST SP 800-131A

const words = z.string().max(200, 'give at most 200 characters');

const issuer = z.string().refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost');
}, 'give the address of the issuer with https, such as https://login.example.org/tenant/v2.0');

const keyFile = (root: string) =>
  z
    .string()
    .transform((value) => resolve(root, value))
    .superRefine((file, context) => {
      const fault = faultOfKey(file);
      if (fault !== null) context.addIssue({ code: 'custom', message: fault });
    });

function faultOfKey(file: string): string | null {
  if (!existsSync(file)) return 'there is no such file, so give the path of a private key';
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails } = createPrivateKey(readFileSync(file));
    const isLong = (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS;
    if (type === 'rsa' && isLong) return null;
    return `give an RSA key of at least ${LEAST_RSA_BITS} bits`;
  } catch {
    return 'the file is not a private key in the PEM format, so give one that is';
  }
}

/** The settings of signing in through another system, part of the schema of settings.ts. */
export const oidcSettings = (root: string) => ({
  FRONT_DOOR_OIDC_ISSUER: issuer
    .optional()
    .describe('The OpenID Connect issuer that may sign people in. Unset: passwords and links only.'),
  FRONT_DOOR_OIDC_CLIENT_ID: words.optional().describe('The name this website has with that issuer.'),
  FRONT_DOOR_OIDC_CLIENT_SECRET: z
    .string()
    .optional()
    .describe('The secret agreed with the issuer, unless there is a key.'),
  FRONT_DOOR_OIDC_CLIENT_KEY: keyFile(root)
    .optional()
    .describe('A file with an RSA private key (PEM) that proves who we are instead of a secret.'),
  FRONT_DOOR_OIDC_CLIENT_KEY_ID: words
    .optional()
    .describe('The id (kid) under which the issuer knows that key.'),
  FRONT_DOOR_OIDC_NAME: words
    .default('Sign in with your work account')
    .describe('The words of the button, such as "Sign in with NHSmail".'),
  FRONT_DOOR_OIDC_SCOPE: z
    .string()
    .refine(
      (value) => value.split(/\s+/).includes('openid'),
      'give scopes with spaces between them, "openid" among them',
    )
    .default('openid email profile')
    .describe('The scopes to ask the issuer for.'),
  FRONT_DOOR_OIDC_ACR: words
    .optional()
    .describe('The authentication context (acr_values) to ask the issuer for.'),
  FRONT_DOOR_OIDC_STRONG: words
    .optional()
    .describe(
      'The values of acr, or of amr as "amr:mfa", with commas between them, that count as our second step.',
    ),
});

type Read = z.output<z.ZodObject<ReturnType<typeof oidcSettings>>>;

/** What was set about the other system; null when there is none. Throws CannotStart when only a part of it is set. */
export function oidcFrom(read: Read): OidcConfig | null {
  const given = Object.entries(read).filter(
    ([name, value]) => value !== undefined && /OIDC_(ISSUER|CLIENT_)/.test(name),
  );
  if (given.length === 0) return null;
  const { FRONT_DOOR_OIDC_ISSUER: from, FRONT_DOOR_OIDC_CLIENT_ID: clientId } = read;
  if (from === undefined || clientId === undefined) {
    const missing = from === undefined ? 'FRONT_DOOR_OIDC_ISSUER' : 'FRONT_DOOR_OIDC_CLIENT_ID';
    throw new CannotStart(
      `${missing} cannot be left out when ${given[0]?.[0] ?? ''} is set: give it, or neither.`,
    );
  }
  const secret = read.FRONT_DOOR_OIDC_CLIENT_SECRET ?? null;
  const clientKeyFile = read.FRONT_DOOR_OIDC_CLIENT_KEY ?? null;
  if ((secret === null) === (clientKeyFile === null)) {
    throw new CannotStart(
      'FRONT_DOOR_OIDC_ISSUER needs one of FRONT_DOOR_OIDC_CLIENT_SECRET and FRONT_DOOR_OIDC_CLIENT_KEY: give the one that the issuer agreed with you.',
    );
  }
  return {
    issuer: from,
    clientId,
    clientSecret: secret,
    clientKeyFile,
    clientKeyId: read.FRONT_DOOR_OIDC_CLIENT_KEY_ID ?? null,
    name: read.FRONT_DOOR_OIDC_NAME,
    systemName:
      /^(?:sign|log) in (?:with|through|using) (.+)$/i.exec(read.FRONT_DOOR_OIDC_NAME)?.[1] ??
      'the other system',
    scope: read.FRONT_DOOR_OIDC_SCOPE,
    acr: read.FRONT_DOOR_OIDC_ACR ?? null,
    strong: (read.FRONT_DOOR_OIDC_STRONG ?? '').split(/[\s,]+/).filter((value) => value !== ''),
  };
}
