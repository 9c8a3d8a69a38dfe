/** The parts of a request's address, or null when it is not an address of this website. */
export interface RequestAddress {
  path: string; // as the browser would write it: dots resolved, still percent-encoded
  query: string; // with its question mark, or ''
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads the target of a request. Null for a broken percent-encoding in path or query, for a fragment, which browsers
 * keep to themselves (RFC 9112, 3.2), for the absolute form that only proxies use, and for a path that starts with two
 * slashes once dots and backslashes are resolved: a redirect built from it would lead to another website.
 */
export function readAddress(target: string): RequestAddress | null {
  if (
    !target.startsWith('/') ||
    target.includes('#') ||
    !isDecodable(target) ||
    !URL.canParse(`http://host${target}`)
  )
    return null;
  const { pathname, search } = new URL(`http://host${target}`);
  return pathname.startsWith('//') ? null : { path: pathname, query: search };
}

/** The address without slashes at its end, so that each page has one address; null when it is already so. */
export function withoutEndSlash({ path, query }: RequestAddress): string | null {
  return path.length > 1 && path.endsWith('/') ? `${path.replace(/\/+$/, '') || '/'}${query}` : null;
}
