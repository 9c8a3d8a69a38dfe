import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seeded } from '../corpus/random.ts';
import { wordAt } from '../corpus/words.ts';
import { askForSeconds, middle, shareOf, type Load } from '../load.ts';
import { atLeast, atMost, type Line } from '../report.ts';
import { buildPages, startRaw, startSite, type BenchServer } from '../servers.ts';
import { kilobytes, milliseconds, percent, readable } from '../statistics.ts';
import { fetchCompressed, weighPage, type Fetched, type Weight } from '../wire.ts';
import type { Places } from '../places.ts';

const CARDS = 20;
const WARM_UP_SECONDS = 2;
const SECONDS = 3;
const ROUNDS = 3;

/** Two words that some of the services use: each is in 1 to 14 % of them. No address comes twice. */
function* addresses(): Generator<string, never> {
  const random = seeded(11);
  const seen = new Set<string>();
  for (;;) {
    const path = `/search?q=${wordAt(100 + random.below(900))}+${wordAt(100 + random.below(900))}`;
    if (!seen.has(path)) yield path;
    seen.add(path);
  }
}

/** A results page kept and rendered, against a raw server with the same bytes; and what its first visit weighs. */
export async function* httpLines(places: Places): AsyncGenerator<Line> {
  buildPages();
  const folder = dirname(await places.small());
  const site = await startSite(folder);
  try {
    const paths = addresses();
    const path = paths.next().value;
    const page = await resultsPage(site, path);
    const body = join(folder, 'page');
    writeFileSync(body, page.bytes);
    const raw = await startRaw(body, page.headers['content-encoding'] ?? 'identity');
    try {
      const loads = await compare(site, raw, path, () => paths.next().value);
      yield* speedLines(loads, page);
      yield wireLine(await weighPage(`${site.url}${path}`));
    } finally {
      await raw.stop();
    }
  } finally {
    await site.stop();
  }
}

async function resultsPage(site: BenchServer, path: string): Promise<Fetched> {
  const page = await fetchCompressed(`${site.url}${path}`);
  const cards = page.text.match(/<li[^>]* class="fd-card[ "]|<li class="fd-card[ "]/g)?.length ?? 0;
  if (cards !== CARDS) throw new Error(`${path} shows ${cards} cards, not ${CARDS}`);
  return page;
}

interface Loads {
  raw: Load[];
  kept: Load[];
  rendered: Load[];
}

/** All three in turn, several times, so that what else the machine does meets them all. */
async function compare(
  site: BenchServer,
  raw: BenchServer,
  path: string,
  newPath: () => string,
): Promise<Loads> {
  const loads: Loads = { raw: [], kept: [], rendered: [] };
  await askForSeconds(site, WARM_UP_SECONDS, newPath);
  await askForSeconds(site, WARM_UP_SECONDS, path);
  await askForSeconds(raw, WARM_UP_SECONDS, '/');
  for (let round = 0; round < ROUNDS; round += 1) {
    loads.raw.push(await askForSeconds(raw, SECONDS, '/'));
    loads.kept.push(await askForSeconds(site, SECONDS, path));
    loads.rendered.push(await askForSeconds(site, SECONDS, newPath));
  }
  return loads;
}

function speedLines({ raw, kept, rendered }: Loads, page: Fetched): Line[] {
  const figures = (loads: Load[]): string => {
    const { requestsPerSecond, workPerRequest } = middle(loads);
    return `${readable(Math.round(requestsPerSecond))} requests a second, ${milliseconds(workPerRequest)} of work each`;
  };
  const beside = (loads: Load[]): string => `${figures(loads)}; raw ${figures(raw)}`;
  const [keptShare, renderedShare] = [shareOf(kept, raw), shareOf(rendered, raw)];
  return [
    {
      what: 'results page kept in memory, 20 cards, against raw node:http sending the same bytes',
      target: 'at least 75 %',
      checks: [atLeast(keptShare, 0.75, percent(keptShare))],
      beside: `${beside(kept)}; ${kilobytes(page.bytes.length)}, ${page.headers['content-encoding'] ?? 'not compressed'}`,
    },
    {
      what: 'results page rendered, against the same raw server',
      target: 'at least 8 %',
      checks: [atLeast(renderedShare, 0.08, percent(renderedShare))],
      beside: beside(rendered),
    },
  ];
}

function wireLine({ html, style, script, font, other }: Weight): Line {
  const total = html + style + script + other;
  return {
    what: 'results page over the wire, first visit, font apart',
    target: 'at most 40 kB; JavaScript at most 12 kB',
    checks: [
      atMost(total, 40_000, kilobytes(total)),
      atMost(script, 12_000, `JavaScript ${kilobytes(script)}`),
    ],
    beside: `HTML ${kilobytes(html)}, CSS ${kilobytes(style)}, other ${kilobytes(other)}; font ${kilobytes(font)}`,
  };
}
