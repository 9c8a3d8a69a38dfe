import { measureApart } from '../processes.ts';
import { atLeast, atMost, type Line } from '../report.ts';
import { median, milliseconds, readable } from '../statistics.ts';
import type { BuildMeasured } from '../measures/build.ts';

const SERVICES = 10_000;
const MEGABYTE = 1_000_000;
/** One after the other, so that what else the machine does meets both. */
const TURNS = ['ours', 'lunr', 'ours', 'lunr', 'ours'] as const;

/** Building the text index against lunr's own build, each in a process of its own. */
export async function* buildLines(): AsyncGenerator<Line> {
  const measured: { engine: string; build: BuildMeasured }[] = [];
  for (const engine of TURNS)
    measured.push({ engine, build: await measureApart<BuildMeasured>('build', [engine, SERVICES]) });
  const middle = (engine: string, figure: keyof BuildMeasured): number =>
    median(measured.filter((one) => one.engine === engine).map(({ build }) => build[figure]));
  const megabytes = (engine: string): number => middle(engine, 'residentBytes') / MEGABYTE;
  const times = middle('lunr', 'milliseconds') / middle('ours', 'milliseconds');
  const took = (engine: string): string => milliseconds(middle(engine, 'milliseconds'));
  yield {
    what: "building the index at 10,000, against lunr's own build",
    target: 'at least 4 times faster; at most 60 MB more resident memory',
    checks: [
      atLeast(times, 4, `${readable(times)} times`),
      atMost(megabytes('ours'), 60, `${readable(megabytes('ours'))} MB`),
    ],
    beside: [
      `${took('ours')} against ${took('lunr')}`,
      `lunr ${readable(megabytes('lunr'))} MB`,
      `of ours ${readable(middle('ours', 'liveBytes') / MEGABYTE)} MB is in use`,
    ].join('; '),
  };
}
