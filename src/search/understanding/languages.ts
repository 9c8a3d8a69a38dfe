import { fold } from '#src/lib/text.ts';
import { asking, findAskings, oneOf, TAKEN_MARK, type Asking, type FilterSpan } from './filter-words.ts';

const SIGN_LANGUAGE = ['british sign language', 'bsl', 'sign language'];
/** What people call languages that services write in another way; the name to tell them by first. */
const ALSO_CALLED: readonly (readonly string[])[] = [
  ['punjabi', 'panjabi'],
  ['farsi', 'persian'],
  ['bengali', 'bangla'],
  ['tagalog', 'filipino'],
  ['mandarin', 'chinese', 'mandarin chinese', 'chinese mandarin'],
  ['cantonese', 'chinese', 'cantonese chinese', 'chinese cantonese'],
];
/** Whoever writes "English" here wants to learn it, or is told to be able to. */
const NOT_ASKED_FOR: ReadonlySet<string> = new Set(['english']);

interface Ways {
  size: number; // of the languages it was made from: edits may add some
  ways: readonly Asking[];
  words: ReadonlySet<string>;
}
const waysOf = new WeakMap<ReadonlyMap<string, string>, Ways>();

const LEARNING = oneOf(
  'learn learning teach teaching study studying improve improving practise practising practice better',
);
const IS_LEARNING = new RegExp(`(?<!\\S)${LEARNING}(?!\\S)`);
const LESSONS = oneOf(
  'lessons? class classes courses? level levels tutors? teachers? qualifications? gcse exams? training',
);
/** "In Polish" must be all: "in Polish food" and "in Chinese medicine" are not. */
const END = `(?= ${oneOf(`please or and near for on at with if by from who that to because ${TAKEN_MARK}`)}(?!\\S)|$)`;

const isSigned = (name: string): boolean => name === 'bsl' || name.includes('sign language');

/** "British Sign Language (BSL)" has all the names of that, "Chinese" only its own: it may be any of several. */
function namesOf(name: string): Set<string> {
  if (isSigned(name)) return new Set([name, ...SIGN_LANGUAGE]);
  const called = ALSO_CALLED.find((names) => names.includes(name) && name !== 'chinese');
  return new Set([name, ...(called ?? [])]);
}

/** The ways of asking for the languages that the directory has. */
function makeWays(languages: ReadonlyMap<string, string>): Ways {
  const values = new Map<string, string[]>();
  for (const [value, label] of languages) {
    for (const each of namesOf(fold(label))) {
      if (!NOT_ASKED_FOR.has(each) && each !== '') values.set(each, [...(values.get(each) ?? []), value]);
    }
  }
  const words = new Set([...values.keys()].flatMap((name) => name.split(' ')));
  const patternOf = (names: readonly string[]): string =>
    `(?:${[...names].sort((a, b) => b.length - a.length).join('|')})`;
  const spoken = [...values.keys()].filter((name) => !isSigned(name));
  const signed = [...values.keys()].filter(isSigned);
  const read = (match: RegExpExecArray): ReturnType<Asking['read']> => {
    const named = [...match[0].matchAll(new RegExp(`(?<!\\S)${patternOf([...values.keys()])}(?!\\S)`, 'g'))];
    const asked = new Set(named.flatMap(([name]) => values.get(name) ?? []));
    return [...asked].map((value) => ({ name: 'language', value }));
  };
  const ways = [
    ...(spoken.length === 0 ? [] : waysToSpeak(patternOf(spoken), read)),
    ...(signed.length === 0 ? [] : waysToSign(patternOf(signed), read)),
  ];
  return { size: languages.size, ways, words };
}

function waysToSpeak(name: string, read: Asking['read']): Asking[] {
  const names = `${name}(?: (?:and|or) ${name})*`;
  return [
    asking(
      `(?:who |that |can )?(?<!(?:${LEARNING}|to|cant|cannot|couldnt|dont|doesnt|never) )(?:speaks?|speaking|spoken) (?:in )?${names}(?! ${LESSONS})`,
      read,
    ),
    asking(`(?<=(?:someone|somebody|anyone) )to speak (?:in )?${names}(?! ${LESSONS})`, read),
    asking(
      `(?:(?:an?|in) )?${names} (?:speaking|speakers?|spoken|interpreters?|interpreting|translators?|translations?|translated)(?! ${LESSONS})`,
      read,
    ),
    asking(`(?:interpreters?|translators?) (?:for|in|of) ${names}${END}`, read),
    asking(
      `(?<!(?:lessons?|class|classes|courses?|degree|exam|gcse|interested|fluent) )in ${names}(?: language| only)?${END}`,
      read,
    ),
    asking(
      `(?:(?:my|his|her|their|whose) )?(?:(?:first|main|native|mother|own) )?(?:language|tongue) (?:is )?${names}`,
      read,
    ),
  ];
}

function waysToSign(name: string, read: Asking['read']): Asking[] {
  return [
    asking(
      `(?:(?:with|in|using|uses?|by|need|needs|a|an) )*(?<!baby )${name}(?: ${oneOf('interpreters? interpreting interpretation interpreted signed signers? users? translators? support')})*(?! ${LESSONS})`,
      read,
    ),
  ];
}

function waysFor(languages: ReadonlyMap<string, string>): Ways {
  const known = waysOf.get(languages);
  if (known?.size === languages.size) return known;
  const made = makeWays(languages);
  waysOf.set(languages, made);
  return made;
}

/**
 * Languages that a sentence asks to be spoken or signed in, out of those that some service has (value to label).
 * Learning one is not asking for it: "learn Polish", "BSL class".
 */
export function findLanguages(languages: ReadonlyMap<string, string>, text: string): FilterSpan[] {
  const { ways, words } = waysFor(languages);
  if (!text.split(' ').some((word) => words.has(word))) return [];
  if (IS_LEARNING.test(text)) return [];
  return findAskings(text, ways);
}

/** True for a word of a language's name: it is not misspelt, although no service may write it in its text. */
export const isLanguageWord = (languages: ReadonlyMap<string, string>, word: string): boolean =>
  waysFor(languages).words.has(word);
