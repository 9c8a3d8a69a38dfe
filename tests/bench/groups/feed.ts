import { dirname } from 'node:path';
import { atMost, type Line } from '../report.ts';
import { buildPages, startSite, type BenchServer } from '../servers.ts';
import { kilobytes, milliseconds, readable, summarise, type Summary } from '../statistics.ts';
import { fetchCompressed } from '../wire.ts';
import type { Places } from '../places.ts';

const SERVICES_ON_A_PAGE = 50;
const PAGES = 200;
const MOST_MS = 15;
const FEED = '/api/open-referral/v3/services?full=true';

interface Measured {
  times: Summary;
  work: number; // milliseconds of the server's processor time, each page
  bytes: number;
}

/** Pages of the Open Referral UK feed with whole services, each asked for once, so that none is kept from before. */
export async function* feedLines(places: Places): AsyncGenerator<Line> {
  buildPages();
  const site = await startSite(dirname(await places.small()));
  try {
    // Other addresses first: the program warms up, and the order of the services is put together.
    await readPages(site, `${FEED}&per_page=${SERVICES_ON_A_PAGE - 1}`);
    yield toLine(await readPages(site, FEED));
  } finally {
    await site.stop();
  }
}

async function readPages(site: BenchServer, path: string): Promise<Measured> {
  const times: number[] = [];
  let bytes = 0;
  const before = await site.worked();
  for (let page = 1; page <= PAGES; page += 1) {
    const started = performance.now();
    const fetched = await fetchCompressed(`${site.url}${path}&page=${page}`);
    times.push(performance.now() - started);
    bytes += Buffer.byteLength(fetched.text);
    const { size } = JSON.parse(fetched.text) as { size: number };
    if (size < SERVICES_ON_A_PAGE - 1) throw new Error(`Page ${page} has ${size} services.`);
  }
  const work = ((await site.worked()) - before) / PAGES;
  return { times: summarise(times), work, bytes: bytes / PAGES };
}

const toLine = ({ times, work, bytes }: Measured): Line => ({
  what: `a page of ${SERVICES_ON_A_PAGE} full services of the feed at 10,000, over HTTP, not kept before`,
  target: `p99 at most ${MOST_MS} ms`,
  checks: [atMost(times.p99, MOST_MS, `p99 ${milliseconds(times.p99)}`)],
  beside: [
    `p50 ${milliseconds(times.p50)}`,
    `${milliseconds(work)} of processor time each, compressing included`,
    `${kilobytes(bytes)} before that`,
    `${readable(times.count)} pages, one after another`,
  ].join('; '),
});
