/** The few things of Astro's cookies that signing in needs. */
export interface Cookies {
  get(name: string): { value: string } | undefined;
  set(name: string, value: string, options: Record<string, unknown>): void;
  delete(name: string, options: Record<string, unknown>): void;
}

export type CookieName = 'session' | 'device' | 'kept-form' | 'sign-in' | 'return' | 'draft';

/**
 * A cookie that only this website can set or read: `__Host-` binds it to this host, the whole site and https. Without
 * https, on one's own machine, browsers refuse that prefix, so there the name goes without.
 */
export const cookieName = (name: CookieName, siteUrl: string): string =>
  siteUrl.startsWith('https:') ? `__Host-${name}` : `fd-${name}`;

/** `maxAgeSeconds` left out: until the browser is closed. */
export const cookieOptions = (siteUrl: string, maxAgeSeconds?: number): Record<string, unknown> => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure: siteUrl.startsWith('https:'),
  ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
});
