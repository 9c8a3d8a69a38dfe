import { describe, expect, test } from 'vitest';
import { facetHtml, type Facet, type Option } from '#src/components/search/facet-html.ts';
import { markup } from '#src/lib/html.ts';
import { checkHtml, textOf, type CheckedHtml } from '../../../support/html.ts';

const option = (value: string, changes: Partial<Option> = {}): Option => ({
  value,
  label: value.toUpperCase(),
  count: 2,
  selected: false,
  parent: null,
  ...changes,
});
const shown = (facet: Facet): CheckedHtml => {
  const made = facetHtml(facet);
  return checkHtml(
    `<!DOCTYPE html><html lang="en-GB"><head><title>Filters</title></head><body><main><h1>Filters</h1><form id="search-form">${
      made === null ? '' : markup(made)
    }<button type="submit">Show</button></form></main></body></html>`,
  );
};
const texts = ({ document }: CheckedHtml, selector: string): string[] =>
  document.querySelectorAll(selector).map(textOf);
const checked = ({ document }: CheckedHtml): (string | null)[] =>
  document.querySelectorAll('input[checked]').map((input) => input.getAttributeValue('value'));

const SECTOR: Facet = {
  name: 'sector',
  label: 'Who runs it',
  options: [option('charity'), option('council')],
};
const COST: Facet = { name: 'cost', label: 'Cost', options: [option('free'), option('up-to-5')] };

describe('a group of filters', () => {
  test('is valid: each choice has a label of its own and says how many it leaves', () => {
    const group = shown(SECTOR);
    expect(group.faults).toEqual([]);
    expect(texts(group, 'legend')).toEqual(['Who runs it']);
    expect(texts(group, 'label')).toEqual(['CHARITY (2)', 'COUNCIL (2)']);
    expect(group.document.querySelectorAll('input').map((input) => input.getAttributeValue('type'))).toEqual([
      'checkbox',
      'checkbox',
    ]);
  });

  test('belongs to the search form by name, wherever it stands', () => {
    const inputs = shown(COST).document.querySelectorAll('input');
    expect(inputs.map((input) => input.getAttributeValue('form'))).toEqual(['search-form', 'search-form']);
    expect(inputs.map((input) => input.getAttributeValue('name'))).toEqual(['cost', 'cost']);
  });

  test('opens and counts what is chosen only when something is', () => {
    const closed = shown(SECTOR);
    expect(closed.document.querySelectorAll('details[open]')).toHaveLength(0);
    expect(texts(closed, 'summary')).toEqual(['Who runs it']);
    const options = [option('charity', { selected: true }), option('council')];
    const open = shown({ ...SECTOR, options });
    expect(open.document.querySelectorAll('details[open]')).toHaveLength(1);
    expect(texts(open, 'summary')).toEqual(['Who runs it (1 chosen)']);
    expect(checked(open)).toEqual(['charity']);
  });

  test('of which one can be chosen is radios, with a way back to any once one is', () => {
    expect(texts(shown(COST), 'label')).toEqual(['FREE (2)', 'UP-TO-5 (2)']);
    const chosen = shown({ ...COST, options: [option('free', { selected: true })] });
    expect(chosen.faults).toEqual([]);
    expect(texts(chosen, 'label')).toEqual(['Any', 'FREE (2)']);
    expect(chosen.document.querySelector('input')?.getAttributeValue('value')).toBe('');
  });

  test('shows no choice that leaves nothing, unless it is the one to take back', () => {
    const options = [option('a', { count: 0 }), option('b', { count: 0, selected: true }), option('c')];
    expect(texts(shown({ ...SECTOR, options }), 'label')).toEqual(['B (0)', 'C (2)']);
    expect(facetHtml({ ...SECTOR, options: [option('a', { count: 0 })] })).toBeNull();
  });

  test('shows of a tree the top, and what lies below a branch that was chosen from', () => {
    const tree = (chosen: string): Facet => ({
      name: 'need',
      label: 'What it helps with',
      options: [
        option('food'),
        option('food-banks', { parent: 'food' }),
        option('meals', { parent: 'food' }),
        option('debt', { parent: 'money' }),
        option('money'),
      ].map((each) => ({ ...each, selected: each.value === chosen })),
    });
    expect(texts(shown(tree('')), 'label')).toEqual(['FOOD (2)', 'MONEY (2)']);
    expect(texts(shown(tree('food')), 'label')).toEqual([
      'FOOD (2)',
      'FOOD-BANKS (2)',
      'MEALS (2)',
      'MONEY (2)',
    ]);
    expect(texts(shown(tree('meals')), 'label')).toEqual([
      'FOOD (2)',
      'FOOD-BANKS (2)',
      'MEALS (2)',
      'MONEY (2)',
    ]);
  });

  test('shows the language somebody wrote down and never runs it', () => {
    const group = shown({
      name: 'language',
      label: 'Language',
      options: [option('x', { label: '<b>"Manx"' })],
    });
    expect(group.faults).toEqual([]);
    expect(texts(group, 'label')).toEqual(['<b>"Manx" (2)']);
  });
});
