import { describe, expect, test } from 'vitest';
import { startVisitTally } from '#src/features/visits/tally.ts';

describe('counting visits in memory', () => {
  test('adds up the same, and keeps services, days and kinds apart', () => {
    const tally = startVisitTally();
    tally.add('a', 'seen', '2026-11-21');
    tally.add('a', 'seen', '2026-11-21');
    tally.add('a', 'saved', '2026-11-21');
    tally.add('a', 'seen', '2026-11-22');
    tally.add('b', 'seen', '2026-11-21');
    expect(tally.take()).toEqual([
      { serviceId: 'a', day: '2026-11-21', kind: 'seen', visits: 2 },
      { serviceId: 'a', day: '2026-11-21', kind: 'saved', visits: 1 },
      { serviceId: 'a', day: '2026-11-22', kind: 'seen', visits: 1 },
      { serviceId: 'b', day: '2026-11-21', kind: 'seen', visits: 1 },
    ]);
    expect(tally.take()).toEqual([]);
  });

  test('what could not be written is added to what came meanwhile', () => {
    const tally = startVisitTally();
    tally.add('a', 'seen', '2026-11-21');
    const taken = tally.take();
    tally.add('a', 'seen', '2026-11-21');
    tally.giveBack(taken);
    expect(tally.take()).toEqual([{ serviceId: 'a', day: '2026-11-21', kind: 'seen', visits: 2 }]);
  });
});
