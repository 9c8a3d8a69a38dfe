import { asking, findAskings, oneOf, type Asking, type FilterSpan } from './filter-words.ts';

const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, at) => [word, at + 1] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, at) => [word, 20 + 10 * at] as const),
]);
const TENS = '(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)';
const N = `(\\d{1,3}|${TENS} ${oneOf('one two three four five six seven eight nine')}|${oneOf([...NUMBER_WORDS.keys()].join(' '))})`;
const DIGITS = '(\\d{1,3})';
const HAS_NUMBER = new RegExp(`\\d|ties|(?<!\\S)${N}(?!\\S)`);

/** What a number counts when it is no age: "2 weeks", "60 pounds", "3 kids", "5 a day". */
const NOT_OF = `(?! ${oneOf(
  'a an of out x to th pounds? quid pence p k grand percent pc miles? km metres? mins? minutes? hours? hrs? days? nights? weeks? wks? months? mths? years? yrs? times? stone kilos? kgs? lbs? foot feet ft inch(?:es)? people sessions? steps? kids? children grandchildren babies beds? bedrooms? more less other doors? \\d+\\S* £\\S*',
)}(?!\\S))(?! (?:and|or) \\d)`;
/** Things that have an age as well. */
const NOT_THINGS = `(?! ${oneOf(
  'boiler car van bike cooker oven fridge freezer washing machine tv telly phone mobile computer laptop tablet house flat building bungalow sofa bed mattress carpet roof dog cat pet puppy kitten debt debts bill bills passport benefit claim',
)}(?!\\S))`;
const YEARS = '(?:years?|yrs?|yr)';
const FAMILY = oneOf(
  'mums? mothers? mams? dads? fathers? nans? nanas? grans? grandmas? grandads? granddads? grandpas? husbands? wifes? wife partners? brothers? sisters? aunts? aunties? uncles? neighbours? friends?',
);
const CHILDREN = oneOf(
  'sons? daughters? boys? girls? lads? child childs grandsons? granddaughters? nephews? nieces? toddlers? teenagers?',
);

/** "Over 60s" includes who is 60; "under 5s" are up to 4. Younger "overs" are weeks, sizes and grades. */
const LEAST_OVER = 16;
const OLDEST = 110;
/** A youngest age to take a bare "I'm 9" or "mum 85" for an age. */
const LEAST_OF_SELF = 8;
const LEAST_OF_ADULT = 18;
const LEAST_OF_OPENING = 13;
const PARTS_OF_TENS: ReadonlyMap<string, number> = new Map([
  ['early', 2],
  ['mid', 5],
  ['late', 8],
]);

const numberOf = (text: string | undefined): number =>
  text === undefined || /^\d/.test(text)
    ? Number(text ?? NaN)
    : text.split(' ').reduce((sum, word) => sum + (NUMBER_WORDS.get(word) ?? NaN), 0);

const age = (years: number, least = 0): ReturnType<Asking['read']> =>
  years >= least && years <= OLDEST ? [{ name: 'age', value: `${Math.floor(years)}` }] : [];

const OF_AGE = `(?: ${YEARS} (?:olds?|of age))`;
const FOR = '(?:(?:for|the|people|anyone|adults|those) )*';
/** "Fell over" is no "over 60". */
const OVER = '(?<!(?:fell|fall|falls|falling|fallen|trip|tripped|pushed|knocked|run) )(?:over|above)';
const UNDER = '(?:under|below|younger than)';

