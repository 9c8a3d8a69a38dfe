import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { trailCsvHeader, trailCsvLines } from '#src/features/audit/csv.ts';
import { AuditQueryForm, AuditSearchForm } from '#src/features/audit/forms.ts';
import type { TrailEvent } from '#src/features/audit/queries.ts';

describe('a search of the trail', () => {
  test.each([
    [{}, true],
    [{ person: 'Ann', from: '2026-11-01', to: '2026-11-01' }, true],
    [{ address: '192.0.2.1' }, true],
    [{ address: '2001:db8::1' }, true],
    [{ address: 'aB3_-56789xy' }, true],
    [{ address: '192.0.2' }, false],
    [{ from: '2026-02-30' }, false],
    [{ from: '2026-11-02', to: '2026-11-01' }, false],
    [{ person: 'x'.repeat(201) }, false],
  ])('%j is understood: %s', (values, isGood) => {
    expect(AuditSearchForm.safeParse(values).success).toBe(isGood);
  });

  test('in an address, passes over what makes no sense', () => {
    expect(AuditQueryForm.parse({ page: '-1', from: 'soon', to: '2026-11-01', actor: '' })).toEqual({
      page: 1,
      to: '2026-11-01',
    });
  });
});

describe('the file', () => {
  const event = {
    sequence: 1,
    id: 'e1',
    happened_at: '2026-11-21T14:00:00.000Z',
    actor: 'ann',
    action: 'tea.make',
    entity: 'tea',
    entity_id: '1',
    before: null,
    after: '{"name":"sealed:x"}',
    reason: '=HYPERLINK("http://example.org")',
    session_id: null,
    address_hash: '-abc',
    previous_hash: '0',
    hash: 'f',
    actorName: '@Ann, "A"\nExample',
    device: null,
  } satisfies TrailEvent;

  test('has a line for each event, in which no spreadsheet finds a formula', () => {
    const text = trailCsvHeader() + trailCsvLines([event, event]);
    expect(text.startsWith('\ufeffsequence,happened_at,')).toBe(true);
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      sequence: '1',
      reason: `'${event.reason}`,
      actor_name: `'${event.actorName}`,
      address_hash: "'-abc",
      after: event.after,
      before: '',
    });
  });
});
