import type { PhoneRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { asTyped, textOf } from '#src/features/services/editing/typed.ts';
import { markOf } from '../rows.ts';
import { isPhoneNumber, PHONE_PROBLEM, tidyPhone } from '../typed/phones.ts';
import type { QuickFact } from './quick.ts';

/** One of the service's phone numbers, or its first. */
export const phone: QuickFact = {
  title: 'Phone number',
  show({ phones: [first, ...others] }): FormValues {
    if (first === undefined || others.length > 0) return {};
    return { phone: markOf(first), number: asTyped(first.number) };
  },
  apply(record, typed) {
    const { phones } = record;
    const chosen = phones.find((item) => markOf(item) === textOf(typed, 'phone'));
    const number = textOf(typed, 'number');
    if (phones.length > 0 && chosen === undefined)
      return { ok: false, problems: [{ field: 'phone', text: 'Choose which number to change' }] };
    if (number === '')
      return { ok: false, problems: [{ field: 'number', text: 'Enter the new phone number' }] };
    if (!isPhoneNumber(number)) return { ok: false, problems: [{ field: 'number', text: PHONE_PROBLEM }] };
    const tidy = tidyPhone(number);
    const added: PhoneRecord = { number: tidy, type: 'voice', description: null };
    return {
      ok: true,
      record: {
        ...record,
        phones:
          chosen === undefined
            ? [added]
            : phones.map((item) => (item === chosen ? { ...item, number: tidy } : item)),
      },
    };
  },
};
