import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import type { TrailEvent } from '../queries.ts';
import { openedFromAudit } from '../rules.ts';
import { differencesOf, type Difference } from './differences.ts';
import { ENTITIES, PROGRAMS, SENTENCES } from './sentences.ts';

/** An event as a line of the list. */
export interface ShownEvent {
  sequence: number;
  sentence: string; // "Ann Example changed the roles of Bob Example"
  when: string; // "21 November 2026, 2:05pm"
  who: string;
  accountId: string | null;
  about: string; // "Account"
  from: string; // "Firefox on Windows, address 3fA9…", or ''
  device: string | null;
  addressHash: string | null;
  reason: string | null;
}

/** The names of things, by table and id: "account:…". */
export type Names = ReadonlyMap<string, string>;

/** Who did it, as the beginning of a sentence. */
export const whoDid = (event: Pick<TrailEvent, 'actor' | 'actorName'>): string =>
  event.actorName ??
  PROGRAMS[event.actor] ??
  (event.actor.startsWith('review-link:')
    ? 'Somebody with a link from a mail'
    : 'Somebody who has no account now');

/** What was done, as a sentence; an action that this version does not know is named as it was recorded. */
export function eventInWords(event: TrailEvent, names: Names): string {
  const known = Object.hasOwn(SENTENCES, event.action) ? SENTENCES[event.action] : undefined;
  const thing = names.get(`${event.entity}:${event.entity_id}`) ?? thingOf(event);
  const did = known ?? `did “${event.action}” to *`;
  return `${whoDid(event)} ${did.replace('*', () => thing)}`;
}

/** Names that are ids themselves: a job's, a setting's, an event's number. */
const OWN_NAMES = new Set(['job', 'setting', 'audit_event']);

const thingOf = ({ entity, entity_id }: TrailEvent): string =>
  OWN_NAMES.has(entity)
    ? entity_id
    : ((Object.hasOwn(ENTITIES, entity) ? ENTITIES[entity]?.thing : undefined) ?? `${entity} ${entity_id}`);

/** "21 November 2026, 2:05pm", in London. */
export function momentInWords(instant: string): string {
  const { day, time } = londonNow(new Date(instant));
  return `${formatDay(day)}, ${formatTime(time)}`;
}

/** An event for the list. */
export const shownEvent = (event: TrailEvent, names: Names): ShownEvent => ({
  sequence: event.sequence,
  sentence: eventInWords(event, names),
  when: momentInWords(event.happened_at),
  who: whoDid(event),
  accountId: event.actorName === null ? null : event.actor,
  about: (Object.hasOwn(ENTITIES, event.entity) ? ENTITIES[event.entity]?.name : undefined) ?? event.entity,
  from: [event.device, event.address_hash && `address ${event.address_hash}`].filter(Boolean).join(', '),
  device: event.device,
  addressHash: event.address_hash,
  reason: event.reason,
});

/** What an event changed, its sealed values opened for whoever may read them. */
export const changesOf = (
  event: TrailEvent,
  unseal: (sealed: string, context: string) => string,
): Difference[] =>
  differencesOf(event.before, event.after, (value) => {
    try {
      return openedFromAudit(unseal, value, event.entity, event.entity_id);
    } catch {
      return null;
    }
  });