/** From the clearest to what is an age only if nothing else. */
const WAYS: readonly Asking[] = [
  asking(`${FOR}(?:aged? )?(?:${OVER}) (?:the )?ages? (?:of )?${N}s?`, ([, n]) => age(numberOf(n))),
  asking(`${FOR}${UNDER} (?:the )?ages? (?:of )?${N}s?`, ([, n]) => age(numberOf(n) - 1)),
  asking(`${FOR}(?:${OVER}) (?:the )?(?:${DIGITS}s|${DIGITS}(?:${OF_AGE}|${NOT_OF}))`, ([, n, bare]) =>
    age(numberOf(n ?? bare), LEAST_OVER),
  ),
  asking(`${FOR}${UNDER} (?:the )?(?:${DIGITS}s|${DIGITS}(?:${OF_AGE}|${NOT_OF}))`, ([, n, bare]) =>
    age(numberOf(n ?? bare) - 1),
  ),
  asking(
    `${FOR}(?:aged? )?${DIGITS}(?: ?plus|(?: ${YEARS})?(?: old)? (?:and|or) (?:over|above|older|up|upwards)| onwards)${NOT_OF}`,
    ([, n]) => age(numberOf(n), LEAST_OVER),
  ),
  // Two ages are the one between them: a service for both has it in its range.
  asking(
    `(?:for )?(?:(?:aged|ages|age) (?:${N} (?:to|and|or) ${N}|${DIGITS} ${DIGITS})(?: ${YEARS}(?: olds?)?)?${NOT_OF}|(?:${N} (?:to|and|or) ${N}|${DIGITS} ${DIGITS}) ${YEARS} olds?)`,
    ([, ...ends]) => {
      const [from, to] = ends.filter((end) => end !== undefined).map(numberOf);
      return age(((from ?? NaN) + (to ?? NaN)) / 2);
    },
  ),
  asking(
    `(?<=${oneOf('people adults children kids teens teenagers youth')} )(?:aged )?${DIGITS} (?:to )?${DIGITS}s?${NOT_OF}`,
    ([, from, to]) => age((numberOf(from) + numberOf(to)) / 2),
  ),
  asking(`${N} (?:months?|mths?|weeks?|wks?|days?) olds?${NOT_THINGS}`, (match) =>
    age(/months?|mths?/.test(match[0]) ? numberOf(match[1]) / 12 : 0),
  ),
  asking(
    `(?:${N} ${YEARS} ?(?:olds?|of age)|${DIGITS}(?: ?y ?o|${YEARS} ?olds?|${YEARS}(?= (?:${FAMILY}|${CHILDREN}))))${NOT_THINGS}`,
    ([, n, short]) => age(numberOf(n ?? short)),
  ),
  asking(`aged? (?:of )?${N}${NOT_OF}`, ([, n]) => age(numberOf(n))),
  asking(
    `(?:in )?(?:my|his|her|their|our|your) (?:(early|mid|late) )?(?:([2-9]0)s|(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))`,
    ([, part, digits, word]) => age(tensOf(digits, word) + (PARTS_OF_TENS.get(part ?? 'mid') ?? 5)),
  ),
  asking(`(?:im|i am|i m|just turned|turned|turning) ${N}${OF_AGE}?${NOT_OF}`, ([, n]) =>
    age(numberOf(n), LEAST_OF_SELF),
  ),
  // People begin with their age: "19 and sofa surfing".
  asking(
    `(?<=^)${DIGITS}(?= and (?:not |cant |no |so |very |really )?(?!half|a half|\\d)[a-z]{4,})`,
    ([, n]) => age(numberOf(n), LEAST_OF_OPENING),
  ),
  asking(
    `(?:(?:hes|shes|whos|(?:he|she|who) is) |(?<=(?:${FAMILY}|${CHILDREN}) )is )${DIGITS}${NOT_OF}`,
    ([, n]) => age(numberOf(n)),
  ),
  asking(`(?<=(?:${CHILDREN}) )${DIGITS}${NOT_OF}`, ([, n]) => age(numberOf(n))),
  asking(`(?<=(?:${FAMILY}) )${DIGITS}${NOT_OF}`, ([, n]) => age(numberOf(n), LEAST_OF_ADULT)),
];

function tensOf(digits: string | undefined, word: string | undefined): number {
  if (digits !== undefined) return Number(digits);
  return NUMBER_WORDS.get((word ?? '').replace(/ies$/, 'y')) ?? NaN;
}

/**
 * Ages in a sentence, in years: "over 60s" is 60, "under 5s" 4, "5 to 11 year olds" 8, "in my 50s" 55. Two people of
 * different ages are none: no one age would be right for both.
 */
export function findAges(text: string): FilterSpan[] {
  if (!HAS_NUMBER.test(text)) return [];
  const spans = findAskings(text, WAYS);
  const ages = new Set(spans.flatMap(({ filters }) => filters.map(({ value }) => value)));
  return ages.size > 1 ? [] : spans;
}
