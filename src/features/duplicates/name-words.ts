import { fold } from '#src/lib/text.ts';

/** Left out: they stand in names or not, as it happens. */
const LEFT_OUT = words(
  'the and of a an in on for to with our your ltd limited cic cio plc llp uk incorporated registered charity',
);
/** One spelling for what is written in several ways. */
const ONE_SPELLING: ReadonlyMap<string, string> = new Map(
  Object.entries({
    saint: 'st',
    saints: 'st',
    sts: 'st',
    ss: 'st',
    center: 'centre',
    ctr: 'centre',
    zero: '0',
    one: '1',
    two: '2',
    three: '3',
    four: '4',
    five: '5',
    six: '6',
    seven: '7',
    eight: '8',
    nine: '9',
    ten: '10',
    first: '1st',
    second: '2nd',
    third: '3rd',
    fourth: '4th',
    fifth: '5th',
    meth: 'methodist',
    urc: 'united reformed church',
    assoc: 'association',
    utd: 'united',
    comm: 'community',
    foodbank: 'food bank',
  }),
);
/** Words that tell two names apart less than their rarity says, in a directory of any size. */
const GENERIC = words(
  'church hall community centre st library cafe warm warmer space place hub welcome room house village parish town ' +
    'service services group club project trust association society local public free open safe welcoming spot bank ' +
    'living winter council city county team support at by branch central information partnership',
);
/** Words for what happens somewhere: "Elm Hall" and "Elm Hall knitting" are a venue and a group inside it. */
const OFFERS = words(
  'activity advice archive art baby badminton bereavement bingo board bowls breakfast brunch cafe ' +
    'carers chair chat chatter cinema choir citizens class clinic club coffee cooking craft creche dance ' +
    'dementia dinner drop exercise fellowship film fitness food foodbank friendship friends games gardening ' +
    'grocery group gym history jigsaw jobs kids kitchen knit knitting ladies larder lunch luncheon meal memory ' +
    'men mobile morning music natter nursery pantry parent playgroup pool quiz repair scouts sewing shed ' +
    'shop singing soup study supper table tea toddler tots walk walking women yoga youth',
);

/** What a building is: "Elm Library" and "Elm Church" are two, however alike the rest. */
const BUILDINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    library: 'library llyfrgell',
    church: 'church chapel methodist baptist evangelical cathedral minster abbey eglwys',
    hall: 'hall neuadd',
    centre: 'centre canolfan',
    sport: 'pool leisure swimming gym fitness',
    school: 'school academy college nursery',
    museum: 'museum gallery',
    pub: 'inn pub arm tavern',
    mosque: 'mosque masjid',
    temple: 'temple gurdwara mandir synagogue',
    theatre: 'theatre cinema',
  }).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' ').map(singular));
}

/** "Marys" and "Mary", "libraries" and "library" are one word; short words and "ss" stay. */
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss')) return word;
  return word.endsWith('ies') && word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

/**
 * The words by which a name is compared, each once, in order: folded, "St" for "Saint", figures for number words, in
 * the singular, without "the", "and", "Ltd" and their like. A name made of nothing else keeps its words.
 */
export function nameWords(name: string): string[] {
  const all = fold(name)
    .split(' ')
    .filter((word) => word !== '');
  const telling = joinInitials(all).filter((word) => !LEFT_OUT.has(word));
  const spelt = (telling.length === 0 ? all : telling).flatMap((word) =>
    (ONE_SPELLING.get(word) ?? word).split(' '),
  );
  return [...new Set(spelt.map(singular))];
}

/** "C.I.C." is folded to "c i c": letters that stand alone are one word when they follow one another. */
function joinInitials(parts: readonly string[]): string[] {
  if (parts.every((part) => part.length > 1)) return [...parts];
  return parts.reduce<string[]>((joined, part, at) => {
    const last = joined.at(-1);
    const follows = /^[a-z]$/.test(part) && /^[a-z]$/.test(parts[at - 1] ?? '');
    return follows && last !== undefined ? [...joined.slice(0, -1), last + part] : [...joined, part];
  }, []);
}

/** A name made ready for comparing. */
export interface ReadyName {
  text: string;
  words: readonly string[];
  /** Words of the venue in "Lunch club at Elm Hall". */
  venueWords: ReadonlySet<string>;
  /** Equal for names that are one but for spacing and the order of a venue: "food bank" and "foodbank". */
  key: string;
  /** What the buildings in it are. */
  buildings: ReadonlySet<string>;
  /** Whether it could be the name of many: "Warm welcome", "Coffee morning". */
  isPlain: boolean;
}

/** Makes a name ready for comparing. */
export function readyName(text: string): ReadyName {
  const all = nameWords(text);
  const [offer = '', ...venue] = text.split(/\s(?:at|@)\s/i);
  const own = new Set(nameWords(offer));
  const venueWords = new Set(
    offer.trim() === '' ? [] : nameWords(venue.join(' ')).filter((word) => !own.has(word)),
  );
  return {
    text,
    words: withoutInitials(all),
    venueWords,
    key: withoutInitials(all).join(''),
    buildings: new Set(all.flatMap((word) => BUILDINGS.get(word) ?? [])),
    isPlain: all.every((word) => GENERIC.has(word) || OFFERS.has(word)),
  };
}

/** Without a word that only repeats the initials of the others: "South Elm Community Library (SECL)". */
function withoutInitials(all: readonly string[]): string[] {
  return all.filter((word) => {
    const others = all.filter((other) => other !== word);
    return (
      word.length < 3 ||
      !others
        .map((other) => other.slice(0, 1))
        .join('')
        .includes(word)
    );
  });
}

/** Whether a word is too common everywhere to look for other services by. */
export const isGeneric = (word: string): boolean => GENERIC.has(word);

/** Whether a word says what happens somewhere, not where. */
export const isOffer = (word: string): boolean => OFFERS.has(word);
