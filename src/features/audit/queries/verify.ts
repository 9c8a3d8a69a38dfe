import type { Db } from '#db/connection.ts';
import { listTriggers } from '#db/triggers.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import {
  endFaults,
  followChain,
  notedFaults,
  START,
  type ChainRow,
  type Fault,
  type Head,
  type Reached,
  type TrailReport,
} from '../chain.ts';
import { compareSeals, sealWarnings } from './seals.ts';

export interface VerifyOptions {
  upTo?: number; // the last event to look at; the trail's end unless told
  after?: Head; // an event known to be right, to begin after
  noted?: Head; // an end of the trail that somebody wrote down elsewhere
  at?: Date; // now, to see whether seals are being made
  batch?: number;
}

const BATCH = 1000;
const FAULTS_KEPT = 20;
const NO_END = Number.MAX_SAFE_INTEGER;

/**
 * Looks at the trail event by event, in batches: is each what its hash says, does each follow from the one before, is
 * none missing in the middle or at the end, does it agree with the seals that nobody can make without the keys, and
 * does the database still refuse to change it. Events recorded meanwhile are left to the next time.
 */
export async function verifyTrail(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  { upTo, after, noted, at, batch = BATCH }: VerifyOptions = {},
): Promise<TrailReport> {
  const found = collect(await triggerFaults(db));
  const recorded = await findEnd(db);
  if (recorded === undefined) found.add([{ sequence: null, text: 'The recorded end of the trail is gone.' }]);
  const end = Math.min(upTo ?? NO_END, recorded?.sequence ?? NO_END);
  let reached: Reached = after ?? START;
  let last = after?.sequence ?? -NO_END;
  let events = 0;
  let seals = 0;
  for (let isLast = false; !isLast;) {
    const rows = await readRows(db, last, end, batch);
    isLast = rows.length < batch;
    const to = isLast ? end : (rows.at(-1)?.sequence ?? end);
    const compared = await compareSeals(db, keys, { after: last, to, rows });
    const step = followChain(reached, rows);
    found.add([...step.faults, ...compared.faults]);
    reached = step.reached;
    seals += compared.seals;
    events += rows.length;
    last = to;
  }
  if (recorded !== undefined && end === recorded.sequence) {
    found.add(endFaults(reached, recorded, recorded.beyond));
    found.add((await compareSeals(db, keys, { after: end, to: NO_END, rows: [] })).faults);
  }
  if (upTo !== undefined && reached.sequence < upTo)
    found.add([{ sequence: upTo, text: `The trail ends at event ${reached.sequence}, before ${upTo}.` }]);
  if (noted !== undefined) found.add(notedFaults(noted, await findHash(db, noted.sequence)));
  return {
    isWhole: found.count() === 0,
    events,
    seals,
    head: { sequence: reached.sequence, hash: reached.hash ?? '' },
    faults: found.first,
    faultCount: found.count(),
    warnings: at === undefined ? [] : await sealWarnings(db, at),
  };
}

/** Gathers faults; only the first are kept, the rest counted: a trail of which the middle is gone has no end of them. */
function collect(first: Fault[]) {
  const kept: Fault[] = [];
  let count = 0;
  const add = (faults: readonly Fault[]): void => {
    kept.push(...faults.slice(0, Math.max(0, FAULTS_KEPT - kept.length)));
    count += faults.length;
  };
  add(first);
  return { first: kept, count: () => count, add };
}

/** The recorded end, and how many events stand after it, in one look: others may be recording. */
async function findEnd(db: Db): Promise<(Head & { beyond: number }) | undefined> {
  const row = await db
    .selectFrom('audit_head')
    .select(['sequence', 'hash'])
    .select((eb) =>
      eb
        .selectFrom('audit_event')
        .whereRef('audit_event.sequence', '>', 'audit_head.sequence')
        .select((each) => each.fn.countAll<number>().as('beyond'))
        .as('beyond'),
    )
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, beyond: row.beyond ?? 0 };
}

const readRows = (db: Db, after: number, end: number, limit: number): Promise<ChainRow[]> =>
  db
    .selectFrom('audit_event')
    .selectAll()
    .where('sequence', '>', after)
    .where('sequence', '<=', end)
    .orderBy('sequence')
    .limit(limit)
    .execute();

async function findHash(db: Db, sequence: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('audit_event')
    .select('hash')
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return row?.hash;
}

/** What migration 0004 made, so that the database itself refuses to change the trail. */
const TRIGGERS: Readonly<Record<string, string>> = {
  audit_event_never_changes:
    "create trigger audit_event_never_changes before update on audit_event begin select raise(abort, 'the audit trail is append-only.'); end",
  audit_event_never_goes:
    "create trigger audit_event_never_goes before delete on audit_event begin select raise(abort, 'the audit trail is append-only.'); end",
};

async function triggerFaults(db: Db): Promise<Fault[]> {
  const found = new Map((await listTriggers(db, 'audit_event')).map(({ name, text }) => [name, text]));
  const gone = Object.entries(TRIGGERS).filter(([name, text]) => found.get(name) !== text);
  const foreign = [...found.keys()].filter((name) => !Object.hasOwn(TRIGGERS, name));
  return [
    ...gone.map(([name]) => `The trigger ${name} is gone or was changed: the trail can be altered.`),
    ...foreign.map((name) => `The trigger ${name} on the trail is not one of this program.`),
  ].map((text) => ({ sequence: null, text }));
}
