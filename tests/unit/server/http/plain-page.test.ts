import { describe, expect, test } from 'vitest';
import { REFUSALS, plainJson, plainPage, wantsJson } from '#src/server/http/plain-page.ts';
import { securityHeaders } from '#src/server/http/security-headers.ts';
import { faultsOf } from '../../../support/pages/visit.ts';

const headers = new Headers(securityHeaders({ siteUrl: 'http://localhost:4321', tileUrl: null }));

describe('a refusal', () => {
  test.each(Object.entries(REFUSALS))(
    '%s is a good page with its heading and its sentence',
    (_name, refusal) => {
      const html = plainPage(refusal, 'Front Door', '7KQM-3F2P');
      expect(faultsOf(html, headers, 'Front Door').faults).toEqual([]);
      expect(html).toContain(`<p>${refusal.sentence}</p>`);
      expect(html).toContain('7KQM-3F2P');
    },
  );

  test.each(Object.entries(REFUSALS))('%s says what happened in whole sentences', (_name, { sentence }) => {
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  test('a name with special characters is text, not markup', () => {
    const html = plainPage(REFUSALS.error, '<Help> & "Hope"');
    expect(html).toContain('&lt;Help&gt; &amp; &quot;Hope&quot;');
    expect(html).not.toContain('<Help>');
  });

  test('without a reference none is mentioned', () => {
    expect(plainPage(REFUSALS.error, 'Front Door')).not.toContain('this number');
  });

  test('for a program it is the sentence in JSON', () => {
    expect(JSON.parse(plainJson(REFUSALS.tooLarge))).toEqual({ error: REFUSALS.tooLarge.sentence });
    expect(JSON.parse(plainJson(REFUSALS.error, 'A-1'))).toEqual({
      error: REFUSALS.error.sentence,
      reference: 'A-1',
    });
  });
});

test('only the API and the health question are answered in JSON', () => {
  expect(['/api/search', '/health'].map(wantsJson)).toEqual([true, true]);
  expect(['/apiary', '/search', '/healthy', '/'].map(wantsJson)).toEqual([false, false, false, false]);
});
