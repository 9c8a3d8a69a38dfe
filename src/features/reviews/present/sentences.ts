import type { LinkRefusal } from '../links.ts';
import type { StaleReason } from '../queries/stale.ts';

/** Why a link of a mail does nothing, in a sentence without its full stop. */
export const LINK_SENTENCES: Readonly<Record<LinkRefusal, string>> = {
  unknown: 'This link is not complete, or not one of ours',
  expired: 'This link has run out',
  used: 'This link was used: what you told us is kept',
};

/** Why a service is on the desk's list. */
export const STALE_LABELS: Readonly<Record<StaleReason, string>> = {
  overdue: 'Nobody answered our mails',
  'no-address': 'Nobody to write to',
  hidden: 'Hidden from the public',
  answered: 'They say that it has changed',
};
