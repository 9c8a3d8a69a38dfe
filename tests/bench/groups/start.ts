import { dirname } from 'node:path';
import { atMost, type Line } from '../report.ts';
import { buildPages, startSite } from '../servers.ts';
import { median, readable } from '../statistics.ts';
import type { Places } from '../places.ts';

const STARTS = 3;

/** From starting the program to the first "ok" of its health page, with 10,000 services in its database. */
export async function* startLines(places: Places): AsyncGenerator<Line> {
  buildPages();
  const folder = dirname(await places.small());
  const seconds: number[] = [];
  for (let turn = 0; turn < STARTS; turn += 1) {
    const site = await startSite(folder);
    seconds.push(site.milliseconds / 1000);
    await site.stop();
  }
  const middle = median(seconds);
  yield {
    what: '`/health` ok after start with 10,000 services',
    target: 'at most 3 s',
    checks: [atMost(middle, 3, `${readable(middle)} s`)],
    beside: `median of ${STARTS}, longest ${readable(Math.max(...seconds))} s`,
  };
}
