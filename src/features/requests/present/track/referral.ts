import type { DeclineReason, ReferralState } from '#src/features/referrals/moves.ts';
import { formatWeekdayAndDay, londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import type { TrackReferral } from '#src/features/requests/queries/track.ts';
import { whomOf, type Reader } from './whom.ts';

export interface ReferralView {
  id: string;
  service: string;
  organisation: string;
  href: string | null;
  /** In two or three words. */
  status: string;
  tone: 'good' | 'bad' | 'off' | null;
  /** What happened, and what comes next. */
  sentences: string[];
}

interface Setting {
  reader: Reader;
  today: string;
  navigator: string | null; // a name
}

export const STATUS: Readonly<Record<ReferralState, string>> = {
  sent: 'Waiting for an answer',
  opened: 'Waiting for an answer',
  more_information_asked: 'They asked a question',
  accepted: 'They said yes',
  declined: 'They said no',
  contacted: 'In touch',
  started: 'Help has begun',
  completed: 'Finished',
  could_not_contact: 'They could not reach you',
  person_declined: 'You said no',
  withdrawn: 'Stopped',
};

const TONES: Readonly<Partial<Record<ReferralState, ReferralView['tone']>>> = {
  accepted: 'good',
  contacted: 'good',
  started: 'good',
  completed: 'good',
  declined: 'bad',
  could_not_contact: 'bad',
  person_declined: 'off',
  withdrawn: 'off',
};

const THEIR_STATUS: Readonly<Partial<Record<ReferralState, string>>> = {
  could_not_contact: 'They could not reach them',
  person_declined: 'They did not want it',
};

/** Why a service said no, in words that blame nobody. */
const DECLINED: Readonly<Record<DeclineReason, string | null>> = {
  full: 'They are full.',
  age: 'They help people of another age.',
  area: 'They do not work in this area.',
  need: 'This is not what they help with.',
  risk: 'They are not the right service for this.',
  duplicate: 'They know about this already.',
  supported: 'They are helping already.',
  other: null,
};

const dayWords = (instant: string, today: string): string =>
  formatWeekdayAndDay(londonNow(new Date(instant)).day, today);

/** When a referral came into its state the last time. */
const since = (referral: TrackReferral, today: string): string =>
  dayWords(
    referral.events.findLast(({ toState }) => toState === referral.state)?.at ?? referral.sentAt,
    today,
  );

/** One service that was asked, as the person reads of it. */
export function presentReferral(referral: TrackReferral, setting: Setting): ReferralView {
  const { reader } = setting;
  return {
    id: referral.id,
    service: referral.serviceName,
    organisation: referral.organisationName,
    href: referral.serviceSlug === null ? null : paths.service(referral.serviceSlug),
    status: (reader === 'helper' ? THEIR_STATUS[referral.state] : undefined) ?? STATUS[referral.state],
    tone: TONES[referral.state] ?? null,
    sentences: sentencesOf(referral, setting),
  };
}

function sentencesOf(referral: TrackReferral, setting: Setting): string[] {
  const { today, reader } = setting;
  const whom = whomOf(reader);
  const weAsk = setting.navigator ?? 'A navigator';
  const on = since(referral, today);
  const asked = `We asked them on ${dayWords(referral.sentAt, today)}.`;
  switch (referral.state) {
    case 'sent':
    case 'opened':
      return [asked, ...waiting(referral, setting)];
    case 'more_information_asked':
      return [asked, `They need to know more before they can answer. ${weAsk} is looking into it.`];
    case 'accepted':
      return [`They said yes on ${on}.`, `They will get in touch with ${whom.object} next.`];
    case 'declined':
      return [`They said no on ${on}.`, ...why(referral.declineReason), `${weAsk} looks for other help.`];
    case 'contacted':
      return [`They got in touch with ${whom.object} on ${on}.`];
    case 'started':
      return [`Their help began on ${on}.`];
    case 'completed':
      return [`Their help came to its end on ${on}.`];
    case 'could_not_contact':
      return [`They tried to reach ${whom.object} and could not.`, 'Ring us, and we ask them to try again.'];
    case 'person_declined':
      return [
        reader === 'person'
          ? `You said no to their help on ${on}.`
          : `They did not want this help, on ${on}.`,
        'Have things changed? Ring us.',
      ];
    case 'withdrawn':
      return [`We stopped asking them on ${on}, and told them.`];
  }
}

/** What a service is given time for; a reminder, and an answer that never came, are told as they are. */
function waiting(referral: TrackReferral, { today, navigator }: Setting): string[] {
  const day = formatWeekdayAndDay(referral.answerDueOn, today);
  if (referral.escalatedAt !== null || referral.answerDueOn < today)
    return [
      `They should have answered by ${day}, and have not.`,
      `${navigator ?? 'A navigator'} is looking for other help.`,
    ];
  const reminded =
    referral.chasedAt === null ? [] : [`We reminded them on ${dayWords(referral.chasedAt, today)}.`];
  return [...reminded, `They have until ${day} to answer.`];
}

const why = (reason: DeclineReason | null): string[] => {
  const words = reason === null ? null : DECLINED[reason];
  return words === null ? [] : [words];
};

/** Details are opened by a yes; before, a service reads the kind of help, the area and a reference. */
const ANSWERED_YES: readonly ReferralState[] = [
  'accepted',
  'contacted',
  'started',
  'completed',
  'could_not_contact',
  'person_declined',
];

/** True when the service has, or had, more than the kind of help and the area. */
export const hasSeenDetails = ({ events }: TrackReferral): boolean =>
  events.some(({ toState }) => ANSWERED_YES.includes(toState));
