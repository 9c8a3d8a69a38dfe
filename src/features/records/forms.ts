import { z } from 'zod';
import { isDay } from '#src/lib/dates.ts';
import { ERASURE_REASON_NAMES, VIEW_REASON_NAMES, type ErasureReason, type ViewReason } from './rules.ts';

const typed = z.string().max(254, 'What you enter must be 254 characters or less').optional();
const WHOLE_DATE = 'Date of birth must be a real date, like 27 3 1950 or 1950-03-27';

const birth = z
  .string()
  .transform((text, context) => {
    const date = dateOf(text);
    if (date !== null) return date;
    context.addIssue({ code: 'custom', message: WHOLE_DATE });
    return z.NEVER;
  })
  .optional();

/** "27/3/1950" or "1950-03-27" as YYYY-MM-DD; null for anything else. */
export function dateOf(text: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const [, d, m, y] = /^(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d{4})$/.exec(text) ?? [];
  const parts = [year ?? y ?? '', month ?? m ?? '', day ?? d ?? ''];
  const date = parts.map((part) => part.padStart(2, '0')).join('-');
  return isDay(date) ? date : null;
}

export const FindRecordsForm = z
  .object({
    reference: typed,
    name: typed,
    dateOfBirth: birth,
    postcode: typed,
    phone: typed,
    email: typed,
    nhsNumber: typed,
  })
  .superRefine((form, context) => {
    const { reference, name, dateOfBirth, postcode, phone, email, nhsNumber } = form;
    if ([reference, name, phone, email, nhsNumber].every((given) => given === undefined))
      context.addIssue({
        code: 'custom',
        path: ['reference'],
        message: 'Enter a reference, a name, a phone number, an email address or an NHS number',
      });
    else if (
      name !== undefined &&
      [reference, dateOfBirth, postcode, phone, email, nhsNumber].every((given) => given === undefined)
    )
      context.addIssue({
        code: 'custom',
        path: ['dateOfBirth'],
        message: 'Enter a date of birth or a postcode with the name: several people can have it',
      });
  });
export type FindRecordsForm = z.infer<typeof FindRecordsForm>;

const reason = (names: readonly string[], ask: string) =>
  z.enum(names as [string, ...string[]], { error: ask });
const words = (ask: string) =>
  z.string({ error: ask }).max(2000, 'What you write must be 2,000 characters or less');

export const ViewRecordForm = z.object({
  reason: reason(VIEW_REASON_NAMES, 'Select why you open this record').transform(
    (name) => name as ViewReason,
  ),
});

export const ExportRecordForm = z.object({
  reason: reason(VIEW_REASON_NAMES, 'Select why you take a copy').transform((name) => name as ViewReason),
  format: z.enum(['html', 'json'], { error: 'Select what kind of file you need' }),
});

export const EraseRecordForm = z.object({
  reason: reason(ERASURE_REASON_NAMES, 'Select why it is erased').transform((name) => name as ErasureReason),
  words: words('Enter who asked for it, and how'),
  sure: z.literal('yes', { error: 'Confirm that it cannot be undone' }),
});

export const HoldRecordForm = z.object({
  words: words('Enter why'),
  what: z.enum(['hold', 'release'], { error: 'Select what you want to do' }),
});
