import type { DeclineReason } from '#src/features/referrals/moves.ts';
import type { EasyIdea } from '#src/features/requests/easy-read/words/types.ts';
import type { ClosedReason } from '#src/features/requests/moves.ts';
import { whomOf, type Reader } from '#src/features/requests/present/track/whom.ts';
import type { TrackRecord, TrackReferral } from '#src/features/requests/queries/track.ts';
import { formatWeekdayAndDay, londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import { idea, NAVIGATOR, WAY_PICTURES, WAY_VERBS } from './words.ts';

export interface EasyReferral {
  id: string;
  service: string;
  href: string | null;
  ideas: readonly EasyIdea[];
}

/** Where a request stands, in ideas. */
export interface EasyStanding {
  now: readonly EasyIdea[];
  next: readonly EasyIdea[];
  referrals: readonly EasyReferral[];
}

interface Setting {
  reader: Reader;
  today: string; // date in England
}

/** Where a request stands on `today` and what comes next. Said to the person, or to who asked for them. */
export function easyStanding(record: TrackRecord, setting: Setting): EasyStanding {
  const who = record.request.navigator?.name ?? 'The navigator';
  return {
    ...nowAndNext(record, setting),
    referrals: record.referrals.map((referral) => ({
      id: referral.id,
      service: referral.serviceName,
      href: referral.serviceSlug === null ? null : paths.service(referral.serviceSlug),
      ideas: referralIdeas(referral, who, setting),
    })),
  };
}

function nowAndNext(
  { request, answers, referrals }: TrackRecord,
  { reader, today }: Setting,
): Pick<EasyStanding, 'now' | 'next'> {
  const { object, your } = whomOf(reader);
  if (request.state === 'closed') {
    const why = request.closedReason === null ? null : closedIdea(request.closedReason, reader);
    return { now: [idea('yes', 'This request is over.'), ...(why === null ? [] : [why])], next: [] };
  }
  const name = request.navigator?.name ?? null;
  const looksAfter =
    name === null
      ? idea('paper', 'We have the request.')
      : idea('navigator', `${name} is ${your} **navigator**. ${NAVIGATOR}`);
  const way = answers.reach?.preferred;
  const isSafe = way !== undefined && answers.safe?.[way] !== 'no';
  const talk = isSafe ? `${WAY_VERBS[way]} ${object}` : `talk to ${object}`;
  const picture = isSafe ? WAY_PICTURES[way] : 'people-talking';
  const due = request.contactDueOn;
  const by = due === null ? '' : ` by ${formatWeekdayAndDay(due, today)}`;
  if (request.contactedAt === null && due !== null && due < today)
    return {
      now: [
        looksAfter,
        idea('calendar', `We said that we would ${talk}${by}.`),
        idea('sad', 'We did not do that yet. We are sorry.'),
      ],
      next: [idea('phone', `You can ring us now. Or wait: we still ${talk}.`)],
    };
  if (request.contactedAt !== null)
    return {
      now: [looksAfter, idea('people-talking', `We have talked with ${object}.`)],
      next: [
        referrals.some(({ state }) => WAITING.some((waiting) => waiting === state))
          ? idea('clock', 'We wait for an answer. It is written below.')
          : idea('search', `We look for more help. Then we talk to ${object}.`),
      ],
    };
  return {
    now: [looksAfter],
    next: [
      ...(name === null ? [idea('navigator', `A **navigator** will read it. ${NAVIGATOR}`)] : []),
      idea(picture, `${name ?? 'They'} will ${talk}${by}.`),
      idea(
        'help',
        reader === 'person' ? 'Then you look for help together.' : 'Then they look for help together.',
      ),
    ],
  };
}

const WAITING = ['sent', 'opened', 'more_information_asked', 'accepted'] as const;

const DECLINED: Readonly<Record<DeclineReason, string | null>> = {
  full: 'They are full.',
  age: 'They help people of another age.',
  area: 'They do not work here.',
  need: 'They help with other things.',
  risk: 'They are not the right group for this.',
  duplicate: 'They know about this already.',
  supported: 'They are helping already.',
  other: null,
};

/** One service that was asked: what happened, and what comes next. */
function referralIdeas(referral: TrackReferral, who: string, { reader, today }: Setting): EasyIdea[] {
  const { object, you } = whomOf(reader);
  const day = (instant: string): string => formatWeekdayAndDay(londonNow(new Date(instant)).day, today);
  const on = day(
    referral.events.findLast(({ toState }) => toState === referral.state)?.at ?? referral.sentAt,
  );
  const asked = idea('share', `We asked them on ${day(referral.sentAt)}.`);
  switch (referral.state) {
    case 'sent':
    case 'opened':
      return [asked, ...waiting(referral, who, today)];
    case 'more_information_asked':
      return [asked, idea('question', `They have a question. ${who} will answer it.`)];
    case 'accepted':
      return [
        idea('yes', `They said yes on ${on}.`),
        idea('people-talking', `They will talk to ${object} next.`),
      ];
    case 'declined': {
      const why = referral.declineReason === null ? null : DECLINED[referral.declineReason];
      return [
        idea('no', `They said no on ${on}.${why === null ? '' : ` ${why}`}`),
        idea('search', `It is nobody’s fault. ${who} looks for other help.`),
      ];
    }
    case 'contacted':
      return [idea('people-talking', `They talked to ${object} on ${on}.`)];
    case 'started':
      return [idea('help', `They started to help on ${on}.`)];
    case 'completed':
      return [idea('yes', `Their help ended on ${on}.`)];
    case 'could_not_contact':
      return [
        idea('question', `They tried to talk to ${object}. They could not.`),
        idea('phone', 'Ring us. We ask them to try again.'),
      ];
    case 'person_declined':
      return [
        idea('no', `${you === 'you' ? 'You' : 'They'} said no to this help.`),
        idea('undo', 'You can change your mind. Ring us.'),
      ];
    case 'withdrawn':
      return [idea('stop', `We stopped asking them on ${on}. We told them.`)];
  }
}

function waiting(referral: TrackReferral, who: string, today: string): EasyIdea[] {
  const day = formatWeekdayAndDay(referral.answerDueOn, today);
  if (referral.escalatedAt !== null || referral.answerDueOn < today)
    return [idea('clock', `They did not answer by ${day}.`), idea('search', `${who} looks for other help.`)];
  return [
    ...(referral.chasedAt === null ? [] : [idea('bell', 'We asked them again.')]),
    idea('calendar', `They must answer by ${day}.`),
  ];
}

/** Why a request is over. Of a death nothing is said: whoever reads the page rings us. */
function closedIdea(reason: ClosedReason, reader: Reader): EasyIdea | null {
  const isPerson = reader === 'person';
  const You = isPerson ? 'You' : 'They';
  switch (reason) {
    case 'helped':
      return idea('smile', `${You} got the help.`);
    case 'partly-helped':
      return idea('smile', `${You} got some of the help.`);
    case 'no-service':
      return idea('sad', 'We looked for help. We did not find any.');
    case 'could-not-contact':
      return idea('question', `We tried to talk to ${isPerson ? 'you' : 'them'}. We could not.`);
    case 'not-wanted':
      return idea('no', `${You} told us: no more help now.`);
    case 'went-elsewhere':
      return idea('help', `${You} found help in another place.`);
    case 'duplicate':
      return idea('paper', 'There was a request before. We go on with that one.');
    case 'died':
      return null;
    case 'withdrawn':
      return idea('undo', isPerson ? 'You took it back.' : 'It was taken back.');
  }
}
