import type { ServiceView } from '#src/features/services/present/page.ts';
import { describeAges, type Status } from '#src/features/services/present/facts.ts';
import { DECLINE_REASONS } from '#src/features/referrals/moves.ts';
import { isOpenReferral } from '#src/features/referrals/rules.ts';
import type { ReferralCard } from '#src/features/referrals/types.ts';
import type { Consent } from '#src/features/consents/rules.ts';
import { formatMiles } from '#src/lib/distance.ts';
import { REFERRAL_STATE_WORDS } from './referrals.ts';
import type { Shown } from './timers.ts';

/** A service as a navigator weighs it beside the story. */
export interface Offer {
  id: string;
  slug: string;
  name: string;
  organisation: string;
  summary: string | null;
  /** What has been between this person and the service: chosen, said no, silent. */
  marks: Shown[];
  status: Status | null; // space now, waiting time
  where: string | null; // "0.8 miles, St Bride's Hall"
  who: string[]; // ages and for whom
  notFor: string | null;
  notForAge: string | null; // when the person's age lies outside
  joining: string;
  checked: { text: string; overdue: boolean };
  alert: string | null;
  why: string | null;
  /** False while it has this request. */
  isOpen: boolean;
}

interface Between {
  /** The services that the person chose. */
  chosen: readonly string[];
  referrals: readonly Pick<
    ReferralCard,
    'serviceId' | 'state' | 'escalatedAt' | 'escalateOn' | 'declineReason'
  >[];
  /** What counts now, one per recipient. */
  consents: readonly Pick<Consent, 'serviceId' | 'decision'>[];
  age: number | null; // years
  today: string;
}

/** How it was found: by search; null for one that is shown for another reason. */
interface FoundAs {
  distanceMetres: number | null;
  venueName: string | null;
  why: readonly string[];
}

export function offerOf(
  view: ServiceView,
  service: { minimumAge: number | null; maximumAge: number | null },
  found: FoundAs | null,
  between: Between,
): Offer {
  const own = between.referrals.filter(({ serviceId }) => serviceId === view.id);
  return {
    id: view.id,
    slug: view.slug,
    name: view.name,
    organisation: view.organisation.name,
    summary: view.summary,
    marks: marksOf(view.id, own, between),
    status: view.status,
    where: whereOf(found) ?? (view.deliveries.length === 0 ? null : view.deliveries.join(', ')),
    who: [view.whoFor.ages, ...view.whoFor.audiences, view.whoFor.words].filter((part) => part !== null),
    notFor: view.whoFor.notFor,
    notForAge: isOutside(service, between.age)
      ? `${describeAges(service.minimumAge, service.maximumAge) ?? ''}: this person is ${between.age ?? ''}`
      : null,
    joining: [view.joining.join(', '), view.howToJoin]
      .filter((part) => part !== null && part !== '')
      .join('. '),
    checked: view.checked,
    alert: view.alert,
    why: found === null || found.why.length === 0 ? null : found.why.join(' · '),
    isOpen: !own.some(({ state }) => isOpenReferral(state)),
  };
}

function whereOf(found: FoundAs | null): string | null {
  if (found === null) return null;
  const parts = [found.distanceMetres === null ? null : formatMiles(found.distanceMetres), found.venueName];
  const where = parts.filter((part) => part !== null).join(', ');
  return where === '' ? null : where;
}

const isOutside = (
  { minimumAge, maximumAge }: { minimumAge: number | null; maximumAge: number | null },
  age: number | null,
): boolean =>
  age !== null && ((minimumAge !== null && age < minimumAge) || (maximumAge !== null && age > maximumAge));

function marksOf(id: string, own: Between['referrals'], { chosen, consents, today }: Between): Shown[] {
  const marks: Shown[] = chosen.includes(id) ? [{ text: 'They chose this', tone: 'good' }] : [];
  for (const referral of own) {
    const isSilent =
      (referral.state === 'sent' || referral.state === 'opened') &&
      (referral.escalatedAt !== null || referral.escalateOn <= today);
    if (isSilent) marks.push({ text: 'Has it, but is silent', tone: 'bad' });
    else if (referral.state === 'declined' && referral.declineReason !== null)
      marks.push({ text: `Said no: ${DECLINE_REASONS[referral.declineReason]}`, tone: 'bad' });
    else if (isOpenReferral(referral.state))
      marks.push({ text: `Has it: ${REFERRAL_STATE_WORDS[referral.state].text}`, tone: null });
    else marks.push(REFERRAL_STATE_WORDS[referral.state]);
  }
  const consent = consents.find(({ serviceId }) => serviceId === id);
  if (consent?.decision === 'given' && own.length === 0)
    marks.push({ text: 'They agreed to tell them', tone: 'good' });
  if (consent !== undefined && consent.decision !== 'given')
    marks.push({ text: 'They do not want us to tell them', tone: 'bad' });
  return marks;
}
