import type { ServiceRecord } from '#src/features/services/record.ts';
import type { PublicCalendar } from '#src/features/schedules/rules.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { FieldProblem } from '#src/features/services/editing/editor.ts';
import { alert } from './alert.ts';
import { phone } from './phone.ts';
import { space } from './space.ts';
import { times } from './times.ts';

export interface QuickSetting {
  today: string;
  calendar: PublicCalendar;
}

export type QuickAnswer =
  { ok: true; record: ServiceRecord } | { ok: false; problems: readonly FieldProblem[] };

/** One fact that is changed on one screen. `button` is the value of the button that was pressed: "save" or its own. */
export interface QuickFact {
  title: string;
  show(record: ServiceRecord): FormValues;
  apply(
    record: ServiceRecord,
    typed: Readonly<FormValues>,
    button: string,
    setting: QuickSetting,
  ): QuickAnswer;
}

/** What can be changed in under half a minute, by the last part of its address. */
export const QUICK_FACTS = { space, times, phone, alert } as const satisfies Readonly<
  Record<string, QuickFact>
>;

export type QuickFactName = keyof typeof QUICK_FACTS;
export const isQuickFact = (text: string): text is QuickFactName => Object.hasOwn(QUICK_FACTS, text);
