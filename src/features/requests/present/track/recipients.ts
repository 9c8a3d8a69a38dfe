import { latestConsents, type Consent } from '#src/features/consents/rules.ts';
import { SHARED_FACT_NAMES, type SharedFact } from '#src/features/consents/facts.ts';
import { OPEN_STATES } from '#src/features/referrals/moves.ts';
import { formatWeekdayAndDay, londonNow } from '#src/lib/dates.ts';
import type { TrackRecord } from '../../queries/track.ts';
import { hasSeenDetails } from './referral.ts';
import { factLabel, type Reader } from './whom.ts';

/** Somebody who has, had or may get some of what was told, and why. */
export interface RecipientView {
  /** What the form of "sharing" sends back: the consent's id; null where there is nothing to withdraw. */
  consentId: string | null;
  name: string;
  why: string;
  facts: string[];
  /** "Agreed online on Friday 20 November" */
  agreed: string;
  /** What withdrawing stops; null where there is nothing to withdraw. */
  stops: string | null;
}

const METHODS: Readonly<Record<Consent['method'], string>> = {
  online: 'online',
  phone: 'on the phone',
  'in-person': 'in person',
  written: 'in writing',
};

const GIVERS: Readonly<Record<Consent['givenBy'], string>> = {
  self: 'Agreed',
  helper: 'Agreed by who filled this in',
  attorney: 'Agreed by an attorney',
  'best-interests': 'Decided in the person’s best interests',
};

/** Who has the details and why; who was refused is not in it, who lost the agreement is, once something was sent. */
export function presentRecipients(
  { request, consents, referrals }: TrackRecord,
  { reader, today, team }: { reader: Reader; today: string; team: string },
): RecipientView[] {
  const all = SHARED_FACT_NAMES.filter((fact) => fact !== 'helper' || request.madeBy !== 'self');
  const isOver = request.state === 'closed';
  return latestConsents(consents).flatMap((consent): RecipientView[] => {
    const referral = referrals.findLast(({ serviceId }) => serviceId === consent.serviceId);
    if (consent.decision === 'refused') return [];
    if (consent.decision === 'withdrawn' && consent.purpose === 'service' && referral === undefined)
      return [];
    const given = consent.decision === 'given';
    const facts = (purposeFacts: readonly SharedFact[]): string[] =>
      purposeFacts.map((fact) => factLabel(fact, reader));
    const agreed = agreedWords(consent, today);
    if (consent.purpose === 'navigator')
      return [
        {
          consentId: null,
          name: `${team}: our navigators`,
          why: 'To find the right help.',
          facts: facts(consent.shared.length > 0 ? consent.shared : all),
          agreed,
          stops: null,
        },
      ];
    if (consent.purpose === 'feedback') return [];
    if (consent.purpose === 'gp')
      return [
        {
          consentId: given && !isOver ? consent.id : null,
          name: consent.recipient,
          why: given ? 'The GP practice hears how this went.' : 'The GP practice hears nothing more from us.',
          facts: facts(consent.shared),
          agreed,
          stops: given ? 'We tell the GP practice nothing more about this request.' : null,
        },
      ];
    const asked = referral !== undefined && OPEN_STATES.some((state) => state === referral.state);
    return [
      {
        consentId: given && !isOver ? consent.id : null,
        name: consent.recipient,
        why: serviceWhy(given, referral),
        facts: facts(referral?.shared ?? consent.shared),
        agreed,
        stops: !given
          ? null
          : asked
            ? 'We stop asking this service and tell it so. It can no longer open the details.'
            : 'We do not ask this service, or not again.',
      },
    ];
  });
}

function serviceWhy(isGiven: boolean, referral: TrackRecord['referrals'][number] | undefined): string {
  if (referral === undefined) return 'We may ask this service. It has not been sent anything yet.';
  const saw = hasSeenDetails(referral);
  if (!isGiven)
    return saw
      ? 'This service saw these details before the agreement was taken back. It was told to stop.'
      : 'This service was told that it is not asked any more. It never saw these details.';
  if (saw) return 'We asked this service to help, and it said yes.';
  if (referral.state === 'declined')
    return 'We asked this service to help, and it said no. It saw what kind of help and which area, not these details:';
  return 'We asked this service to help. It sees these details only once it says yes.';
}

function agreedWords({ decision, givenBy, method, at }: Consent, today: string): string {
  const day = formatWeekdayAndDay(londonNow(new Date(at)).day, today);
  if (decision === 'withdrawn') return `Taken back on ${day}`;
  return `${GIVERS[givenBy]} ${givenBy === 'best-interests' ? '' : `${METHODS[method]} `}on ${day}`;
}
