import type { z } from 'zod';

/** One thing to mend, in the order of the page: the sentence, its field and the anchor to jump to. */
export interface FormError {
  field: string;
  href: string;
  text: string;
}

/** Field by field, what was typed; a list where a name came more than once. */
export type FormValues = Record<string, string | string[]>;

export interface Form<T> {
  submitted: boolean;
  ok: boolean;
  /** What was understood; only when `ok`. */
  value: T | undefined;
  /** What was typed, to refill the form with. */
  values: FormValues;
  errors: FormError[];
  /** Adds a refusal that only the command could know (`field` empty: the form as a whole). */
  fail(field: string, text: string): void;
  /** The sentence for one field, if it has one. */
  errorFor(field: string): string | undefined;
}

/** Where on the page a field is: fields have their name as id, what may not stand in an id made a hyphen. */
export const anchor = (field: string): string => `#${field.replace(/[^A-Za-z0-9_-]/g, '-')}`;

/** Text as it should be kept: control characters gone, Windows line ends made plain, ends trimmed. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim();

/**
 * What a form's body holds: trimmed, blank fields left out, arrays for repeated names, files passed over. A body that
 * is no form at all gives nothing.
 */
export async function readFields(request: Request): Promise<FormValues> {
  const values: FormValues = {};
  const data = await request.formData().catch(() => new FormData());
  for (const name of new Set(data.keys())) {
    const texts = data
      .getAll(name)
      .filter((item): item is string => typeof item === 'string')
      .map(clean)
      .filter((text) => text !== '');
    const value = texts.length === 1 ? texts[0] : texts;
    // Defined, not assigned: a field named __proto__ would change what every other field reads.
    if (texts.length > 0)
      Object.defineProperty(values, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return values;
}

/**
 * Reads a plain HTML form and checks it with zod. A GET gives an unsubmitted form: empty, or with the values that were
 * kept from before somebody had to sign in again (`Astro.locals.keptValues`).
 */
export async function readForm<T>(
  request: Request,
  schema: z.ZodType<T>,
  keptValues?: Readonly<FormValues>,
): Promise<Form<T>> {
  const submitted = request.method === 'POST';
  const values = submitted ? await readFields(request) : { ...keptValues };
  const errors: FormError[] = [];
  const parsed = submitted ? schema.safeParse(values) : undefined;
  if (parsed?.success === false) {
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0] ?? '');
      if (!errors.some((error) => error.field === field))
        errors.push({ field, href: anchor(field), text: issue.message });
    }
  }
  const form: Form<T> = {
    submitted,
    ok: parsed?.success === true,
    value: parsed?.success === true ? parsed.data : undefined,
    values,
    errors,
    fail(field, text) {
      form.ok = false;
      form.value = undefined;
      errors.push({ field, href: anchor(field), text });
    },
    errorFor: (field) => errors.find((error) => error.field === field)?.text,
  };
  return form;
}
