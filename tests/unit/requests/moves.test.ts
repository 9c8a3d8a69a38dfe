import { describe, expect, test } from 'vitest';
import {
  mayMoveRequest,
  REQUEST_MOVE_NAMES,
  REQUEST_MOVES,
  REQUEST_STATES,
  type RequestMover,
} from '#src/features/requests/moves.ts';

const MOVERS: readonly RequestMover[] = ['whoever-asks', 'navigator', 'person'];

/** Everything that is allowed, written out once more: the table and this list must change together. */
const ALLOWED = new Set([
  'send draft whoever-asks',
  'send draft navigator',
  'take sent navigator',
  'hand-over with_navigator navigator',
  'put-back with_navigator navigator',
  'close with_navigator navigator',
  'withdraw sent person',
  'withdraw sent navigator',
  'withdraw with_navigator person',
  'withdraw with_navigator navigator',
]);

describe('the moves of a request', () => {
  const all = REQUEST_MOVE_NAMES.flatMap((name) =>
    REQUEST_STATES.flatMap((from) => MOVERS.map((by) => [name, from, by] as const)),
  );

  test.each(all)('%s from %s by %s is as the table says', (name, from, by) => {
    expect(mayMoveRequest(name, from, by)).toBe(ALLOWED.has(`${name} ${from} ${by}`));
  });

  test('lead to where product.md says, and nothing leads out of closed', () => {
    expect(Object.fromEntries(REQUEST_MOVE_NAMES.map((name) => [name, REQUEST_MOVES[name].to]))).toEqual({
      send: 'sent',
      take: 'with_navigator',
      'hand-over': 'with_navigator',
      'put-back': 'sent',
      close: 'closed',
      withdraw: 'closed',
    });
    expect(all.filter(([name, from, by]) => from === 'closed' && mayMoveRequest(name, from, by))).toEqual([]);
  });
});
