import { latestConsents, type Consent } from '#src/features/consents/rules.ts';
import { SHARED_FACT_NAMES, type SharedFact } from '#src/features/consents/facts.ts';
import { OPEN_STATES } from '#src/features/referrals/moves.ts';
import { formatWeekdayAndDay, londonNow } from '#src/lib/dates.ts';
import type { TrackRecord } from '#src/features/requests/queries/track.ts';
import { hasSeenDetails } from './referral.ts';
import { factLabel, type Reader } from './whom.ts';

/** Somebody who has, had or may get some of what was told, and why. */
export interface RecipientView {
  /** What the form of "sharing" sends back: the consent's id; null where there is nothing to withdraw. */
  consentId: string | null;
  name: string;
  /** What they have, in a few words. */
  has: string;
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
          has: 'Have the details',
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
          has: given ? 'Hears how it goes' : 'Hears nothing more',
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
        ...serviceWords(given, referral),
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

/** What a service has and why: the details are opened by its yes, and by nothing else. */
function serviceWords(
  isGiven: boolean,
  referral: TrackRecord['referrals'][number] | undefined,
): Pick<RecipientView, 'has' | 'why'> {
  if (referral === undefined)
    return { has: 'Not asked yet', why: 'We may ask this service. It has not been sent anything yet.' };
  if (hasSeenDetails(referral))
    return isGiven
      ? { has: 'Has the details', why: 'We asked this service to help, and it said yes.' }
      : {
          has: 'Had the details',
          why: 'This service saw the details before the agreement was taken back. It was told to stop.',
        };
  if (referral.state === 'declined')
    return {
      has: 'Does not have the details',
      why: 'We asked this service, and it said no. It saw what kind of help and which area, and none of these details.',
    };
  if (!isGiven || referral.state === 'withdrawn')
    return {
      has: 'Does not have the details',
      why: 'We no longer ask this service, and told it so. It never saw these details.',
    };
  return {
    has: 'Does not have the details yet',
    why: 'We asked this service to help. It sees these details only once it says yes.',
  };
}

function agreedWords({ decision, givenBy, method, at }: Consent, today: string): string {
  const day = formatWeekdayAndDay(londonNow(new Date(at)).day, today);
  if (decision === 'withdrawn') return `Taken back on ${day}`;
  if (givenBy === 'best-interests') return `${GIVERS[givenBy]} on ${day}`;
  const how = givenBy === 'self' ? ` ${METHODS[method]}` : `, ${METHODS[method]},`;
  return `${GIVERS[givenBy]}${how} on ${day}`;
}
