import { z } from 'zod';
import { isDay } from '#src/lib/dates.ts';
import { EVIDENCE_KIND_NAMES } from './rules.ts';

export const EVIDENCE_SENTENCES = {
  kind: 'Choose which paper it is',
  expiresPast: 'The day on which it runs out must be in the future',
  seenFuture: 'The day on which you saw it must be today or in the past',
  reason: 'Enter a reason. The organisation reads it',
  gone: 'This was settled meanwhile. Look again',
} as const;

const twoDigits = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/** Three boxes of a date: a day, nothing, or a sentence about what is wrong. */
const dateOf = (
  boxes: { day?: string | undefined; month?: string | undefined; year?: string | undefined },
  what: string,
): { day: string | null; fault: string | null } => {
  const { day, month, year } = boxes;
  if (day === undefined && month === undefined && year === undefined) return { day: null, fault: null };
  const missing = [
    ...(day === undefined ? ['a day'] : []),
    ...(month === undefined ? ['a month'] : []),
    ...(year === undefined ? ['a year'] : []),
  ];
  if (missing.length > 0) return { day: null, fault: `${what} must include ${missing.join(' and ')}` };
  const written = `${year ?? ''}-${twoDigits(month)}-${twoDigits(day)}`;
  return isDay(written)
    ? { day: written, fault: null }
    : { day: null, fault: `${what} must be a real day, like 27 3 2027` };
};

const box = z.string().max(10).optional();
const expiryBoxes = { 'expires-day': box, 'expires-month': box, 'expires-year': box };

function expiry(
  values: Partial<Record<'expires-day' | 'expires-month' | 'expires-year', string | undefined>>,
  context: z.core.$RefinementCtx,
): string | null {
  const boxes = {
    day: values['expires-day'],
    month: values['expires-month'],
    year: values['expires-year'],
  };
  const { day, fault } = dateOf(boxes, 'The day on which it runs out');
  if (fault !== null) context.addIssue({ code: 'custom', path: ['expires-day'], message: fault });
  return day;
}

/** What a manager says that the organisation has. */
export const OfferForm = z
  .object({
    kind: z.enum(EVIDENCE_KIND_NAMES, { error: EVIDENCE_SENTENCES.kind }),
    what: z.string().max(200, 'Keep it to 200 characters or less').optional(),
    ...expiryBoxes,
  })
  .transform((values, context) => ({
    kind: values.kind,
    what: values.what ?? null,
    expiresOn: expiry(values, context),
  }));

/** What the desk notes about a paper. */
export const DeskEvidenceForm = z
  .object({
    deed: z.enum(['see', 'decline'], { error: 'Choose what you want to note' }),
    'seen-day': box,
    'seen-month': box,
    'seen-year': box,
    ...expiryBoxes,
    reason: z.string().max(300, 'Reason must be 300 characters or less').optional(),
  })
  .transform((values, context) => {
    if (values.deed === 'decline') {
      if (values.reason === undefined)
        context.addIssue({ code: 'custom', path: ['reason'], message: EVIDENCE_SENTENCES.reason });
      return { deed: 'decline' as const, reason: values.reason ?? '' };
    }
    const boxes = { day: values['seen-day'], month: values['seen-month'], year: values['seen-year'] };
    const seen = dateOf(boxes, 'The day on which you saw it');
    const fault = seen.fault ?? (seen.day === null ? 'Enter the day on which you saw it' : null);
    if (fault !== null) context.addIssue({ code: 'custom', path: ['seen-day'], message: fault });
    return { deed: 'see' as const, seenOn: seen.day ?? '', expiresOn: expiry(values, context) };
  });
export type DeskEvidenceForm = z.infer<typeof DeskEvidenceForm>;
