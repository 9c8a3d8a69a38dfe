import type { CostRecord } from '#src/features/services/record.ts';
import type { SectionEditor } from '#src/features/services/editing/editor.ts';
import { tooLong } from '#src/features/services/editing/limits.ts';
import { asTyped, textAfter, textOf } from '#src/features/services/editing/typed.ts';
import {
  filledRow,
  lineAfter,
  pressRows,
  readRows,
  rowsOf,
  showRows,
  tooManyRows,
  type Row,
  type RowAnswer,
} from '../rows.ts';
import { parsePounds, showPounds } from '../typed/money.ts';

export const MOST_AMOUNTS = 20;
export const MOST_FEES = 1000;
const MOST_LINE = 200;

export const PRICES = ['free', 'amounts', 'words'] as const;
export const PRICE_LABELS: Record<(typeof PRICES)[number], string> = {
  free: 'It is free',
  amounts: 'It costs money',
  words: 'I will say it in words',
};

const FREE: CostRecord = { option: null, amount: 0, amountDescription: null };

const isPlainlyFree = (options: readonly CostRecord[]): boolean =>
  options.length === 1 && JSON.stringify(costRow(options[0] ?? FREE)) === JSON.stringify(costRow(FREE));

/** The row that shows an amount; one in another currency or of a season is shown as it is. */
export function costRow(cost: CostRecord): Row {
  const isRich = cost.currency !== undefined || cost.validFrom !== undefined || cost.validTo !== undefined;
  if (isRich) return { kept: 'yes' };
  return filledRow({
    amount: showPounds(cost.amount),
    for: asTyped(cost.option),
    note: asTyped(cost.amountDescription),
  });
}

/** What a service costs: nothing, amounts with what each is for, and in words. */
export const cost: SectionEditor = {
  show: (record) => ({
    ...(isPlainlyFree(record.costOptions)
      ? { price: 'free' }
      : record.costOptions.length > 0
        ? { price: 'amounts' }
        : asTyped(record.feesDescription) !== ''
          ? { price: 'words' }
          : {}),
    ...showRows('cost', isPlainlyFree(record.costOptions) ? [] : record.costOptions, costRow),
    fees: asTyped(record.feesDescription),
  }),

  apply(record, typed) {
    const price = textOf(typed, 'price');
    const fees = textAfter(record.feesDescription, textOf(typed, 'fees'));
    const rows = readRows(typed, {
      list: 'cost',
      stored: record.costOptions,
      show: costRow,
      read: readCost,
    });
    const problems = price === 'amounts' ? [...rows.problems] : [];
    if (!PRICES.some((item) => item === price))
      problems.push({ field: 'price', text: 'Choose whether it is free or costs money' });
    if (price === 'amounts' && problems.length === 0 && rows.parts.length === 0)
      problems.push({
        field: rowsOf(typed, 'cost').length === 0 ? 'price' : 'cost-1-amount',
        text: 'Enter what it costs, like 3.50',
      });
    if (price === 'words' && fees === null)
      problems.push({ field: 'fees', text: 'Say what it costs, like “Pay what you can”' });
    problems.push(
      ...tooManyRows(
        typed,
        'cost',
        'amount',
        Math.max(MOST_AMOUNTS, record.costOptions.length),
        (most) => `A service can have ${most} amounts. Say the rest in words`,
      ),
    );
    const long = fees === record.feesDescription ? null : tooLong('fees', 'The words', fees ?? '', MOST_FEES);
    if (long !== null) problems.push(long);
    if (problems.length > 0) return Promise.resolve({ ok: false, problems });
    const free = isPlainlyFree(record.costOptions) ? record.costOptions : [FREE];
    const costOptions = price === 'free' ? free : price === 'amounts' ? rows.parts : [];
    return Promise.resolve({ ok: true, record: { ...record, costOptions, feesDescription: fees } });
  },

  press: (typed, button) => pressRows(typed, button, ['cost']),
};

/** An amount as it was typed, with what it is for. Refused: what is no amount; a row with neither amount nor words. */
function readCost(row: Row, was: CostRecord | undefined): RowAnswer<CostRecord> {
  const text = textOf(row, 'amount');
  const option = lineAfter(was?.option ?? null, textOf(row, 'for'));
  const amountDescription = lineAfter(was?.amountDescription ?? null, textOf(row, 'note'));
  const isSame = was !== undefined && text === showPounds(was.amount);
  const amount = isSame ? was.amount : text === '' ? null : parsePounds(text);
  if (text !== '' && amount === null)
    return {
      problems: [{ field: 'amount', text: 'Enter the amount in pounds, like 3.50. For pence write 50p' }],
    };
  if (amount === null && option === null && amountDescription === null)
    return { problems: [{ field: 'amount', text: 'Enter the amount, or remove this row' }] };
  for (const [field, value, label] of [
    ['for', option, 'What it is for'],
    ['note', amountDescription, 'The note'],
  ] as const) {
    const long = tooLong(field, label, value ?? '', MOST_LINE);
    if (long !== null && value !== was?.option && value !== was?.amountDescription)
      return { problems: [long] };
  }
  return { parts: [{ ...was, option, amount, amountDescription }] };
}
