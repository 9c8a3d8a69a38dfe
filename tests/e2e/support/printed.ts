const MESSAGE = /^--- (?:Email|Text message|Letter) to [^]*?^---$/gm;
const EMAIL = /[\w.+-]+@[\w-]+\.\w{2,}/;
const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/i;
const PHONE = /(?<![\w.:-])(?:\+44|0)(?:[ -]?\d){9,10}(?![\w.])/;

/**
 * What a server prints for whoever watches it: one line of JSON for each thing that happened. Before the first of them
 * it says where it is, and who may sign in to the example place; messages that are "kept here, sent nowhere" stand
 * between two lines of dashes.
 */
export const eventsIn = (printed: string): string[] =>
  printed
    .slice(Math.max(printed.search(/^\{"time"/m), 0))
    .replace(MESSAGE, '')
    .split('\n')
    .filter((line) => line !== '');

/** Lines that are no event, or that hold personal data: an email address, a postcode, a phone number or one of these words. */
export function indiscretions(lines: readonly string[], words: readonly string[]): string[] {
  const small = words.map((word) => word.toLowerCase());
  return lines.filter((line) => {
    if (!line.startsWith('{"time":"')) return true;
    // Ids and the time are made of the same letters and digits as postcodes.
    const said = line
      .replace(/"(?:time|requestId)":"[^"]*"/g, '')
      // The names of services and organisations are public, and so are the addresses of their pages.
      .replace(/"path":"\/(?:services|organisations|needs)\/[a-z0-9-]+","status":200/, '')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
    const text = said.toLowerCase();
    return (
      EMAIL.test(said) || POSTCODE.test(said) || PHONE.test(said) || small.some((word) => text.includes(word))
    );
  });
}

/**
 * The texts that a specification types or puts into addresses: string literals that hold a space, an @, a digit beside a
 * letter or a capital after another letter. A single small word could stand in an address of ours as well.
 */
export function typedIn(source: string): string[] {
  const given = [
    ...source.matchAll(/\.(?:fill|type|pressSequentially|setValue)\(\s*(?:'([^'\n]*)'|"([^"\n]*)")/g),
  ].map(([, single, double]) => single ?? double ?? '');
  const second = [...source.matchAll(/\.fill\([^,()\n]+,\s*'([^'\n]*)'/g)].map(([, text]) => text ?? '');
  const queries = [...source.matchAll(/[?&](?:q|near)=([^&'"`\s]+)/g)].map(([, text]) =>
    decodeURIComponent((text ?? '').replaceAll('+', ' ')),
  );
  return [...new Set([...given, ...second, ...queries])].filter(
    (text) => text.length > 3 && /[ @]|\d|[A-Z]/.test(text),
  );
}
