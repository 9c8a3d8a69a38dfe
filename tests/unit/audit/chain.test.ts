import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  endFaults,
  followChain,
  headInWords,
  notedFaults,
  readHead,
  START,
  type ChainRow,
  type Fault,
  type Head,
} from '#src/features/audit/chain.ts';
import { FIRST_HASH, hashOfEvent, type ChainedEvent } from '#src/features/audit/rules.ts';

type Content = Omit<ChainedEvent, 'sequence'>;

/** A trail as recordEvents writes it. */
function chained(contents: readonly Content[]): { rows: ChainRow[]; head: Head } {
  let hash = FIRST_HASH;
  const rows = contents.map((content, index) => {
    const event = { ...content, sequence: index + 1 };
    const row = { ...event, previous_hash: hash, hash: hashOfEvent(hash, event) };
    hash = row.hash;
    return row;
  });
  return { rows, head: { sequence: rows.length, hash } };
}

/** All that is wrong with a trail, looked at in batches of this size. */
function faultsIn(rows: readonly ChainRow[], head: Head, batch = rows.length + 1): Fault[] {
  const inOrder = rows.toSorted((a, b) => a.sequence - b.sequence);
  const within = inOrder.filter((row) => row.sequence <= head.sequence);
  let reached = START;
  const faults: Fault[] = [];
  for (let from = 0; from < within.length; from += batch) {
    const step = followChain(reached, within.slice(from, from + batch));
    reached = step.reached;
    faults.push(...step.faults);
  }
  return [...faults, ...endFaults(reached, head, inOrder.length - within.length)];
}

const text = fc.string({ maxLength: 8, unit: 'grapheme' });
const content: fc.Arbitrary<Content> = fc.record({
  id: fc.uuid(),
  happened_at: fc.constantFrom('2026-11-21T14:00:00.000Z', '2026-11-21T14:00:00.001Z'),
  actor: text,
  action: text,
  entity: text,
  entity_id: text,
  before: fc.option(text),
  after: fc.option(text),
  reason: fc.option(text),
  session_id: fc.option(text),
  address_hash: fc.option(text),
});
const trail = fc.array(content, { minLength: 2, maxLength: 12 }).map(chained);
const place = fc.nat({ max: 1_000_000 });
const at = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;

describe('a trail as it was written', () => {
  test('is whole, however it is cut into batches', () => {
    fc.assert(
      fc.property(trail, fc.integer({ min: 1, max: 13 }), ({ rows, head }, batch) => {
        expect(faultsIn(rows, head, batch)).toEqual([]);
      }),
    );
  });

  test('is whole when there is nothing in it', () => {
    expect(faultsIn([], { sequence: 0, hash: FIRST_HASH })).toEqual([]);
  });
});

