/** So long a link of a mail can be used. */
export const LINK_DAYS = 60;
/** A link by which something was changed stays open so long for the rest. */
const OPEN_AFTER_CHANGE_HOURS = 24;

const HOUR_MS = 3_600_000;

export const linkExpires = (sentAt: Date): Date => new Date(sentAt.getTime() + LINK_DAYS * 24 * HOUR_MS);

/** What somebody said about one service by a link. */
export type LinkAnswer = 'right' | 'changed' | 'closed';

export type LinkRefusal = 'unknown' | 'expired' | 'used';

export interface ReviewLink {
  tokenHash: string;
  organisationId: string;
  serviceIds: readonly string[];
  answers: Readonly<Record<string, LinkAnswer>>;
  address: string;
  sentAt: string;
  expiresAt: string;
  usedAt: string | null;
}

/** What speaks against using a link at a moment. */
export function linkRefusal(
  link: Pick<ReviewLink, 'expiresAt' | 'usedAt'> | undefined,
  at: Date,
): LinkRefusal | null {
  if (link === undefined) return 'unknown';
  if (link.usedAt !== null) return 'used';
  return link.expiresAt <= at.toISOString() ? 'expired' : null;
}

/**
 * True when a link may say this about a service: one of its own, of which nothing was said yet. What was changed may be
 * changed further, because people find one thing after another.
 */
export const mayAnswer = (
  link: Pick<ReviewLink, 'serviceIds' | 'answers'>,
  serviceId: string,
  answer: LinkAnswer,
): boolean => {
  if (!link.serviceIds.includes(serviceId)) return false;
  const before = Object.hasOwn(link.answers, serviceId) ? link.answers[serviceId] : undefined;
  return before === undefined || (before === 'changed' && answer === 'changed');
};

/**
 * A link after an answer: used up when everything was answered and nothing was changed. After a change it stays open for
 * a day, so that one thing after another can be put right.
 */
export function afterAnswer(
  link: Pick<ReviewLink, 'serviceIds' | 'answers' | 'expiresAt'>,
  given: Readonly<Record<string, LinkAnswer>>,
  at: Date,
): Pick<ReviewLink, 'answers' | 'expiresAt' | 'usedAt'> {
  const answers = { ...link.answers, ...given };
  const isChanged = Object.values(answers).includes('changed');
  const isDone = link.serviceIds.every((id) => Object.hasOwn(answers, id));
  const soon = new Date(at.getTime() + OPEN_AFTER_CHANGE_HOURS * HOUR_MS).toISOString();
  return {
    answers,
    expiresAt: isDone && isChanged && soon < link.expiresAt ? soon : link.expiresAt,
    usedAt: isDone && !isChanged ? at.toISOString() : null,
  };
}
