import { when } from '#src/features/services/editing/facts/when/when.ts';
import type { ScheduleRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { aService, typing } from './world.ts';

/** The rule that a new session becomes, or what is refused of it. */
export async function newSession(fields: FormValues): Promise<ScheduleRecord[] | Record<string, string>> {
  const rows = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [`session-1-${name}`, value]),
  );
  const { record, problems } = await typing(when, aService(), { 'session-rows': '1', ...rows });
  return Object.keys(problems).length > 0 ? problems : record.schedules;
}

export const weekly = { repeat: 'weekly', days: ['TU'], from: '2pm', to: '4pm' };
