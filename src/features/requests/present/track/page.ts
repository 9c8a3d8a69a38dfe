import { formatDay, londonNow } from '#src/lib/dates.ts';
import type { TrackRecord } from '#src/features/requests/queries/track.ts';
import { presentRecipients, type RecipientView } from './recipients.ts';
import { presentReferral, type ReferralView } from './referral.ts';
import { presentStanding } from './standing.ts';
import { presentTimeline, type TimelineDay } from './timeline.ts';
import type { Reader } from './whom.ts';

export interface TrackView {
  reference: string;
  isClosed: boolean;
  /** "You filled this in for Ada Example." */
  filledIn: string | null;
  lead: string;
  next: string[];
  navigator: string | null;
  referrals: ReferralView[];
  recipients: RecipientView[];
  timeline: TimelineDay[];
  looks: { day: string; who: string }[];
}

const LOOKS_SHOWN = 20;

/** Everything /track shows after the proof, in plain words. */
export function presentTrack(
  record: TrackRecord,
  setting: { reader: Reader; now: Date; team: string },
): TrackView {
  const { reader, now, team } = setting;
  const today = londonNow(now).day;
  const { request, answers } = record;
  const navigator = request.navigator?.name ?? null;
  return {
    reference: request.reference ?? '',
    isClosed: request.state === 'closed',
    filledIn: filledInWords(record, reader, answers.name?.full ?? null),
    ...presentStanding(record, { reader, today }),
    navigator,
    referrals: record.referrals.map((referral) => presentReferral(referral, { reader, today, navigator })),
    recipients: presentRecipients(record, { reader, today, team }),
    timeline: presentTimeline(record, { reader, today }),
    looks: record.views
      .filter(({ by }) => by !== 'person' && by !== 'helper')
      .slice(0, LOOKS_SHOWN)
      .map(({ at, byName, serviceName }) => ({
        day: formatDay(londonNow(new Date(at)).day),
        who: serviceName ?? byName ?? team,
      })),
  };
}

function filledInWords(
  { request, answers }: TrackRecord,
  reader: Reader,
  person: string | null,
): string | null {
  if (request.madeBy === 'self') return null;
  if (reader === 'helper') return person === null ? null : `You filled this in for ${person}.`;
  const by = answers.helper?.name ?? request.filledInBy?.name ?? null;
  return by === null ? null : `${by} filled this in for you.`;
}
