import dictionary from 'dictionary-en-gb';
import { stem } from '#src/lib/stem.ts';
import { fold } from '#src/lib/text.ts';
import { packWords, type PackedWords } from '../packed/word-table.ts';

/** Stems of the words of British English, so that a word the directory lacks is not taken for a misspelt one. */
let packed: PackedWords | null = null;

/** Names are left out: somebody's name is no reason to leave a word alone. */
const isWord = (word: string): boolean => /^\p{Ll}[\p{L}']{2,}$/u.test(word);

/**
 * The stems of a Hunspell dictionary's base words; made once for a process. Everybody gets memory of their own, because
 * an index that is handed to another thread takes its memory along.
 */
export function packEnglish(): PackedWords {
  packed ??= packWords(new Set(baseWords().map((word) => stem(fold(word)))));
  return { bytes: packed.bytes.slice(), offsets: packed.offsets.slice() };
}

function baseWords(): string[] {
  const lines = Buffer.from(dictionary.dic).toString('utf8').split('\n').slice(1);
  return lines.map((line) => line.split('/', 1)[0]?.trim() ?? '').filter(isWord);
}
