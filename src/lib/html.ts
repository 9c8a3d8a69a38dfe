import { escapeUTF8 } from 'entities';

const MADE = Symbol('html');
/** HTML that `html` has made. Nothing else can be one: no text of a visitor or a service has this key. */
export interface Html {
  readonly [MADE]: string;
}
type Value = string | number | Html | readonly Html[] | null | undefined | false;

const written = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The template's own words; whitespace that only lays out the code becomes one space, as Astro's compressHTML does. */
function partsOf(strings: TemplateStringsArray): readonly string[] {
  const known = written.get(strings);
  if (known !== undefined) return known;
  const parts = strings.map((part) => part.replace(/\s+/g, ' '));
  written.set(strings, parts);
  return parts;
}

function textOf(value: Value): string {
  if (typeof value === 'string') return escapeUTF8(value);
  if (typeof value === 'number') return String(value);
  if (value === null || value === undefined || value === false) return '';
  return MADE in value ? value[MADE] : value.map((item) => item[MADE]).join('');
}

/**
 * A piece of HTML for what a page repeats a hundred times, where Astro's templates are too slow. Every value is
 * escaped for text and for attributes in quotes, HTML made by `html` excepted; null, undefined and false are nothing.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = partsOf(strings);
  let text = parts[0] ?? '';
  for (let index = 0; index < values.length; index += 1)
    text += textOf(values[index]) + (parts[index + 1] ?? '');
  return { [MADE]: text };
}

/** The text of pieces of HTML in a row, for `set:html`. */
export const markup = (...pieces: readonly Html[]): string => pieces.map((piece) => piece[MADE]).join('');
