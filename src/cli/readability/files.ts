import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EASY_READ, STANDARD, type Level } from '#src/features/readability/rules.ts';
import { readCode } from './code-words.ts';
import { readGuide, readMessage } from './markdown-files.ts';
import { readPage } from './page-words.ts';
import type { Passage, Text } from './passage.ts';
import { readConsents, readEasyReadPage, readNeeds, readUrgentHelp } from './yaml-files.ts';

type Reader = (file: string, source: string) => Text[];

/** The files of content by their folder or name, and what reads them. */
const CONTENT: readonly [RegExp, Reader][] = [
  [/^content\/easy-read\/[^/]+\.yaml$/, readEasyReadPage],
  [/^content\/needs\/[^/]+\.yaml$/, readNeeds],
  [/^content\/messages\/(?!README)[^/]+\.md$/, readMessage],
  [/^content\/(?:legal|guides)\/[^/]+\.md$/, readGuide],
  [/^content\/consents\/[^/]+\.yaml$/, readConsents],
  [/^content\/urgent-help\.yaml$/, readUrgentHelp],
];

/** Where the sentences of pages and forms stand. */
const CODE =
  /^src\/(?:pages|components|layouts|features|search|lib|server\/(?:http|sign-in|visitor))\/.*\.(?:astro|ts)$/;
/** What only staff read: they know the words, and see more on a page. */
const FOR_STAFF =
  /^src\/pages\/(?:admin|desk|workspace|insight)\/|^src\/components\/staff\/|^src\/layouts\/Staff|^src\/features\/(?:audit|desk|duplicates|imports|insight|jobs|open-referral|records|tasks|undo|working-days|settings|team)\/|\/(?:workspace|staff)\b/;
/** Commands and queries say nothing to people; the words of an API are for programmers; lists of words are no sentences. */
const FOR_NOBODY =
  /^src\/pages\/api\/|^src\/features\/[^/]+\/(?:commands|queries)\b|\/demo(?:\.ts|\/)|^src\/features\/open-referral\/(?:openapi|params)\/|^src\/lib\/postcode\.ts$|^src\/search\/(?:text|understanding)\/|^src\/features\/(?:telling\/snomed|messages\/wording\/(?:templates|re\w+-messages)|insight\/private-words|readability\/\w+|duplicates\/name-words)\.ts$/;

/** The rules for the sentences of a page or of a form. */
function levelOf(file: string): { level: Level; isForStaff: boolean } {
  if (/\/easy-read\//.test(file) && !/\/editing\//.test(file)) return { level: EASY_READ, isForStaff: false };
  if (FOR_STAFF.test(file)) return { level: { ...STANDARD, mostWords: 25 }, isForStaff: true };
  return { level: STANDARD, isForStaff: false };
}

function readSource(file: string, source: string): Text[] {
  if (!file.endsWith('.astro'))
    return [{ file, ...levelOf(file), isGraded: false, passages: readCode(source, file) }];
  const { script, passages } = readPage(source);
  return [
    { file, ...levelOf(file), isGraded: false, passages: readCode(script, file) },
    // Labels and headings have no grade: the sentences of a page have one together.
    {
      file,
      ...levelOf(file),
      isGraded: false,
      passages: passages.filter((passage) => !isWholeSentence(passage)),
    },
    { file, ...levelOf(file), isGraded: true, passages: passages.filter(isWholeSentence) },
  ];
}

const isWholeSentence = ({ text }: Passage): boolean => /[.?!]\s*$/.test(text);

/** What the file says to people; nothing where it is no file for them. */
export function readTexts(file: string, source: string): Text[] {
  const reader = CONTENT.find(([pattern]) => pattern.test(file))?.[1];
  if (reader !== undefined) return reader(file, source);
  return CODE.test(file) && !FOR_NOBODY.test(file) ? readSource(file, source) : [];
}

/** A file that could not be read, and why. */
export interface Unread {
  file: string;
  line: number;
  why: string;
}

/** Everything that this website says to people, and the files that no parser could read. */
export function readAllTexts(root: string): { texts: Text[]; unread: Unread[] } {
  const texts: Text[] = [];
  const unread: Unread[] = [];
  for (const file of ['content', 'src'].flatMap((folder) => filesIn(root, folder)))
    try {
      texts.push(...readTexts(file, readFileSync(join(root, file), 'utf8')));
    } catch (error) {
      unread.push({ file, ...whyUnread(error) });
    }
  return { texts, unread };
}

const filesIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.(?:yaml|md|astro|ts)$/.test(file))
    .sort();

function whyUnread(error: unknown): { line: number; why: string } {
  if (!(error instanceof Error)) throw error;
  const line = 'lineNumber' in error ? Number(error.lineNumber) : 1;
  return { line, why: error.message };
}
