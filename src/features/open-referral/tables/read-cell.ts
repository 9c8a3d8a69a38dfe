import type { Column } from './column.ts';

/** What a cell says, with what had to be mended or left out, in words. */
export interface ReadCell {
  value: unknown; // undefined: nothing
  note: string | null;
}

const NOTHING: ReadCell = { value: undefined, note: null };
const YES = ['true', 'yes', 'y', '1'];
const NO = ['false', 'no', 'n', '0'];

const quote = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;

/** The value of a cell in the JSON of a feed. What cannot be read is left out, with a sentence that says why. */
export function readCell(cell: string | number, column: Column): ReadCell {
  if (typeof cell === 'number' && column.kind === 'number') return { value: cell, note: null };
  const text = String(cell);
  if (text.trim() === '') return NOTHING;
  switch (column.kind) {
    case 'number':
      return readNumber(text.trim());
    case 'day':
      return readDay(text.trim());
    case 'flag':
      return readFlag(text.trim());
    case 'list':
      return readList(text);
    case 'code':
      return readCode(text);
    case 'text':
      return { value: text, note: null };
  }
}

function readNumber(text: string): ReadCell {
  const plain = text.replace(/^£\s*/, '').replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '');
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value)
    ? { value, note: null }
    : { value: undefined, note: `${quote(text)} is not a number, left empty` };
}

/** A spreadsheet turns 2026-02-01 into 01/02/2026 or 02/01/2026, as its owner's country writes days. */
function readDay(text: string): ReadCell {
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(text) ?? [];
  if (day !== undefined) return { value: day, note: null };
  const [, first = '', second = '', year = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 00:00(?::00)?)?$/.exec(text) ?? [];
  const [a, b] = [Number(first), Number(second)];
  // Anything else is for the importer to judge.
  if (year === '' || a === 0 || b === 0 || (a > 12 && b > 12)) return { value: text, note: null };
  if (a <= 12 && b <= 12 && a !== b)
    return {
      value: undefined,
      note: `${quote(text)} can be two different days, left empty: write YYYY-MM-DD`,
    };
  const [month, monthDay] = a > 12 ? [b, a] : [a, b];
  const value = `${year}-${String(month).padStart(2, '0')}-${String(monthDay).padStart(2, '0')}`;
  return { value, note: `${quote(text)} was read as ${value}` };
}

function readFlag(text: string): ReadCell {
  const word = text.toLowerCase();
  if (YES.includes(word)) return { value: true, note: null };
  if (NO.includes(word)) return { value: false, note: null };
  return { value: undefined, note: `${quote(text)} is neither true nor false, left empty` };
}

function readList(text: string): ReadCell {
  const items = text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return items.length === 0 ? NOTHING : { value: items, note: null };
}

/** 4.41635E+11 was a phone number once; which one, nobody can say. */
function readCode(text: string): ReadCell {
  if (!/^\d(?:\.\d+)?E\+\d\d+$/.test(text.trim())) return { value: text, note: null };
  return { value: undefined, note: `${quote(text)} was a number that a spreadsheet cut short, left empty` };
}
