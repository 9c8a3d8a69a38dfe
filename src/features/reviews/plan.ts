import { mailOwed, MAIL_STEPS, type OwedMail, type Reviewed } from './rules.ts';

/** So many mails go out on a day; what is left over goes first on the next. */
export const MOST_MAILS_A_DAY = 200;

export interface PlannedItem<Service extends Reviewed = Reviewed> extends OwedMail {
  service: Service;
}

/** A mail to one address of an organisation about all of its services that are to be asked about. */
export interface PlannedMail {
  organisationId: string;
  address: string;
  items: readonly PlannedItem[]; // the most urgent first
}

export interface DayPlan<Service extends Reviewed> {
  mails: readonly PlannedMail[]; // the most urgent first
  unreachable: readonly Service[]; // owed a mail, and there is nobody to write to
}

/**
 * The mails of a day: at most one for each organisation, to the address that answers for its most urgent service, with
 * everything for the same address that is owed or may be brought forward. What another address answers for waits until
 * tomorrow. `room`: how many more mails may go out today.
 */
export function planMails<Service extends Reviewed>(
  services: readonly Service[],
  addressOf: (service: Service) => string | null,
  mailedToday: ReadonlySet<string>, // organisations
  today: string,
  room: number,
): DayPlan<Service> {
  const owed = services.flatMap((service) => itemOf(service, today, false)).sort(byUrgency);
  const unreachable = owed.filter(({ service }) => addressOf(service) === null).map((item) => item.service);
  const byOrganisation = Map.groupBy(services, (service) => service.organisationId);
  const mails: PlannedMail[] = [];
  const settled = new Set(mailedToday);
  for (const { service } of owed) {
    const { organisationId } = service;
    const address = addressOf(service);
    if (address === null || settled.has(organisationId)) continue;
    if (mails.length >= room) break;
    settled.add(organisationId);
    const items = (byOrganisation.get(organisationId) ?? [])
      .filter((other) => addressOf(other) === address)
      .flatMap((other) => {
        const now = itemOf(other, today, false);
        return now.length > 0 ? now : itemOf(other, today, true);
      })
      .sort(byUrgency);
    mails.push({ organisationId, address, items });
  }
  return { mails, unreachable };
}

const itemOf = <Service extends Reviewed>(
  service: Service,
  today: string,
  ahead: boolean,
): PlannedItem<Service>[] => {
  const mail = mailOwed(service, today, ahead);
  return mail === null ? [] : [{ ...mail, service }];
};

/** What was checked before comes before the first round; then the latest step, and the earliest due date. */
function byUrgency(a: PlannedItem, b: PlannedItem): number {
  return (
    Number(a.service.isFirstRound) - Number(b.service.isFirstRound) ||
    MAIL_STEPS.indexOf(b.step) - MAIL_STEPS.indexOf(a.step) ||
    a.service.dueOn.localeCompare(b.service.dueOn) ||
    a.service.id.localeCompare(b.service.id)
  );
}
