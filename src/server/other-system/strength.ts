/** What an issuer says about how somebody proved who they are. OpenID Connect Core 1.0, section 2. */
export interface AuthenticationClaims {
  acr?: unknown;
  amr?: unknown;
}

/**
 * True when one of the listed values stands in the claims: "AAL3_ANY" for the context (acr), "amr:mfa" for a method.
 * Nothing listed: never.
 */
export function isStrong({ acr, amr }: AuthenticationClaims, strong: readonly string[]): boolean {
  const methods: readonly unknown[] = Array.isArray(amr) ? amr : [];
  return strong.some((value) =>
    value.startsWith('amr:') ? methods.includes(value.slice('amr:'.length)) : acr === value,
  );
}
