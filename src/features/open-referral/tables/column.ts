/** What the cells of a column hold. `code`: digits that are no number, such as a phone; `list`: parted by "; ". */
export type ColumnKind = 'text' | 'code' | 'number' | 'day' | 'flag' | 'list';

export interface Column {
  name: string;
  kind: ColumnKind;
  path: readonly string[]; // where the value stands in the JSON of the feed
  isWritten: boolean; // false: the standard has it, our feed has not
}

const NAMES: Readonly<Record<Exclude<ColumnKind, 'text'>, string>> = {
  code: 'number extension identifier external_identifier postal_code',
  number: `minimum_age maximum_age year_incorporated latitude longitude interval count amount
    front_door_waiting_weeks front_door_review_months`,
  day: `assured_date valid_from valid_to dtstart until starts_on ends_on front_door_capacity_updated_on
    front_door_paused_until front_door_valid_from front_door_valid_to front_door_checked_on`,
  flag: 'front_door_term_time_only front_door_open_on_bank_holidays',
  list: `front_door_deliveries front_door_joinings front_door_audiences front_door_suggested_needs
    front_door_filled`,
};

const namesIn = (text: string): string[] => text.split(/\s+/).filter((name) => name !== '');

const KINDS = new Map<string, ColumnKind>(
  (['code', 'number', 'day', 'flag', 'list'] as const).flatMap((kind) =>
    namesIn(NAMES[kind]).map((name): [string, ColumnKind] => [name, kind]),
  ),
);

/** Our columns stand under `front_door`: front_door_page is `front_door.page`, unless the table says otherwise. */
const pathOf = (name: string): string[] =>
  name.startsWith('front_door_') ? ['front_door', name.slice('front_door_'.length)] : [name];

/** Columns by their names: those that our feed writes, then those that are only read. */
export const columns = (written: string, onlyRead = ''): Column[] => [
  ...namesIn(written).map((name) => toColumn(name, true)),
  ...namesIn(onlyRead).map((name) => toColumn(name, false)),
];

/** "name", or "name=path.of.its.value". */
function toColumn(text: string, isWritten: boolean): Column {
  const [name = '', path] = text.split('=');
  return { name, kind: KINDS.get(name) ?? 'text', path: path?.split('.') ?? pathOf(name), isWritten };
}
