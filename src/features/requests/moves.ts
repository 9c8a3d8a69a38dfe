import type { RequestTable } from '#db/schema.ts';

export type RequestState = RequestTable['state'];
export const REQUEST_STATES = [
  'draft',
  'sent',
  'with_navigator',
  'closed',
] as const satisfies readonly RequestState[];

/** Who may move a request. `job` is the retention job, which moves nothing but deletes. */
export type RequestMover = 'whoever-asks' | 'navigator' | 'person';

interface RequestMove {
  from: readonly RequestState[];
  to: RequestState;
  by: readonly RequestMover[];
  needsReason: boolean;
}

/** The one table of what may become of a request. What is not in it is refused. */
export const REQUEST_MOVES = {
  send: { from: ['draft'], to: 'sent', by: ['whoever-asks', 'navigator'], needsReason: false },
  take: { from: ['sent'], to: 'with_navigator', by: ['navigator'], needsReason: false },
  'hand-over': { from: ['with_navigator'], to: 'with_navigator', by: ['navigator'], needsReason: true },
  'put-back': { from: ['with_navigator'], to: 'sent', by: ['navigator'], needsReason: true },
  close: { from: ['with_navigator'], to: 'closed', by: ['navigator'], needsReason: true },
  withdraw: {
    from: ['sent', 'with_navigator'],
    to: 'closed',
    by: ['person', 'navigator'],
    needsReason: false,
  },
} as const satisfies Readonly<Record<string, RequestMove>>;
export type RequestMoveName = keyof typeof REQUEST_MOVES;
export const REQUEST_MOVE_NAMES = Object.keys(REQUEST_MOVES) as readonly RequestMoveName[];

/** True when this mover may make this move from this state. */
export function mayMoveRequest(name: RequestMoveName, from: RequestState, by: RequestMover): boolean {
  const move: RequestMove = REQUEST_MOVES[name];
  return move.from.includes(from) && move.by.includes(by);
}

/** Why a request is over, in the words people read. `withdrawn` is what the person asked for. */
export const CLOSED_REASONS = {
  helped: 'They got the help they asked for',
  'partly-helped': 'They got some of the help they asked for',
  'no-service': 'No service could help',
  'could-not-contact': 'We could not reach them',
  'not-wanted': 'They no longer want help',
  'went-elsewhere': 'They found help elsewhere',
  duplicate: 'They had asked already',
  died: 'They have died',
  withdrawn: 'They withdrew',
} as const;
export type ClosedReason = keyof typeof CLOSED_REASONS;
