import type { Db } from '#db/connection.ts';
import {
  DEFAULT_VALUES,
  isAllowed,
  isSettingName,
  SETTING_NAMES,
  type SettingName,
  type SettingValues,
  type SettingVersions,
} from './values.ts';

/** A setting as it stands: how often it was changed, and who changed it last and when. */
export interface SettingState {
  version: number; // 0: never changed
  changedAt: Date | null;
  changedBy: string | null; // a name; null: never changed, or by the command line
}

export interface SettingsState {
  values: SettingValues;
  versions: SettingVersions;
  states: Readonly<Record<SettingName, SettingState>>;
}

/** What administrators decided; what they left alone, or a version before allowed and this does not, is at its default. */
export async function readSettings(db: Db): Promise<SettingValues> {
  const rows = await db.selectFrom('setting').select(['name', 'value']).execute();
  return valuesOf(rows);
}

/** The same with who changed each setting and when, for the page that changes them. */
export async function readSettingsState(db: Db): Promise<SettingsState> {
  const rows = await db
    .selectFrom('setting')
    .leftJoin('account', 'account.id', 'setting.updated_by')
    .select(['setting.name', 'setting.value', 'setting.version', 'setting.updated_at', 'account.name as who'])
    .execute();
  const stateOf = (name: SettingName): SettingState => {
    const row = rows.find((each) => each.name === name);
    return row === undefined
      ? { version: 0, changedAt: null, changedBy: null }
      : { version: row.version, changedAt: new Date(row.updated_at), changedBy: row.who };
  };
  const states = byName(stateOf);
  return { values: valuesOf(rows), versions: byName((name) => states[name].version), states };
}

const byName = <T>(of: (name: SettingName) => T): Record<SettingName, T> =>
  Object.fromEntries(SETTING_NAMES.map((name) => [name, of(name)])) as Record<SettingName, T>;

function valuesOf(rows: readonly { name: string; value: string }[]): SettingValues {
  const kept = rows.flatMap(({ name, value }) => {
    const read: unknown = JSON.parse(value);
    return isSettingName(name) && isAllowed(name, read) ? [[name, read]] : [];
  });
  return { ...DEFAULT_VALUES, ...(Object.fromEntries(kept) as Partial<SettingValues>) };
}
