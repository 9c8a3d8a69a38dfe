import { describe, expect, test } from 'vitest';
import type { TextDocument } from '#src/search/text/text-index.ts';
import { plainWords, type Engine } from '../../../judge/engines/engine.ts';
import { fts5 } from '../../../judge/engines/fts5.ts';
import { miniSearch } from '../../../judge/engines/mini-search.ts';
import { plainLunr } from '../../../judge/engines/plain-lunr.ts';
import type { JudgedDocument } from '../../../judge/place.ts';

const document = (slug: string, text: Partial<TextDocument>): JudgedDocument => ({
  slug,
  text: { name: slug, organisation: '', summary: '', needs: '', venues: '', description: '', ...text },
});

const DOCUMENTS = [
  document('told-of', { description: 'They also have a choir for singers in the winter months' }),
  document('choir', { name: 'The singing choir' }),
  document('walks', { name: 'Morning walks', summary: 'A walk by the river' }),
];

const engines = async (): Promise<Engine[]> => {
  const mini = await miniSearch(DOCUMENTS);
  return [plainLunr(DOCUMENTS), fts5(DOCUMENTS), ...(mini === null ? [] : [mini])];
};

describe('the engines that ours is compared with', () => {
  test('any word may match, and a word in the name counts for more', async () => {
    for (const engine of await engines()) {
      expect(await engine.first('choir tractor', 10), engine.name).toEqual(['choir', 'told-of']);
    }
  });

  test('no more is given than was asked for', async () => {
    for (const engine of await engines()) {
      expect(await engine.first('choir river', 1), engine.name).toHaveLength(1);
    }
  });

  test('what has a meaning to an engine is taken for plain words', async () => {
    for (const engine of await engines()) {
      expect(await engine.first('choir: +AND "(walks* can\'t', 10), engine.name).toContain('choir');
      expect(await engine.first('?! "', 10), engine.name).toEqual([]);
      expect(await engine.first('', 10), engine.name).toEqual([]);
    }
  });

  test('lunr and FTS5 know the forms of a word', () => {
    expect(plainLunr(DOCUMENTS).first('walking', 10)).toEqual(['walks']);
    expect(fts5(DOCUMENTS).first('walking', 10)).toEqual(['walks']);
  });

  test('MiniSearch finds beginnings of words and words spelt nearly so', async () => {
    const mini = await miniSearch(DOCUMENTS);
    expect(await mini?.first('mornimg', 10)).toEqual(['walks']);
    expect(await mini?.first('morn', 10)).toEqual(['walks']);
  });

  test('without the package there is no MiniSearch, and any other failure is not hidden', async () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    expect(await miniSearch(DOCUMENTS, () => Promise.reject(missing))).toBe(null);
    await expect(miniSearch(DOCUMENTS, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  test('a word keeps its apostrophe and loses everything else', () => {
    expect(plainWords('Can’t cope? "help":me-now MB1 1QG')).toEqual([
      'can’t',
      'cope',
      'help',
      'me',
      'now',
      'mb1',
      '1qg',
    ]);
  });
});
