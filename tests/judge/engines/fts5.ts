import SQLite from 'better-sqlite3';
import { FIELD_BOOSTS } from '#src/search/text/text-index.ts';
import type { JudgedDocument } from '../place.ts';
import { FIELDS, plainWords, type Engine } from './engine.ts';

/** SQLite's own full text search: the porter tokenizer, any word may match, bm25 with the fields' boosts. */
export function fts5(documents: readonly JudgedDocument[]): Engine {
  const sqlite = new SQLite(':memory:');
  sqlite.exec(
    `create virtual table page using fts5(slug unindexed, ${FIELDS.join(', ')}, tokenize = 'porter')`,
  );
  const insert = sqlite.prepare(`insert into page values (?, ${FIELDS.map(() => '?').join(', ')})`);
  for (const { slug, text } of documents) insert.run(slug, ...FIELDS.map((field) => text[field]));
  const weights = FIELDS.map((field) => FIELD_BOOSTS[field]).join(', ');
  const select = sqlite
    .prepare<[string, number], string>(
      `select slug from page where page match ? order by bm25(page, 0, ${weights}) limit ?`,
    )
    .pluck();
  return {
    name: 'SQLite FTS5, OR',
    first: (words, most) => {
      const asked = plainWords(words).map((word) => `"${word}"`);
      return asked.length === 0 ? [] : select.all(asked.join(' OR '), most);
    },
  };
}
