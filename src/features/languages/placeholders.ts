/**
 * What changes in a sentence, by the name of its placeholder: numbers, days and times are recognised by their form and
 * said in the language by the calendar that comes with Node (CLDR), so that no list of dates is needed. A number at the
 * end of a name tells two of a kind apart: "{time} to {time2}". Any other name stands for words that stay as they are.
 */

const ENGLISH_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const ENGLISH_MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month, 1)),
);
const DAY = `(?:${ENGLISH_DAYS.join('|')})`;
const MONTH = `(?:${ENGLISH_MONTHS.join('|')})`;
/** Words without an element among them. */
const WORDS = '[^<]+?';

const FORMS: Readonly<Record<string, string>> = {
  n: '\\d[\\d,]*(?:\\.\\d+)?',
  money: '(?:£\\d[\\d,]*(?:\\.\\d+)?|\\d+p)',
  phone: '\\+?\\d[\\d ]{2,}',
  time: '(?:\\d{1,2}(?::\\d\\d)?[ap]m|midday|midnight)',
  day: DAY,
  days: `${DAY}(?:(?:, ${DAY})* and ${DAY})?`,
  date: `(?:${DAY} )?\\d{1,2} ${MONTH}(?: \\d{4})?`,
  month: `${MONTH}(?: \\d{4})?`,
};

const kindOf = (name: string): string => name.replace(/\d+$/, '');

/** The form that a placeholder takes in a sentence, as the source of a regular expression. */
export const formOf = (name: string): string => FORMS[kindOf(name)] ?? WORDS;

/** Finds what a text is in the language; null when it has no sentence for it. */
export type Find = (text: string) => string | null;

/** What stood in the English sentence, in the language; null: it cannot be said, so neither can the sentence. */
export function sayIn(code: string, name: string, value: string, find: Find): string | null {
  switch (kindOf(name)) {
    case 'day':
      return sayDay(code, value);
    case 'days':
      return listIn(
        code,
        value.split(/, | and /).map((day, at) => (at === 0 ? sayDay(code, day) : lower(sayDay(code, day)))),
      );
    case 'date':
    case 'month':
      return sayDate(code, value);
    case 'time':
      return /^\d/.test(value) ? value : find(value);
    case 'sentence':
      return sayPart(value, find);
    case 'list':
      return sayList(code, value, find);
    default:
      return value;
  }
}

export const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once for each form: making one takes longer than all else that is done for a date. */
function formatter(code: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${code} ${Object.keys(form).join(' ')}`;
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(code, { ...form, timeZone: 'UTC' });
  formatters.set(key, made);
  return made;
}

/** A weekday: 1 January 2024 was a Monday. */
function sayDay(code: string, day: string): string {
  const at = Date.UTC(2024, 0, 1 + ENGLISH_DAYS.indexOf(day));
  return formatter(code, { weekday: 'long' }).format(at);
}

/** "24 November 2026", "Tuesday 24 November", "November 2026", "November". */
function sayDate(code: string, text: string): string {
  const [, weekday, date, month = '', year] =
    /^(?:([A-Z][a-z]+day) )?(?:(\d{1,2}) )?([A-Z][a-z]+)(?: (\d{4}))?$/.exec(text) ?? [];
  // A year that has a 29 February, where the text has none.
  const at = Date.UTC(Number(year ?? 2024), ENGLISH_MONTHS.indexOf(month), Number(date ?? 1));
  // Some languages put day and month in their right order only where a weekday is asked for.
  const said = formatter(code, {
    ...(date === undefined ? {} : { weekday: 'long', day: 'numeric' }),
    month: 'long',
    ...(year === undefined ? {} : { year: 'numeric' }),
  })
    .formatToParts(at)
    .map(({ type, value }) => (type === 'weekday' ? '' : value))
    .join('')
    .replace(/^[\s,،]+|[\s,،]+$/g, '');
  return weekday === undefined ? said : `${sayDay(code, weekday)} ${said}`;
}

/** A sentence within another, where it may begin with a small letter. */
function sayPart(text: string, find: Find): string | null {
  const found = find(text);
  if (found !== null || upper(text) === text) return found;
  const whole = find(upper(text));
  return whole === null ? null : lower(whole);
}

/** "Carers, young people and veterans", "Phone or email": each is a sentence, with a capital or without. */
function sayList(code: string, text: string, find: Find): string | null {
  const [, before = '', word = '', last = ''] = /^(.+) (and|or) (.+?)$/.exec(text) ?? [];
  const items = last === '' ? [text] : [...before.split(', '), last];
  const said = items.map((item, at) => {
    const found = sayPart(item, find);
    return found === null || at === 0 ? found : lower(found);
  });
  const all = said.filter((item) => item !== null);
  return all.length < items.length ? null : listIn(code, all, word === 'or' ? 'disjunction' : 'conjunction');
}

function listIn(code: string, items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction') {
  const list = new Intl.ListFormat(code, { type }).format(items);
  // CLDR leaves open what Welsh says before a vowel, "a(c)", and how it changes the word that follows.
  return list.replace(/,? a\(c\) (\p{L}h?)/u, (_, next: string) => {
    if (/^[aeiouwyâêîôûŵŷ]/i.test(next)) return ` ac ${next}`;
    return ` a ${/^[ptc]$/i.test(next) ? `${next}h` : next}`;
  });
}
