import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isDay } from '#src/lib/dates.ts';
import type { PublicCalendar } from './rules.ts';
import { readYaml } from '#src/lib/yaml.ts';

const day = z.string().refine(isDay, 'a day such as 2026-11-24');
const BankHolidays = z.strictObject({
  source: z.string(),
  division: z.string(),
  events: z.array(z.strictObject({ date: day, title: z.string() })).min(1),
});
const TermDates = z.strictObject({
  place: z.string(),
  source: z.string(),
  terms: z
    .array(
      z
        .strictObject({ name: z.string(), starts_on: day, ends_on: day })
        .refine((term) => term.starts_on <= term.ends_on, 'a term ends after it starts'),
    )
    .min(1),
});

/**
 * England's bank holidays and the place's school terms, from `db/bank-holidays.json` and `content/term-dates.yaml`
 * under `root`. Throws, naming file and path, when a file is missing or wrong.
 */
export function readPublicCalendar(root: string): PublicCalendar {
  const holidays = readChecked(root, 'db/bank-holidays.json', BankHolidays, JSON.parse);
  const terms = readChecked(root, 'content/term-dates.yaml', TermDates, readYaml);
  return {
    bankHolidays: new Set(holidays.events.map((event) => event.date)),
    termTimes: terms.terms.map((term) => ({ startsOn: term.starts_on, endsOn: term.ends_on })),
  };
}

function readChecked<Schema extends z.ZodType>(
  root: string,
  file: string,
  schema: Schema,
  read: (text: string) => unknown,
): z.infer<Schema> {
  const result = schema.safeParse(read(readFileSync(join(root, file), 'utf8')));
  if (result.success) return result.data;
  throw new Error(
    result.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`).join('\n'),
  );
}
