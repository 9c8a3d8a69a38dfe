import { normalisePostcode } from '#src/lib/postcode.ts';
import { fold } from '#src/lib/text.ts';
import { findCounty } from './counties.ts';

/** An address in its parts; a part the text does not have is "". */
export interface AddressParts {
  street: string; // everything before the town
  town: string;
  county: string;
}

/** How often a name stands at the end of the file's addresses; Infinity for a place of the gazetteer. */
export type TownCount = (name: string) => number;

/** A full postcode, also with the letter O typed for the nought that always comes second. */
const POSTCODE = /\b([A-Z]{1,2}\d[A-Z\d]?)\s*([\dO][ABD-HJLNP-UW-Z]{2})\b/gi;
const NO_PLACE =
  /^(?:uk|u\.k\.|united kingdom|gb|great britain|eng|england|wales|cymru|scotland|northern ireland|(?:yorkshire|east midlands|west midlands|north east|north west|south east|south west|east of england|greater london)(?: region)|yorkshire (?:and|&) (?:the )?humber(?:side)?)$/i;
/** Words at the end of a street, a house or a venue, which no town's name ends with. */
const NOT_A_TOWN =
  /\b(?:road|rd|street|st|lane|ln|avenue|ave|drive|close|way|court|house|hall|church|chapel|centre|center|school|library|place|square|terrace|crescent|gardens|grove|row|mews|building|buildings|cafe|café|hub|club|college|community|hospital|surgery|estate|parade|precinct|arcade|floor|unit|room|gate|quay|wharf|council|pkwy)\.?$/i;
const BESIDE_A_TOWN = /^(?:near|nr|off|opposite|opp|behind|beside|next to|adjacent to|above|corner of)\b/i;
/** A town's name can go on after these, so what follows is not a town by itself: North Berwick, Bradford on Avon. */
const BELONGS_TO_THE_NEXT =
  /^(?:north|south|east|west|new|old|great|little|upper|lower|higher|long|much|royal|st|st\.|saint|port|kings?|queens?|bishops?|on|upon|by|under|in|le|la|the|of|and|&|near|nr|isle|-)$/i;

/** The times a town must stand at the end of an address to be known without a comma before it. */
const ENOUGH_TO_END_A_LINE = 3;
/** And to be split from words that might be part of its name. */
const ENOUGH_TO_SPLIT = 10;

/** The last full postcode within a text, normalised; null when there is none. */
export function findPostcode(text: string): string | null {
  const found = [...text.matchAll(POSTCODE)].at(-1);
  if (found === undefined) return null;
  return normalisePostcode(`${found[1] ?? ''}${(found[2] ?? '').replace(/^O/i, '0')}`);
}

/** True for text that can be a town's name: words without digits, not ending as streets and venues do. */
export const canBeTown = (text: string): boolean =>
  /\p{L}{2}/u.test(text) &&
  !/\d/.test(text) &&
  text.length <= 40 &&
  !NOT_A_TOWN.test(text.trim()) &&
  !NO_PLACE.test(text) &&
  !BESIDE_A_TOWN.test(text);

/**
 * Splits an address written on one line: "28 Church Road, Harborne, Birmingham, West Midlands, B17 0DB". Postcode and
 * country are taken out, a county at the end is known by name, the town is the last part that can be one, or the known
 * town that the last part ends with. What is not certain stays in the street.
 */
export function splitAddress(text: string, townCount: TownCount): AddressParts {
  const parts = partsOf(text);
  const county = takeCounty(parts);
  const last = parts.at(-1) ?? '';
  const isFree = parts.length > 1 && canBeTown(last);
  const tail = townAtEnd(last, townCount, isFree ? ENOUGH_TO_SPLIT : ENOUGH_TO_END_A_LINE);
  if (tail !== null && !(isFree && townCount(last) >= ENOUGH_TO_END_A_LINE)) {
    const street = [...parts.slice(0, -1), tail.before].filter((part) => part !== '');
    return { street: street.join(', '), town: asTownName(tail.town), county };
  }
  if (!isFree) return { street: parts.join(', '), town: '', county };
  return { street: parts.slice(0, -1).join(', '), town: asTownName(last), county };
}

/** "LONDON" and "barry" as towns are written: "London", "Barry", "Stoke-on-Trent". */
export function asTownName(town: string): string {
  if (town !== town.toUpperCase() && town !== town.toLowerCase()) return town;
  return town
    .toLowerCase()
    .replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => `${before}${letter.toUpperCase()}`)
    .replace(/(?<=[\s-])(On|Upon|In|Under|Le|La|The|Of|By|And|Y)(?=[\s-])/g, (word) => word.toLowerCase());
}

/** Parts between commas and line ends, without postcode, country, and what is said twice in a row. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.replace(POSTCODE, ' ').split(/[,\n;]+/)) {
    const clean = part.replace(/\s+/g, ' ').replace(/^[\s.:-]+|[\s.:-]+$/g, '');
    if (clean === '' || NO_PLACE.test(clean) || fold(clean) === fold(parts.at(-1) ?? '')) continue;
    parts.push(clean);
  }
  return parts;
}

/** Takes counties off the end, also one behind the town without a comma: "Twickenham Middlesex". */
function takeCounty(parts: string[]): string {
  let county = '';
  for (;;) {
    const last = parts.at(-1) ?? '';
    const whole = parts.length > 1 ? findCounty(last) : null;
    if (whole !== null) {
      county = county === '' ? whole : county;
      parts.pop();
      continue;
    }
    const words = last.split(' ');
    for (let count = Math.min(3, words.length - 1); count >= 1; count -= 1) {
      const named = findCounty(words.slice(-count).join(' '));
      if (named === null || BELONGS_TO_THE_NEXT.test(words.at(-count - 1) ?? '')) continue;
      parts[parts.length - 1] = words.slice(0, -count).join(' ');
      return county === '' ? named : county;
    }
    return county;
  }
}

/** The longest town, up to four words, that a text ends with and that is known well enough. */
function townAtEnd(
  text: string,
  townCount: TownCount,
  enough: number,
): { before: string; town: string } | null {
  const words = text.split(' ');
  for (let count = Math.min(4, words.length); count >= 1; count -= 1) {
    const town = words.slice(-count).join(' ');
    const isPart = BELONGS_TO_THE_NEXT.test(words.at(-count - 1) ?? '');
    if (!isPart && canBeTown(town) && townCount(town) >= enough)
      return { before: words.slice(0, -count).join(' '), town };
  }
  return null;
}
