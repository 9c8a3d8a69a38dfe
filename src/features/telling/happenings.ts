import type { ContactAttemptTable } from '#db/schema.ts';
import type { MessageKind } from '#src/features/messages/types.ts';
import type { ClosedReason } from '#src/features/requests/moves.ts';

/** What can happen to a request or its referrals that somebody may have to hear of: one closed list. */
export type Happening =
  | RequestSent
  | (OfRequest & { kind: 'request.taken'; navigatorId: string })
  /** From one navigator to another; the new one is told too. */
  | (OfRequest & { kind: 'request.handed-over'; navigatorId: string; key: string })
  /** Back into the queue: it is nobody's. */
  | (OfRequest & { kind: 'request.put-back'; key: string })
  | (OfRequest & {
      kind: 'request.attempted';
      attemptId: string;
      channel: ContactAttemptTable['channel'];
      outcome: ContactAttemptTable['outcome'];
    })
  /** The person, or their helper, added words. */
  | (OfRequest & { kind: 'request.added'; noteId: string })
  /** Nobody got in touch by the day that was named. */
  | (OfRequest & { kind: 'request.overdue'; dueOn: string })
  /** To be read on the day it was sent, and not taken by the end of it. */
  | (OfRequest & { kind: 'request.same-day-late' })
  | (OfRequest & { kind: 'request.closed'; reason: Exclude<ClosedReason, 'withdrawn'> })
  | (OfRequest & { kind: 'request.withdrawn'; by: 'person' | 'navigator' })
  | ReferralSent
  | ReferralChased
  | AskedAgain
  /** To another address of the service, as the one that it said yes from does not work. */
  | (OfReferral & { kind: 'referral.told-again'; key: string })
  /** Mail to the service does not arrive, and there is no other address. */
  | (OfReferral & { kind: 'referral.unreachable'; key: string })
  | (OfReferral & { kind: ReferralNews })
  | (OfReferral & { kind: 'referral.escalated' })
  | (OfRequest & { kind: 'feedback.asked'; token: string })
  | HandedOver;

export type HappeningKind = Happening['kind'];

/** What a service, or the navigator for it, noted down. `more-told` is the navigator's answer to `more-asked`. */
export type ReferralNews =
  | 'referral.accepted'
  | 'referral.declined'
  | 'referral.more-asked'
  | 'referral.more-told'
  | 'referral.contacted'
  | 'referral.started'
  | 'referral.completed'
  | 'referral.could-not-contact'
  | 'referral.person-declined'
  | 'referral.withdrawn';

interface OfRequest {
  requestId: string;
  /** The account of who did it: nobody is told of what they did themselves. */
  actorId?: string | null;
  /** Names this occurrence of what can happen more than once (an event's id): without it, it is told once for ever. */
  key?: string;
}

/** Of a draft that is being sent: what is not in its row yet comes along. */
interface RequestSent extends OfRequest {
  kind: 'request.sent';
  reference: string;
  trackSecret: string;
  contactDueOn: string; // date in England
  isSameDay: boolean;
}

/** The service a referral is with. */
export interface ToldService {
  /** Where its referrals go (findReferralAddress); null: there is none, and nobody is written to. */
  address: string | null;
  /** A whole address of a page of ours, with its secret, for this service alone; null where it has nothing to open. */
  link: string | null;
}

interface OfReferral extends OfRequest {
  referralId: string;
  service: ToldService;
}

/** What a service is asked, without anything that tells who it is for. */
interface Asked {
  reference: string; // the referral's own
  help: string; // what kind of help, in the words of the needs tree: "Getting a hot meal and Feeling lonely"
  area: string | null; // outward postcode or town
}

/** `key` names the sending: the person hears once of however many services were asked at once. */
interface ReferralSent extends OfReferral, Asked {
  kind: 'referral.sent';
  key: string;
  answerBy: string; // date in England: when the service is reminded
}

/** To another address of the service; `key` is the message that did not arrive. */
interface AskedAgain extends OfReferral, Asked {
  kind: 'referral.asked-again';
  key: string;
  answerBy: string;
}

/** Reminded, once, because there was no answer. */
interface ReferralChased extends OfReferral, Asked {
  kind: 'referral.chased';
}

/** A draft that somebody else goes on with. `to` is who was named for it; null: the person, in a way that is safe. */
interface HandedOver extends OfRequest {
  kind: 'handover';
  link: string; // whole
  days: number; // it works for
  to: NamedReceiver | null;
  key: string;
}

/** Somewhere a message goes that does not follow from the answers. */
export interface NamedReceiver {
  kind: MessageKind;
  to: string;
  form?: 'plain' | 'easy-read';
}
