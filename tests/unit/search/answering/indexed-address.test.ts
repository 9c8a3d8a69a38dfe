import { describe, expect, test } from 'vitest';
import type { NeedTree } from '#src/features/needs/content.ts';
import { indexedAddress } from '#src/search/answering/indexed-address.ts';
import { parseSearchParams } from '#src/search/params.ts';
import type { SearchAnswer } from '#src/search/types.ts';

const need = (slug: string, sensitive = false) => [slug, { slug, sensitive }] as const;
const NEEDS = {
  bySlug: new Map([need('debt'), need('food-banks'), need('domestic-abuse', true)]),
  top: [],
} as unknown as NeedTree;
type Understood = SearchAnswer['understood'];
const understood = (changes: Partial<Understood> = {}): Understood => ({
  needs: [],
  words: [],
  unknown: [],
  place: null,
  corrected: [],
  filters: [],
  nearMe: false,
  ...changes,
});
const said = (...slugs: string[]): Understood['needs'] =>
  slugs.map((slug) => ({ slug, name: slug, words: slug, queryWithout: '' }));

const addressOf = (query: string, parts: Partial<Understood> = {}, total = 3): string | null => {
  const params = parseSearchParams(new URLSearchParams(query));
  return indexedAddress(NEEDS, params, { total, errors: params.errors, understood: understood(parts) });
};

describe('search engines may keep', () => {
  test('a page of results in ordinary words, under one spelling of its address', () => {
    expect(addressOf('q=Knitting  Group&utm_source=x&need=', { words: ['knitting', 'group'] })).toBe(
      '/search?q=knitting+group',
    );
  });

  test('a need that was said or chosen, under the page of that need', () => {
    expect(addressOf('q=cant+pay+my+bills', { needs: said('debt') })).toBe('/needs/debt');
    expect(addressOf('need=debt')).toBe('/needs/debt');
    expect(addressOf('q=debt&need=debt', { needs: said('debt') })).toBe('/needs/debt');
  });

  test('two needs, or a need and more words, under their own address', () => {
    expect(addressOf('q=debt+food+bank', { needs: said('debt', 'food-banks') })).toBe(
      '/search?q=debt+food+bank',
    );
    expect(addressOf('q=debt+club', { needs: said('debt'), words: ['club'] })).toBe('/search?q=debt+club');
  });

  test('everything there is', () => {
    expect(addressOf('')).toBe('/search');
  });
});

describe('search engines may not keep', () => {
  const place = { name: 'Tarnbury', kind: 'town', queryWithout: null } as const;
  const filter = { name: 'day', value: 'FR', label: 'Friday', queryWithout: '' };
  test.each<[string, string, Partial<Understood>, number?]>([
    ['a page without results', 'q=debt', { needs: said('debt') }, 0],
    ['a word nobody knows, which could be a name', 'q=debt+oakapple', { unknown: ['oakapple'] }],
    ['a corrected word', 'q=lonley', { corrected: [{ from: 'lonley', to: 'lonely' }] }],
    ['a place in the form', 'q=debt&near=MB1', { needs: said('debt') }],
    ['a place in the sentence', 'q=debt+in+tarnbury', { needs: said('debt'), place }],
    ['"near me"', 'q=debt+near+me', { needs: said('debt'), nearMe: true }],
    ['a number', 'q=debt+14', {}],
    ['a number in other digits', 'q=debt+٣', {}],
    ['a sensitive need that was said', 'q=he+hits+me', { needs: said('domestic-abuse') }],
    ['a sensitive need that was chosen', 'need=domestic-abuse', {}],
    ['a filter', 'q=debt&cost=free', { needs: said('debt') }],
    ['a filter read in the sentence', 'q=debt+friday', { needs: said('debt'), filters: [filter] }],
    ['two chosen needs', 'need=debt&need=food-banks', {}],
    ['words within a chosen need', 'q=club&need=debt', { words: ['club'] }],
    ['another order', 'q=debt&sort=name', { needs: said('debt') }],
    ['a later page', 'q=debt&page=2', { needs: said('debt') }],
    ['another number on a page', 'q=debt&per_page=50', { needs: said('debt') }],
    ['words taken exactly', 'q=debt&exact=on', { needs: said('debt') }],
    ['a choice that does not exist', 'q=debt&sector=royal', { needs: said('debt') }],
    ['a story', 'q=my+mum+fell+and+she+cannot+cook', { needs: said('food-banks') }],
  ])('%s', (_, query, parts, total) => {
    expect(addressOf(query, parts, total)).toBeNull();
  });
});
