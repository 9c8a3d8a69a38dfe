import type { CostRecord } from '#src/features/services/record.ts';
import { readDay } from '../reading/days.ts';
import { toNumber } from '../reading/numbers.ts';
import { columnOf, find, readParts, type Part } from '../reading/part.ts';
import { rawText, readLine, readText } from '../reading/text.ts';

const FREE =
  /^(?:(?:it|this|this service|the service) is )?free(?: of charge| to (?:use|attend|access|join))?(?: for (?:all|everyone))?[.!]?$/i;
const MONEY = /£\s*\d|\b\d+(?:\.\d\d)?\s*(?:p|pence|pounds?|gbp)\b/i;

/** What a service costs: the words, and the amounts in the feed's order. */
export function readCosts(service: Part): { feesDescription: string | null; costOptions: CostRecord[] } {
  const feesDescription = readText(service, 'fees_description', 'fees');
  const costOptions = readParts(service, ['cost_options', 'cost_option'], 'option').flatMap((part) =>
    readCost(part, feesDescription ?? ''),
  );
  const isFree = !service.item.isOurs && costOptions.length === 0 && FREE.test(feesDescription ?? '');
  return {
    feesDescription,
    costOptions: isFree ? [{ option: null, amount: 0, amountDescription: null }] : costOptions,
  };
}

/** Words in place of an amount are kept as words; a nought beside an amount in words is no amount. */
function readCost(part: Part, fees: string): CostRecord[] {
  const option = readLine(part, ['option', 'linked_option'], 300);
  const described = readLine(part, 'amount_description', 300);
  const found = find(part, 'amount');
  const number = found === null ? null : toNumber(found.value);
  const asWords = number === null && typeof found?.value === 'string' ? readLine(part, 'amount', 300) : null;
  const isFree = asWords !== null && FREE.test(asWords);
  if (found !== null && number === null && asWords === null)
    part.item.note(found.column, 'it is not an amount, left empty');
  const amount = isFree ? 0 : sane(part, number, [option, described, fees].join(' '));
  const amountDescription = described ?? (isFree ? null : asWords);
  const validFrom = readDay(part, 'valid_from');
  const validTo = readDay(part, 'valid_to');
  const currency = rawText(part, 'currency')?.value.trim().toUpperCase() ?? 'GBP';
  if (option === null && amount === null && amountDescription === null && !part.item.isOurs) return [];
  return [
    {
      option,
      amount,
      amountDescription,
      ...(validFrom !== null && { validFrom }),
      ...(validTo !== null && { validTo }),
      ...(/^[A-Z]{3}$/.test(currency) && currency !== 'GBP' && { currency }),
    },
  ];
}

function sane(part: Part, amount: number | null, words: string): number | null {
  if (amount === null) return null;
  if (amount < 0 || amount > 1_000_000) {
    part.item.note(columnOf(part, 'amount'), `nobody asks for ${amount} pounds, left empty`);
    return null;
  }
  if (amount > 0 || part.item.isOurs || !MONEY.test(words)) return amount;
  part.item.note(columnOf(part, 'amount'), 'it is 0 where the words name a price, left empty');
  return null;
}
