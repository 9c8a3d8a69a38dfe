import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { RequestState } from '../moves.ts';

/** `waiting`: mine, and a service has not answered; `overdue` and `same-day`: whoever's they are, nobody spoke with the person yet. */
export const QUEUES = ['new', 'same-day', 'mine', 'waiting', 'overdue', 'all'] as const;
export type Queue = (typeof QUEUES)[number];

/** A request in a list. */
export interface QueueRow {
  id: string;
  reference: string;
  personName: string; // what to call them, or their name
  needs: string[]; // slugs
  area: string | null;
  sameDay: boolean;
  state: RequestState;
  sentAt: string;
  contactDueOn: string | null;
  isOverdue: boolean;
  contactedAt: string | null;
  navigator: { id: string; name: string } | null;
  communicationFlags: string[]; // in words, "BSL interpreter"
  openReferrals: number;
  unansweredReferrals: number;
}

export interface QueueQuestion {
  queue: Queue;
  navigatorId: string; // who asks
  today: string; // date in England
}

/** The requests of a queue, the most pressing first, and how many there are in all. Pages are numbered from 1. */
export async function listQueue(
  db: Db,
  keys: Keys,
  question: QueueQuestion,
  page: { page: number; size: number },
): Promise<{ rows: QueueRow[]; total: number }> {
  throw new Error(`${db} ${keys} ${question} ${page}`);
}

/** How many requests stand in each queue. */
export async function countQueues(
  db: Db,
  question: Omit<QueueQuestion, 'queue'>,
): Promise<Record<Queue, number>> {
  throw new Error(`${db} ${question}`);
}

/** Sent requests found by a reference, a name, a phone number, an email address, an NHS number, or a date of birth with a postcode. */
export async function findByLookup(db: Db, keys: Keys, typed: string, today: string): Promise<QueueRow[]> {
  throw new Error(`${db} ${keys} ${typed} ${today}`);
}
