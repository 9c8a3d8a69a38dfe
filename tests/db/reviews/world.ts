import type { Db } from '#db/connection.ts';
import { addAccount } from '../../support/accounts/accounts.ts';
import { fresh, type ModelService } from './model.ts';

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const DAY_MS = 86_400_000;
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
export const dayNumber = (text: string): number => Date.parse(text) / DAY_MS;

const lastSunday = (year: number, month: number): number => {
  const end = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, end.getUTCDate() - end.getUTCDay(), 1);
};
/** London's day at an instant, by the rule of the law: an hour ahead from the last Sunday of March to October's. */
export function londonDay(at: Date): number {
  const year = at.getUTCFullYear();
  const isSummer = at.getTime() >= lastSunday(year, 2) && at.getTime() < lastSunday(year, 9);
  return Math.floor((at.getTime() + (isSummer ? 3_600_000 : 0)) / DAY_MS);
}

/** The same day of a later month, or that month's last. */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * DAY_MS);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return (
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, Math.min(date.getUTCDate(), last)) / DAY_MS
  );
}

export type Habit = 'answers' | 'sometimes' | 'never' | 'bounces';

export interface World {
  services: ModelService[];
  months: Map<string, number>;
  habits: Map<string, Habit>; // by address
}

const serial = (kind: string, n: number): string => `${kind}-${String(n).padStart(4, '0')}`;

/** Writes organisations of all kinds with their services, and what the model knows of them. */
export async function makeWorld(
  db: Db,
  random: () => number,
  { organisations, services, start }: { organisations: number; services: number; start: number },
): Promise<World> {
  const pick = <T>(...items: readonly [T, ...T[]]): T =>
    items[Math.floor(random() * items.length)] ?? items[0];
  const world: World = { services: [], months: new Map(), habits: new Map() };
  const at = new Date((start - 1) * DAY_MS).toISOString();
  const known = (address: string): string => {
    world.habits.set(address, pick<Habit>('answers', 'answers', 'sometimes', 'never', 'bounces'));
    return address;
  };
  const rows = [];
  const organisationRows = [];
  const accounts: {
    email: string;
    roles: { role: 'organisation_manager' | 'organisation_editor'; organisationId: string }[];
  }[] = [];
  const people: string[][] = [];
  for (let n = 0; n < organisations; n += 1) {
    const id = serial('organisation', n);
    const managers = random() < 0.4 ? [known(`manager-${n}@example.org`)] : [];
    const editors = random() < 0.3 ? [known(`editor-${n}@example.org`)] : [];
    for (const email of editors)
      accounts.push({ email, roles: [{ role: 'organisation_editor', organisationId: id }] });
    for (const email of managers)
      accounts.push({ email, roles: [{ role: 'organisation_manager', organisationId: id }] });
    const own = random() < 0.6 ? [known(`office-${n}@example.org`)] : [];
    people.push([...managers, ...editors, '', ...own]);
    organisationRows.push({
      id,
      slug: id,
      name: id,
      description: id,
      email: own[0] ?? null,
      sector: 'community' as const,
      created_at: at,
      updated_at: at,
    });
  }
  for (let n = 0; n < services; n += 1) {
    const id = serial('service', n);
    const of = Math.floor(random() ** 2 * organisations);
    const own = random() < 0.2 ? [known(`service-${n}@example.org`)] : [];
    const months = pick(3, 6, 6, 12);
    const checked = random() < 0.15 ? null : start - Math.floor(random() * months * 36);
    const due = checked === null ? null : monthsLater(checked, months);
    world.months.set(id, months);
    rows.push({
      id,
      slug: id,
      name: id,
      organisation_id: serial('organisation', of),
      email: own[0] ?? null,
      review_months: months,
      assured_on: checked === null ? null : dayText(checked),
      review_due_on: due === null ? null : dayText(due),
      created_at: at,
      updated_at: at,
    });
    const addresses = (people[of] ?? []).flatMap((address) => (address === '' ? own : address));
    world.services.push(
      fresh({
        id,
        organisation: serial('organisation', of),
        addresses,
        due: due ?? firstRound(start - 1, of),
        isNew: due === null,
      }),
    );
  }
  await db.insertInto('organisation').values(organisationRows).execute();
  await db.insertInto('service').values(rows).execute();
  for (const account of accounts) await addAccount(db, { ...account, password: null });
  return world;
}

/** Within half a year, by the letters of the organisation's id. */
function firstRound(came: number, organisation: number): number {
  let sum = 0;
  for (const letter of serial('organisation', organisation))
    sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return came + 30 + (sum % 180);
}
