import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MOST_WORDS_OF_PHRASE, phraseKey, type IdeaPictures } from './propose.ts';
import { readYaml } from '#src/lib/yaml.ts';

const words = z.string().trim().min(1);
const Pictures = z.object({ pictures: z.record(words, words) });
const Keywords = z.record(words, z.array(words).min(1));

/**
 * Reads the pictures of easy read from `pictures` in the content folder, and from keywords.yaml the words that speak of each;
 * the name of a picture speaks of it too. Throws, naming what is wrong: a picture that is not there, words that two
 * pictures claim, and phrases that are too long.
 */
export function readIdeaPictures(contentFolder: string): IdeaPictures {
  const read = (name: string): unknown =>
    readYaml(readFileSync(join(contentFolder, 'pictures', name), 'utf8'));
  const keys = Object.keys(Pictures.parse(read('pictures.yaml')).pictures);
  const byWords = new Map<string, string>();
  for (const [key, phrases] of Object.entries(Keywords.parse(read('keywords.yaml')))) {
    if (!keys.includes(key)) throw refusal(`"${key}" is no picture of pictures.yaml.`);
    for (const phrase of phrases) addPhrase(byWords, key, phrase);
  }
  for (const key of keys) {
    const name = phraseKey(key);
    if (!byWords.has(name)) byWords.set(name, key);
  }
  const all = keys.map((key) => ({ key, name: nameOf(key) }));
  return { all: all.sort((a, b) => a.name.localeCompare(b.name, 'en-GB')), byWords };
}

const refusal = (why: string): Error => new Error(`content/pictures/keywords.yaml: ${why}`);

function addPhrase(byWords: Map<string, string>, key: string, phrase: string): void {
  const stems = phraseKey(phrase);
  if (stems.split(' ').length > MOST_WORDS_OF_PHRASE) throw refusal(`"${phrase}" is too long.`);
  const other = byWords.get(stems);
  if (other !== undefined && other !== key)
    throw refusal(`"${phrase}" speaks of "${other}" and of "${key}".`);
  byWords.set(stems, key);
}

/** "hot-drink" as people read it: "Hot drink". */
const nameOf = (key: string): string => {
  const name = key.replaceAll('-', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
};
