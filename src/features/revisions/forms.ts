import { z } from 'zod';
import type { ContentField } from '#src/features/services/fields.ts';
import { SECTION_NAMES, SECTIONS } from './sections.ts';

const MOST_LETTERS = 1000;
const TOO_LONG = `What you write must be ${MOST_LETTERS.toLocaleString('en-GB')} characters or less`;

const FIELDS: ReadonlySet<string> = new Set(SECTION_NAMES.flatMap((name) => SECTIONS[name].fields));
const isField = (text: string): text is ContentField => FIELDS.has(text);

const reason = z
  .string()
  .max(MOST_LETTERS, TOO_LONG)
  .optional()
  .transform((text) => text ?? null);

const fields = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().filter(isField));

export const REASON_NEEDED = 'Say why you leave something out';
export const TICK_SOMETHING = 'Tick what you accept, or choose “Accept none”';

/** What the desk does with a proposal, or with what was published without it. */
export const DecisionForm = z.object({
  decision: z.enum(['all', 'ticked', 'none', 'checked'], 'Choose what you accept'),
  field: fields,
  reason,
  /** Of the service as the page showed it; nothing: it is not in the directory yet. */
  version: z.coerce
    .number()
    .int()
    .optional()
    .catch(undefined)
    .transform((version) => version ?? null),
});

/** What somebody does with a revision of their service. */
export const RevisionForm = z.object({
  action: z.enum(['withdraw', 'restore'], 'Choose what to do'),
  which: z.enum(['content', 'base']).catch('content'),
  reason,
});

/** Which page of a list, read from the address. */
export const PageForm = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  seen: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** Which content is to be brought back, read from the address. */
export const RestoreQuery = z.object({ restore: z.enum(['content', 'base']).optional().catch(undefined) });
