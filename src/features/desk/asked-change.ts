import type { Change, ChangeKind } from './changes.ts';
import type { ChangeForm } from './forms.ts';
import { CHANGE_SENTENCES } from './words.ts';

/** What is needed to make a change out of what was chosen. */
export interface ChangeContext {
  today: string; // YYYY-MM-DD
  checker: string; // who checked, as the public reads it
  isNeed: (slug: string) => boolean;
}

export interface Fault {
  field: keyof typeof CHANGE_SENTENCES;
  text: string;
}

/** The change that a form asks for, or what is still missing. Hiding needs a reason; others may have one. */
export function askedChange(
  kind: ChangeKind,
  form: ChangeForm,
  { today, checker, isNeed }: ChangeContext,
): { change: Change } | { fault: Fault } {
  const missing = (field: Fault['field']): { fault: Fault } => ({
    fault: { field, text: CHANGE_SENTENCES[field] },
  });
  switch (kind) {
    case 'hide':
      return form.reason === undefined ? missing('reason') : { change: { kind } };
    case 'show':
      return { change: { kind } };
    case 'checked':
      return { change: { kind, day: today, by: checker } };
    case 'interval':
      return form.months === undefined ? missing('months') : { change: { kind, months: form.months } };
    case 'add-need':
    case 'remove-need':
      return form.need === undefined || !isNeed(form.need)
        ? missing('need')
        : { change: { kind, need: form.need } };
    case 'move':
      return form.organisation === undefined
        ? missing('organisation')
        : { change: { kind, organisationId: form.organisation } };
  }
}

/** What a change is shown as before anything more is said: it passes over what it passes over whatever is chosen. */
export function previewedChange(
  kind: ChangeKind,
  context: Pick<ChangeContext, 'today' | 'checker'>,
): Change | null {
  if (kind === 'hide' || kind === 'show') return { kind };
  return kind === 'checked' ? { kind, day: context.today, by: context.checker } : null;
}
