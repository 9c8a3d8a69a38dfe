import { statSync } from 'node:fs';
import type { Db } from '#db/connection.ts';

/** Numbers that the database knows; none names a person, a service or anything else that comes and goes. */
export interface Readings {
  messagesWaiting: number;
  messagesFailed: number;
  tasksOpen: number;
  sessionsOpen: number;
  signIns: { step: string; ok: boolean; tries: number }[]; // those still kept: of about a day
  jobs: { name: string; lastDone: number | null; lastFailed: number | null }[]; // seconds since 1970
  auditSequence: number;
  databaseBytes: number; // with its write-ahead log
}

/** Reads the numbers of this moment; all are counted by an index or of short tables. */
export async function readReadings(db: Db, databaseFile: string, at: Date): Promise<Readings> {
  const [messages, tasks, sessions, signIns, jobs, audit] = await Promise.all([
    db
      .selectFrom('message')
      .select(({ fn }) => [
        fn.count<number>('next_try_at').as('waiting'),
        fn.count<number>('failed_at').as('failed'),
      ])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('task')
      .select(({ fn }) => fn.countAll<number>().as('open'))
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('session')
      .select(({ fn }) => fn.countAll<number>().as('open'))
      .where('ended_at', 'is', null)
      .where('ends_at', '>', at.toISOString())
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('sign_in_attempt')
      .select(({ fn }) => ['step', 'ok', fn.countAll<number>().as('tries')])
      .groupBy(['step', 'ok'])
      .orderBy('step')
      .orderBy('ok')
      .execute(),
    db
      .selectFrom('job_run')
      .select(({ fn }) => ['name', 'outcome', fn.max('finished_at').as('last')])
      .where('outcome', 'is not', null)
      .groupBy(['name', 'outcome'])
      .orderBy('name')
      .execute(),
    db.selectFrom('audit_head').select('sequence').executeTakeFirst(),
  ]);
  const last = (name: string, outcome: 'done' | 'failed'): number | null => {
    const found = jobs.find((row) => row.name === name && row.outcome === outcome)?.last;
    return found == null ? null : Date.parse(found) / 1000;
  };
  return {
    messagesWaiting: messages.waiting,
    messagesFailed: messages.failed,
    tasksOpen: tasks.open,
    sessionsOpen: sessions.open,
    signIns: signIns.map(({ step, ok, tries }) => ({ step, ok: ok === 1, tries })),
    jobs: [...new Set(jobs.map(({ name }) => name))].map((name) => ({
      name,
      lastDone: last(name, 'done'),
      lastFailed: last(name, 'failed'),
    })),
    auditSequence: audit?.sequence ?? 0,
    databaseBytes: bytesOf(databaseFile) + bytesOf(`${databaseFile}-wal`),
  };
}

const bytesOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
