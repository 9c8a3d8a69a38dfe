import { textsOf } from '#src/features/requests/questions/typed.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { EasyField } from './types.ts';

/** True when something of folded-up fields is filled in or wrong, so that nobody overlooks it. */
export const isInUse = (
  fields: readonly EasyField[],
  values: Readonly<FormValues>,
  errorFor: (field: string) => string | undefined,
): boolean =>
  fields.some((field) => {
    if (field.kind === 'part' || field.kind === 'fold') return isInUse(field.fields, values, errorFor);
    if (!('name' in field)) return false;
    if (errorFor(field.name) !== undefined) return true;
    const typed = textsOf(values, field.name).filter((text) => text !== '');
    return field.kind === 'choices'
      ? field.choices.some(({ value }) => typed.includes(value))
      : typed.length > 0;
  });
