import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSame } from '#src/features/services/fields.ts';
import { cost } from '#src/features/services/editing/facts/cost/cost.ts';
import type { CostRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { day, maybe, optional, text } from '../../../../db/open-referral/any-parts.ts';
import { aService, typing } from './world.ts';

const anyCost: fc.Arbitrary<CostRecord> = fc
  .tuple(
    fc.record({
      option: maybe(text),
      amount: maybe(fc.constantFrom(0, 3.5, 120, 3.333)),
      amountDescription: maybe(text),
    }),
    optional({ validFrom: day, validTo: day, currency: fc.constantFrom('EUR', 'GBP') }),
  )
  .map(([own, more]) => ({ ...own, ...more }));

const paid = (own: Partial<CostRecord> = {}): CostRecord => ({
  option: 'A session',
  amount: 3.5,
  amountDescription: null,
  ...own,
});

test('saving the form untouched changes nothing, whatever a record says about cost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyCost, { maxLength: 4 }), maybe(text), async (costOptions, fees) => {
      const record = aService({ costOptions, feesDescription: fees });
      fc.pre(costOptions.length > 0 || fees !== null);
      const { record: after, problems } = await typing(cost, record, {});
      expect(problems).toEqual({});
      expect(isSame(after, record)).toBe(true);
    }),
  );
});

describe('what it costs', () => {
  test('nothing, after it cost something', async () => {
    const { record } = await typing(cost, aService({ costOptions: [paid()] }), { price: 'free' });
    expect(record.costOptions).toEqual([{ option: null, amount: 0, amountDescription: null }]);
  });

  test('amounts, each with what it is for', async () => {
    const { record } = await typing(cost, aService(), {
      price: 'amounts',
      'cost-rows': '3',
      'cost-1-amount': '£3.50',
      'cost-1-for': 'A session',
      'cost-2-amount': '50p',
      'cost-2-for': 'Tea',
      fees: 'Pay on the day',
    });
    expect(record.costOptions).toEqual([paid(), paid({ amount: 0.5, option: 'Tea' })]);
    expect(record.feesDescription).toBe('Pay on the day');
  });

  test('in words only', async () => {
    const { record } = await typing(cost, aService({ costOptions: [paid()] }), {
      price: 'words',
      fees: 'Pay what you can',
    });
    expect(record).toMatchObject({ costOptions: [], feesDescription: 'Pay what you can' });
  });

  test('an amount in another currency stays as it is beside one that changes', async () => {
    const euros = paid({ currency: 'EUR', validFrom: '2026-11-21' });
    const record = aService({ costOptions: [euros, paid()] });
    expect(cost.show(record)).toMatchObject({ 'cost-1-kept': 'yes' });
    const { record: after } = await typing(cost, record, { 'cost-2-amount': '4' });
    expect(after.costOptions).toEqual([euros, paid({ amount: 4 })]);
  });

  test.each<[string, FormValues, string, RegExp]>([
    ['nothing chosen', {}, 'price', /^Choose whether/],
    ['an unknown choice', { price: 'barter' }, 'price', /^Choose whether/],
    [
      'money without an amount',
      { price: 'amounts', 'cost-rows': '1' },
      'cost-1-amount',
      /^Enter what it costs/,
    ],
    ['money without a row', { price: 'amounts', 'cost-rows': '0' }, 'price', /^Enter what it costs/],
    [
      'no amount',
      { price: 'amounts', 'cost-1-amount': 'a fiver' },
      'cost-1-amount',
      /^Enter the amount in pounds/,
    ],
    ['words without words', { price: 'words' }, 'fees', /^Say what it costs/],
    ['too many words', { price: 'free', fees: 'x'.repeat(1001) }, 'fees', /1,000 characters or less/],
    [
      'a long line',
      { price: 'amounts', 'cost-1-for': 'x'.repeat(201) },
      'cost-1-for',
      /200 characters or less/,
    ],
    ['too many amounts', { price: 'free', 'cost-rows': '21' }, 'cost-21-amount', /can have 20 amounts/],
  ])('%s is refused at its field', async (_, typed, field, sentence) => {
    const { problems } = await typing(cost, aService(), { 'cost-rows': '1', ...typed });
    expect(problems).toEqual({ [field]: expect.stringMatching(sentence) as string });
  });

  test('half an amount is not in the way of saying that it is free', async () => {
    const { problems } = await typing(cost, aService(), {
      price: 'free',
      'cost-rows': '1',
      'cost-1-amount': 'x',
    });
    expect(problems).toEqual({});
  });
});
