/** Stands for what is only known when the page is shown; one word. */
export const PLACEHOLDER = '((x))';

const WORDS_NOT = /^(?:govuk|fd|nhsuk)-|^[/#.?&]|^https?:|^[a-z-]+:$|;\s*$|[{}=<>]|\(\?[:!=<]|\\b|^\W*$/;

/**
 * Whether a string of the code is something that people read: several words or a label, no address,
 * no class names, no query, no pattern.
 */
export function isSentence(text: string): boolean {
  const words = text.trim().split(/\s+/);
  if (WORDS_NOT.test(text.trim())) return false;
  if (words.length < 2) return /^\p{Lu}\p{Ll}{2,}[.!?]?$/u.test(words[0] ?? '');
  if (words.some((word) => /^(?:govuk|fd)-/.test(word) || /^\w+\.\w+(?:\.\w+)*$/.test(word))) return false;
  return /^["“‘'(]?[\p{Lu}\d]|^\(\(/u.test(text.trim()) || words.length > 2;
}

const ATTRIBUTES_NOT = new Set(
  'action alt-key autocapitalize autocomplete charset class class:list content d dir enctype fill for form href hreflang id inputmode is key lang list loading method name pattern property rel role sizes slot spellcheck src srcset style target transform type value viewBox width height xmlns'.split(
    ' ',
  ),
);

/** Whether an attribute of an element or a component holds words for people, like a label or a hint. */
export const isAttributeOfWords = (name: string): boolean =>
  !ATTRIBUTES_NOT.has(name) &&
  !/^data-|^(?:set|is|define|client):/.test(name) &&
  !/^aria-(?!label$)/.test(name);
