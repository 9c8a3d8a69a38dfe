import { paths } from '#src/lib/paths.ts';
import { ENDPOINTS, type EndpointName } from './endpoints.ts';

const ROOT = paths.feed();

const NAMES = Object.keys(ENDPOINTS) as EndpointName[];

/** Which address of the feed a path is, or null. A trailing slash is no part of one. */
export function endpointAt(path: string): EndpointName | null {
  if (path !== ROOT && !path.startsWith(`${ROOT}/`)) return null;
  const rest = path.slice(ROOT.length).replace(/^\/([^/]+)\/[^/]+$/, '/$1/{id}') || '/';
  return NAMES.find((name) => ENDPOINTS[name].path === rest) ?? null;
}
