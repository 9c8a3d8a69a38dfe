import { describe, expect, test } from 'vitest';
import { AUDIENCES } from '#db/vocabulary.ts';
import { audienceTermId, NEEDS_TAXONOMY_ID, needTermId } from '#src/features/open-referral/ids.ts';
import type { ServiceRows, TermRow } from '#src/features/open-referral/shape/rows.ts';
import { ownTaxonomies, ownTerms, toAttributes } from '#src/features/open-referral/shape/terms.ts';
import { plainServiceRow, SERVICE_ID } from '../../../support/open-referral/service-rows.ts';

const need = (slug: string, parent: string | null = null) =>
  [
    slug,
    { slug, name: `Help with ${slug}`, description: parent === null ? '' : `All about ${slug}`, parent },
  ] as const;
const SETTING = {
  siteUrl: 'https://frontdoor.example.org',
  needs: { bySlug: new Map([need('money'), need('debt', 'money'), need('rent', 'money'), need('food')]) },
};
const terms = ownTerms(SETTING);

describe('the needs as a taxonomy', () => {
  test('have their parents before them, their page as address, and a description always', () => {
    expect([...terms.needs.keys()]).toEqual(['money', 'debt', 'rent', 'food']);
    expect(terms.needs.get('debt')).toEqual({
      id: needTermId('debt'),
      code: 'debt',
      name: 'Help with debt',
      description: 'All about debt',
      parent_id: needTermId('money'),
      taxonomy: 'Needs',
      taxonomy_id: NEEDS_TAXONOMY_ID,
      term_uri: 'https://frontdoor.example.org/needs/debt',
    });
    expect(terms.needs.get('money')).not.toHaveProperty('parent_id');
    expect(terms.needs.get('money')?.description).toBe('Help with money');
  });

  test('are made anew for another address and not for the same', () => {
    expect(ownTerms(SETTING)).toBe(terms);
    const elsewhere = ownTerms({ ...SETTING, siteUrl: 'https://other.example.org' });
    expect(elsewhere.needs.get('food')?.term_uri).toBe('https://other.example.org/needs/food');
  });
});

test('each audience is a term', () => {
  expect([...terms.audiences.values()].map((term) => term.id)).toEqual(AUDIENCES.map(audienceTermId));
});

test('each of our terms names a taxonomy that is published', () => {
  const names = new Map(
    ownTaxonomies({ siteUrl: SETTING.siteUrl, today: '2026-11-21' }).map(({ id, name }) => [id, name]),
  );
  for (const term of [...terms.needs.values(), ...terms.audiences.values()])
    expect(names.get(term.taxonomy_id ?? '')).toBe(term.taxonomy);
});

const foreign = (id: string, name: string, changes: Partial<TermRow> = {}) => ({
  id,
  code: null,
  name,
  description: '',
  parent_id: null,
  term_uri: null,
  taxonomy_id: '0c6a5c0e-90a5-4a4c-8f9b-6f1d0c1a2b3c',
  taxonomy_name: 'Open Eligibility',
  taxonomy_description: '',
  taxonomy_uri: 'http://openeligibility.example.org',
  taxonomy_version: '1.2',
  link_type: 'service_type',
  ...changes,
});
const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'bbbbbbbb-0000-4000-8000-000000000002';

describe('what a service is linked to', () => {
  const links = (rows: Partial<ServiceRows>) => toAttributes({ service: plainServiceRow(), ...rows }, terms);

  test('stands in the order of the tree, then of the vocabulary, then by name', () => {
    const attributes = links({
      needs: ['food', 'gone', 'debt'].map((need_slug) => ({ need_slug, suggested: 0 })),
      audiences: ['men', 'carers'],
      terms: [foreign(A, 'Walking'), foreign(B, 'Eating')],
    });
    expect(attributes.map((item) => [item.link_type, item.taxonomy_term.name])).toEqual([
      ['service_type', 'Help with debt'],
      ['service_type', 'Help with food'],
      ['eligibility', 'Carers'],
      ['eligibility', 'Men'],
      ['service_type', 'Eating'],
      ['service_type', 'Walking'],
    ]);
    expect(new Set(attributes.map((item) => item.id)).size).toBe(6);
    for (const item of attributes) {
      expect(item.link_id).toBe(SERVICE_ID);
      expect(item.taxonomy_term_id).toBe(item.taxonomy_term.id);
    }
  });

  test("keeps a term of somebody else's as it came, with its taxonomy, once", () => {
    const attributes = links({
      terms: [foreign(A, 'Walking', { code: '12', parent_id: B }), foreign(A, 'Walking')],
    });
    expect(attributes).toHaveLength(1);
    expect(attributes[0]?.taxonomy_term).toEqual({
      id: A,
      code: '12',
      name: 'Walking',
      description: 'Walking',
      parent_id: B,
      taxonomy: 'Open Eligibility',
      taxonomy_id: '0c6a5c0e-90a5-4a4c-8f9b-6f1d0c1a2b3c',
      taxonomy_detail: {
        id: '0c6a5c0e-90a5-4a4c-8f9b-6f1d0c1a2b3c',
        name: 'Open Eligibility',
        description: 'Open Eligibility',
        uri: 'http://openeligibility.example.org',
        version: '1.2',
      },
    });
  });
});
