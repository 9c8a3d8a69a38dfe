import SQLite from 'better-sqlite3';
import lunr from 'lunr';
import { stem, wordsOf } from '#src/lib/stem.ts';
import { FIELD_BOOSTS, type TextDocument, type TextField } from '#src/search/text/text-index.ts';

const FIELDS = Object.keys(FIELD_BOOSTS) as TextField[];

/** A ranking of documents by their text: the numbers of the best ones, and each one's score, the higher the better. */
export interface Ranking {
  documents: readonly number[];
  scores: readonly number[];
}
export type Engine = (stems: readonly string[], most: number) => Ranking;

/** A plain lunr.Index over the fields and boosts of ours. lunr has no "top": it makes and sorts all hits, and we cut. */
export function lunrEngine(documents: readonly TextDocument[]): Engine {
  const builder = new lunr.Builder();
  builder.ref('number');
  for (const field of FIELDS) builder.field(field, { boost: FIELD_BOOSTS[field] });
  documents.forEach((document, number) => {
    // Stems, not text, so that all engines look for exactly the same words.
    const fields = FIELDS.map((field) => [field, wordsOf(document[field]).map(stem)] as const);
    builder.add({ number: String(number), ...Object.fromEntries(fields) });
  });
  const index = builder.build();
  return (stems, most) => {
    const hits = index.query((query) => {
      for (const wanted of stems) query.term(wanted, { usePipeline: false });
    });
    const best = hits.slice(0, most);
    return { documents: best.map((hit) => Number(hit.ref)), scores: best.map((hit) => hit.score) };
  };
}

/** lunr as its own documentation sets it up, text in and index out: what our build is measured against. */
export function buildPlainLunr(documents: readonly TextDocument[]): lunr.Index {
  return lunr((builder) => {
    builder.ref('number');
    for (const field of FIELDS) builder.field(field, { boost: FIELD_BOOSTS[field] });
    documents.forEach((document, number) => builder.add({ number: String(number), ...document }));
  });
}

/** SQLite's FTS5 in memory, as quick as it gets: merged into one segment, one prepared statement, ranked by itself. */
export function ftsEngine(documents: readonly TextDocument[]): Engine {
  const db = new SQLite(':memory:');
  db.exec(`create virtual table texts using fts5(${FIELDS.join(', ')}, content='', tokenize='unicode61')`);
  const insert = db.prepare(
    `insert into texts(rowid, ${FIELDS.join(', ')}) values (?, ${FIELDS.map(() => '?').join(', ')})`,
  );
  db.transaction(() => {
    documents.forEach((document, number) =>
      insert.run(number + 1, ...FIELDS.map((field) => wordsOf(document[field]).map(stem).join(' '))),
    );
  })();
  const weights = Object.values(FIELD_BOOSTS).join(', ');
  db.exec(`insert into texts(texts) values ('optimize')`);
  db.exec(`insert into texts(texts, rank) values ('rank', 'bm25(${weights})')`);
  const find = db.prepare<[string, number], { rowid: number; rank: number }>(
    'select rowid, rank from texts where texts match ? order by rank limit ?',
  );
  return (stems, most) => {
    const hits = find.all(stems.map((wanted) => `"${wanted}"`).join(' OR '), most);
    return { documents: hits.map((hit) => hit.rowid - 1), scores: hits.map((hit) => -hit.rank) };
  };
}
