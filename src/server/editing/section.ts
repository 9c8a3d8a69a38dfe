import type { EditContext, FieldProblem } from '#src/features/services/editing/editor.ts';
import { SECTION_EDITORS, type EditableSection } from '#src/features/services/editing/registry.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { anchor, readFields, type FormError, type FormValues } from '#src/lib/form.ts';

/*
 * How a page lets somebody write one section of a service:
 *
 *   const context = await editContext(app, factsAsIdeas);                                  // context.ts
 *   const form = await handleSection(Astro.request, section, record, context, keptValues);
 *   if (form.saved !== null) { ...store form.saved; redirect 303 }
 *   if (form.errors.length > 0) Astro.response.status = 422;
 *
 *   <ErrorSummary errors={form.errors} />
 *   <form method="post" action={...} novalidate enctype={enctypeOf(section)}>
 *     <DefaultButton />                                                        // Enter saves, and presses no row button
 *     <SectionFields section={section} record={record} values={form.values} errorFor={form.errorFor} context={context} />
 *     <button name="button" value="save">
 *   </form>
 *
 * `record` is what is to be changed: the draft's content, else what is stored. Buttons are called `button`: one whose
 * value begins with "save" saves (so does no button at all), any other is the section's own, for its rows. Fields of the
 * page itself (a draft's version) are in `form.values` too; the section does not look at them.
 */

export interface SectionForm {
  /** What fills the form: what was typed, else what is stored. */
  values: FormValues;
  errors: readonly FormError[];
  errorFor(field: string): string | undefined;
  /** The content with what was typed, when that was right and a saving button was pressed. */
  saved: ServiceRecord | null;
  /** Which button was pressed: "save" when none was named; null: the form was not sent. */
  button: string | null;
}

/** How a browser is to send the form of a section. */
export const enctypeOf = (section: EditableSection): 'multipart/form-data' | undefined =>
  SECTION_EDITORS[section].applyForm === undefined ? undefined : 'multipart/form-data';

/** Reads what a request says about one section, and what the content becomes. Nothing typed is lost, nothing is stored. */
export async function handleSection(
  request: Request,
  section: EditableSection,
  record: ServiceRecord,
  context: EditContext,
  keptValues?: Readonly<FormValues>,
): Promise<SectionForm> {
  const editor = SECTION_EDITORS[section];
  if (request.method !== 'POST') return filled(keptValues ?? editor.show(record), [], null, null);
  const whole = editor.applyForm === undefined ? null : request.clone();
  const typed = await readFields(request);
  const button = typeof typed.button === 'string' ? typed.button : 'save';
  if (!button.startsWith('save')) {
    const pressed =
      (await editor.pressIn?.(typed, button, record, context)) ?? editor.press?.(typed, button) ?? typed;
    return filled(pressed, [], null, button);
  }
  const applied =
    editor.applyForm !== undefined && whole !== null
      ? await editor.applyForm(record, await whole.formData().catch(() => new FormData()), context)
      : await editor.apply(record, typed, context);
  return applied.ok
    ? filled(typed, [], applied.record, button)
    : filled(typed, applied.problems, null, button);
}

function filled(
  values: Readonly<FormValues>,
  problems: readonly FieldProblem[],
  saved: ServiceRecord | null,
  button: string | null,
): SectionForm {
  const first = problems.filter(
    ({ field }, index) => problems.findIndex((problem) => problem.field === field) === index,
  );
  const errors = first.map(({ field, text }) => ({ field, href: anchor(field), text }));
  return {
    values: { ...values },
    errors,
    errorFor: (field) => errors.find((error) => error.field === field)?.text,
    saved,
    button,
  };
}
