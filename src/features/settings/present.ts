import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import { SETTING_NAMES, settingOf, type SettingName, type SettingValues } from './values.ts';

/** A setting's value in words: "30 minutes", "Yes", an address, or what happens without one. */
export function valueInWords<Name extends SettingName>(name: Name, value: SettingValues[Name]): string {
  const setting = settingOf(name);
  switch (setting.kind) {
    case 'number':
      return countOf(Number(value), setting.unit.replace(/s$/, ''));
    case 'yes-no':
      return value === true ? 'Yes' : 'No';
    case 'email':
      return value === null ? setting.empty : String(value);
  }
}

interface Change {
  changedAt: Date | null;
  changedBy: string | null;
}

/** Who changed a setting last, and when: "Changed by Asha Rao on 21 November 2026 at 2pm"; null when nobody did. */
export function changeInWords({ changedAt, changedBy }: Change): string | null {
  if (changedAt === null) return null;
  const { day, time } = londonNow(changedAt);
  return `Changed by ${changedBy ?? 'somebody on the command line'} on ${formatDay(day)} at ${formatTime(time)}`;
}

/** A setting that two people changed at once: what each wanted. */
export interface Conflict {
  name: SettingName;
  label: string;
  theirs: string;
  yours: string;
  change: string | null;
}

/** The settings that a refused save wanted otherwise than somebody who was quicker. */
export function conflictsOf(
  wanted: { values: Partial<SettingValues>; versions: Readonly<Record<SettingName, number>> },
  now: {
    values: SettingValues;
    states: Readonly<Record<SettingName, Change & { version: number }>>;
  },
): Conflict[] {
  return SETTING_NAMES.flatMap((name): Conflict[] => {
    const yours = wanted.values[name];
    const isStale = now.states[name].version !== wanted.versions[name];
    if (yours === undefined || !isStale || yours === now.values[name]) return [];
    return [
      {
        name,
        label: settingOf(name).label,
        theirs: valueInWords(name, now.values[name]),
        yours: valueInWords(name, yours),
        change: changeInWords(now.states[name]),
      },
    ];
  });
}

/** Beside a field that somebody else changed meanwhile. */
export const OTHER_CHANGED = 'Choose what it should be: somebody else has changed it';

/** A value as its field shows it. */
export function inField(value: SettingValues[SettingName]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? '' : String(value);
}