describe('one thing done to a trail is found', () => {
  const COLUMNS = [
    'id',
    'happened_at',
    'actor',
    'action',
    'entity',
    'entity_id',
    'before',
    'after',
    'reason',
    'session_id',
    'address_hash',
    'previous_hash',
    'hash',
  ] as const;

  test('a changed value in any column', () => {
    fc.assert(
      fc.property(trail, place, fc.constantFrom(...COLUMNS), text, ({ rows, head }, index, column, value) => {
        const target = at(rows, index);
        fc.pre(target[column] !== value);
        const changed = rows.map((row) => (row === target ? { ...row, [column]: value } : row));
        expect(faultsIn(changed, head).map((fault) => fault.sequence)).toContain(target.sequence);
      }),
    );
  });

  test('a value taken away, or an empty one where there was none', () => {
    const nullable = ['before', 'after', 'reason', 'session_id', 'address_hash'] as const;
    fc.assert(
      fc.property(trail, place, fc.constantFrom(...nullable), ({ rows, head }, index, column) => {
        const target = at(rows, index);
        const value = target[column] === null ? '' : null;
        const changed = rows.map((row) => (row === target ? { ...row, [column]: value } : row));
        expect(faultsIn(changed, head)).not.toEqual([]);
      }),
    );
  });

  test('a value moved into the next column', () => {
    const { rows, head } = chained([{ ...example, actor: 'ab', action: 'c' }]);
    const moved = rows.map((row) => ({ ...row, actor: 'a', action: 'bc' }));
    expect(faultsIn(moved, head)).toHaveLength(1);
  });

  test('an event altered and given a hash that fits', () => {
    fc.assert(
      fc.property(trail, place, text, ({ rows, head }, index, reason) => {
        const target = at(rows, index);
        fc.pre(target.reason !== reason);
        const forged = { ...target, reason };
        forged.hash = hashOfEvent(forged.previous_hash, forged);
        const changed = rows.map((row) => (row === target ? forged : row));
        // Whatever stands after it gives it away: the next event, or the recorded end.
        const next = Math.min(target.sequence + 1, head.sequence);
        expect(faultsIn(changed, head).map((fault) => fault.sequence)).toEqual([next]);
      }),
    );
  });

  test('a removed event, the last one too', () => {
    fc.assert(
      fc.property(trail, place, ({ rows, head }, index) => {
        const target = at(rows, index);
        const faults = faultsIn(
          rows.filter((row) => row !== target),
          head,
        );
        expect(faults[0]).toMatchObject({ sequence: target.sequence });
        expect(faults[0]?.text).toContain(`Event ${target.sequence} is missing.`);
      }),
    );
  });

  test('two events that changed places', () => {
    fc.assert(
      fc.property(trail, place, place, ({ rows, head }, one, other) => {
        const [a, b] = [at(rows, one), at(rows, other)];
        fc.pre(a !== b);
        const swapped = rows.map((row) =>
          row === a ? { ...b, sequence: a.sequence } : row === b ? { ...a, sequence: b.sequence } : row,
        );
        expect(faultsIn(swapped, head)).not.toEqual([]);
      }),
    );
  });

  test('an event put in, at the end, before the first or between two that move on', () => {
    fc.assert(
      fc.property(trail, fc.integer({ min: -1, max: 13 }), content, ({ rows, head }, index, added) => {
        const sequence = Math.min(index, rows.length + 1);
        const previous = rows.find((row) => row.sequence === sequence - 1)?.hash ?? FIRST_HASH;
        const event = { ...added, sequence };
        const forged = { ...event, previous_hash: previous, hash: hashOfEvent(previous, event) };
        const moved = rows.map((row) =>
          row.sequence >= sequence && sequence > 0 ? { ...row, sequence: row.sequence + 1 } : row,
        );
        expect(faultsIn([...moved, forged], head)).not.toEqual([]);
      }),
    );
  });

  test('several events cut off the end', () => {
    const { rows, head } = chained([example, example, example, example]);
    expect(faultsIn(rows.slice(0, 2), head)).toEqual([
      { sequence: 3, text: 'Events 3 to 4 are missing. The trail was cut off.' },
    ]);
  });
});

const example: Content = {
  id: '00000000-0000-7000-8000-000000000001',
  happened_at: '2026-11-21T14:00:00.000Z',
  actor: 'job',
  action: 'tea.make',
  entity: 'tea',
  entity_id: '1',
  before: null,
  after: null,
  reason: null,
  session_id: null,
  address_hash: null,
};

describe('a head that was written down elsewhere', () => {
  const head = { sequence: 40, hash: 'a'.repeat(64) };

  test('is read as it was written, with blanks around it', () => {
    expect(readHead(` ${headInWords(head)}\n`)).toEqual(head);
  });

  test.each(['', '40', '40:abc', `:${'a'.repeat(64)}`, `-1:${'a'.repeat(64)}`, `40:${'A'.repeat(64)}`])(
    'is not read from "%s"',
    (text) => expect(readHead(text)).toBeNull(),
  );

  test('fits the event of the same hash, and no other or none', () => {
    expect(notedFaults(head, head.hash)).toEqual([]);
    expect(notedFaults(head, 'b'.repeat(64))[0]?.text).toContain('the trail was rewritten');
    expect(notedFaults(head, undefined)[0]?.text).toContain('is missing');
    expect(notedFaults({ sequence: 0, hash: FIRST_HASH }, undefined)).toEqual([]);
  });
});
