import { measureApart } from '../processes.ts';
import { atMost, type Line } from '../report.ts';
import { milliseconds } from '../statistics.ts';
import type { Places } from '../places.ts';
import type { EditMeasured } from '../measures/edit.ts';

/** Edits and rebuilds while a hundred people a second search. */
export async function* editLines(places: Places): AsyncGenerator<Line> {
  const file = await places.copyOfSmall();
  const { untilFound, quiet, editing, rebuilding, rebuilds } = await measureApart<EditMeasured>('edit', [
    file,
  ]);
  const held = Math.max(editing.longestHold, rebuilding.longestHold);
  yield {
    what: 'edit to searchable at 10,000 while 100 queries a second run',
    target: 'at most 20 ms; main thread never held over 20 ms; query p99 at most 10 ms during a rebuild',
    checks: [
      atMost(untilFound.most, 20, `longest ${milliseconds(untilFound.most)}`),
      atMost(held, 20, `main thread held at most ${milliseconds(held)}`),
      atMost(rebuilding.queries.p99, 10, `query p99 ${milliseconds(rebuilding.queries.p99)}`),
    ],
    beside: [
      `edit p50 ${milliseconds(untilFound.p50)} of ${untilFound.count}`,
      `a rebuild takes ${milliseconds(rebuilds.p50)}`,
      `of the hold ${milliseconds(Math.max(editing.longestWork, rebuilding.longestWork))} is work`,
      `with nothing changing: held ${milliseconds(quiet.longestHold)}, query p99 ${milliseconds(quiet.queries.p99)}`,
    ].join('; '),
  };
}
