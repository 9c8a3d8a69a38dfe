import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { buildLines } from './groups/build.ts';
import { editLines } from './groups/edit.ts';
import { feedLines } from './groups/feed.ts';
import { httpLines } from './groups/http.ts';
import { searchLines } from './groups/search.ts';
import { startLines } from './groups/start.ts';
import { openPlaces, type Places } from './places.ts';
import { toTable, type Line } from './report.ts';
import { readable } from './statistics.ts';

/** In the order of the table. */
const GROUPS: Readonly<Record<string, (places: Places) => AsyncGenerator<Line>>> = {
  search: searchLines,
  build: buildLines,
  edit: editLines,
  http: httpLines,
  feed: feedLines,
  start: startLines,
};
const USAGE = `Use: npm run bench, or npm run bench -- --only ${Object.keys(GROUPS).join('|')}.`;

/** The groups that were asked for, all of them unless told; null when there is no such group. */
function groupsAskedFor(): string[] | null {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
    const asked = values.only ?? Object.keys(GROUPS);
    return asked.every((name) => GROUPS[name] !== undefined) ? asked : null;
  } catch {
    return null;
  }
}

async function run(names: readonly string[]): Promise<void> {
  const started = performance.now();
  const load = loadavg().map(readable).join(', ');
  console.log(
    `Node ${process.versions.node}, ${availableParallelism()} cores, load average ${load} at the start.\n`,
  );
  const places = openPlaces();
  const lines: Line[] = [];
  try {
    for (const [name, measure] of Object.entries(GROUPS)) {
      if (!names.includes(name)) continue;
      console.error(`Measuring: ${name}`);
      for await (const line of measure(places)) lines.push(line);
    }
  } finally {
    places.remove();
    // Also when something broke: what was measured before it stands.
    console.log(toTable(lines));
  }
  console.log(
    '\nLighthouse: run by hand, see README (npx lighthouse@13.5.0 http://localhost:4321/search?q=lonely).',
  );
  console.error(`It took ${readable((performance.now() - started) / 1000)} s.`);
}

const names = groupsAskedFor();
if (names === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await run(names);
}
