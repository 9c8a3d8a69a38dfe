import { sharedSite } from '../../support/shared/site.ts';
import type {
  FeedOrganization,
  FeedPage,
  FeedService,
  FeedServiceAtLocation,
} from '#src/features/open-referral/types.ts';

/** The feed of the example place. */
export const FEED = `${sharedSite()}/api/open-referral/v3`;

export const LISTS = [
  'services',
  'service_at_locations',
  'organizations',
  'taxonomies',
  'taxonomy_terms',
] as const;

interface Known {
  id: string;
}

/** Reads an address of the feed that is expected to answer. */
export async function read<T>(path: string): Promise<T> {
  const response = await fetch(FEED + path);
  if (!response.ok) throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

export const page = <Item extends Known = Known>(path: string): Promise<FeedPage<Item>> => read(path);

/** Everything that a list gives line by line. */
export async function lines<Item extends Known = Known>(path: string): Promise<Item[]> {
  const response = await fetch(FEED + path);
  if (response.headers.get('content-type') !== 'application/x-ndjson')
    throw new Error(`${path} gives no lines`);
  const text = await response.text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Item);
}

export const everyService = (): Promise<FeedService[]> => lines('/services?full=true&format=ndjson');
export const everyPlace = (): Promise<FeedServiceAtLocation[]> =>
  lines('/service_at_locations?full=true&format=ndjson');
export const everyOrganization = (): Promise<FeedOrganization[]> =>
  lines('/organizations?full=true&format=ndjson');

/** The ids of all services that the parameters select. */
export const idsOf = async (list: (typeof LISTS)[number], query: string): Promise<string[]> =>
  (await lines(`/${list}?format=ndjson&${query}`)).map(({ id }) => id);

/** What the feed says is wrong with a request. */
export async function refusal(path: string): Promise<{ status: number; error: string; cors: string | null }> {
  const response = await fetch(FEED + path);
  const { error } = (await response.json()) as { error: string };
  return { status: response.status, error, cors: response.headers.get('access-control-allow-origin') };
}
