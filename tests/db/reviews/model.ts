/**
 * The ladder once more, written from product.md for the simulation: whole days as numbers, one object for each service,
 * nothing shared with the program.
 */
export interface ModelService {
  id: string;
  organisation: string;
  addresses: readonly string[]; // whom to ask, in order
  due: number;
  isNew: boolean; // never checked
  sent: number; // mails taken: 0 none, 1 asked, 2 on the day, 3 a fortnight after
  lastArrived: number;
  isLost: boolean; // the last mail came back
  isMarked: boolean;
  isListed: boolean; // 60 days over: the desk rings
  isWithoutAddress: boolean;
  isHidden: boolean;
  lastCall: number;
}

export interface ModelMail {
  organisation: string;
  address: string;
  asks: { service: ModelService; mail: number; isAgain: boolean }[];
}

export interface Totals {
  mails: number;
  services: number;
  noAddress: number;
  marked: number;
  calls: number;
  hidden: number;
}

const LONG_AGO = -1_000_000;
const DAY_OF_MAIL = [-30, 0, 14];
const DAY_WHEN_GATHERED = [-60, -14, 0];

export const fresh = (
  given: Pick<ModelService, 'id' | 'organisation' | 'addresses' | 'due' | 'isNew'>,
): ModelService => ({
  ...given,
  sent: 0,
  lastArrived: LONG_AGO,
  isLost: false,
  isMarked: false,
  isListed: false,
  isWithoutAddress: false,
  isHidden: false,
  lastCall: LONG_AGO,
});

/** Starts a service again with another due date. */
export function confirmed(service: ModelService, due: number): void {
  const { id, organisation, addresses } = service;
  Object.assign(service, fresh({ id, organisation, addresses, due, isNew: false }));
}

/** How many mails should have gone by now. */
const reached = (due: number, today: number, days: readonly number[]): number =>
  days.filter((day) => due + day <= today).length;

function wish(service: ModelService, today: number, days: readonly number[]) {
  if (service.isHidden || service.lastArrived > today - 14) return null;
  const wanted = reached(service.due, today, days);
  if (wanted > service.sent) return { service, mail: wanted, isAgain: false };
  if (service.isLost && days === DAY_OF_MAIL) return { service, mail: service.sent, isAgain: true };
  return null;
}

type Ask = NonNullable<ReturnType<typeof wish>>;

const urgency = (a: Ask, b: Ask): number =>
  Number(a.service.isNew) - Number(b.service.isNew) ||
  b.mail - a.mail ||
  a.service.due - b.service.due ||
  (a.service.id < b.service.id ? -1 : 1);

/** One run of the job: changes the services, and answers the mails that go out and what else was noted. */
export function runModel(
  services: readonly ModelService[],
  today: number,
  bounced: ReadonlySet<string>,
  mailedToday: Set<string>,
  most: number,
): { mails: ModelMail[]; totals: Totals } {
  const addressOf = (service: ModelService) => service.addresses.find((address) => !bounced.has(address));
  const wishes = services.flatMap((service) => wish(service, today, DAY_OF_MAIL) ?? []).sort(urgency);
  const totals: Totals = { mails: 0, services: 0, noAddress: 0, marked: 0, calls: 0, hidden: 0 };
  // What was already over before this run's mails decides about the rest.
  const toMark = services.filter(({ due, isMarked, isHidden }) => !isHidden && !isMarked && today - due > 30);
  const toList = services.filter(
    ({ due, isListed, isHidden }) => !isHidden && !isListed && today - due >= 60,
  );
  const alone = wishes.filter(({ service }) => addressOf(service) === undefined);
  const mails: ModelMail[] = [];
  for (const { service } of wishes) {
    const address = addressOf(service);
    if (address === undefined || mailedToday.has(service.organisation) || mailedToday.size >= most) continue;
    mailedToday.add(service.organisation);
    const asks = services
      .filter((other) => other.organisation === service.organisation && addressOf(other) === address)
      .flatMap((other) => wish(other, today, DAY_OF_MAIL) ?? wish(other, today, DAY_WHEN_GATHERED) ?? [])
      .sort(urgency);
    mails.push({ organisation: service.organisation, address, asks });
    totals.mails += 1;
    totals.services += asks.length;
  }
  for (const { asks } of mails)
    for (const { service, mail } of asks) {
      service.sent = mail;
      service.lastArrived = today;
      service.isLost = false;
    }
  for (const { service } of alone) {
    if (!service.isWithoutAddress) totals.noAddress += 1;
    service.isWithoutAddress = true;
  }
  for (const service of toMark) service.isMarked = true;
  for (const service of toList) service.isListed = true;
  totals.marked = toMark.length;
  totals.calls = toList.length;
  for (const service of services) {
    const wasMailed = service.sent === 3 && !service.isLost && service.lastArrived <= today - 14;
    const wasCalled = service.lastCall > LONG_AGO && service.lastCall <= today - 14;
    const isAsked = wasMailed || wasCalled;
    if (service.isHidden || today - service.due < 90 || !isAsked) continue;
    service.isHidden = true;
    totals.hidden += 1;
  }
  return { mails, totals };
}

/** A mail did not arrive: it counts as if nothing had come since the one before. */
export function cameBack({ asks }: ModelMail, before: ReadonlyMap<string, number>): void {
  for (const { service } of asks) {
    service.isLost = true;
    service.lastArrived = before.get(service.id) ?? LONG_AGO;
  }
}
