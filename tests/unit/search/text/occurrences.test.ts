import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stem, wordsOf } from '#src/lib/stem.ts';
import { countOccurrences } from '#src/search/text/occurrences.ts';
import { anyWord } from './lunr-index.ts';

const FIELDS = ['title', 'body'] as const;
const anyText = fc.array(anyWord, { maxLength: 12 }).map((words) => words.join(' '));
const anyDocuments = fc.array(fc.record({ title: anyText, body: anyText }), { maxLength: 12 });

/** The same counts by Maps, one for each field of each document. */
const expectedOf = (text: string): [string, number][] => {
  const counts = new Map<string, number>();
  for (const item of wordsOf(text).map(stem)) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts];
};

describe('occurrences', () => {
  test('are the stems of each field, each with the number of times it stands there', () => {
    fc.assert(
      fc.property(anyDocuments, fc.integer({ min: 1, max: 64 }), (documents, room) => {
        const found = countOccurrences(documents, FIELDS, room);
        let entry = 0;
        documents.forEach((document, number) => {
          FIELDS.forEach((field, place) => {
            const at = number * FIELDS.length + place;
            const entries: [string, number][] = [];
            for (; entry < (found.ends.values[at] ?? 0); entry += 1) {
              const term = found.terms[found.entryTerms.values[entry] ?? -1] ?? '';
              entries.push([term, found.entryCounts.values[entry] ?? 0]);
            }
            expect(entries).toEqual(expectedOf(document[field]));
            expect(found.lengths.values[at]).toBe(wordsOf(document[field]).length);
          });
        });
        expect(entry).toBe(found.entryTerms.length);
      }),
    );
  });

  test('are added up by term: in how many documents it is, and in how many fields', () => {
    fc.assert(
      fc.property(anyDocuments, (documents) => {
        const found = countOccurrences(documents, FIELDS, 1);
        const fields = documents.map((document) =>
          FIELDS.map((field) => new Set(wordsOf(document[field]).map(stem))),
        );
        found.terms.forEach((term, number) => {
          expect(found.documentsWith[number]).toBe(
            fields.filter((sets) => sets.some((words) => words.has(term))).length,
          );
          expect(found.fieldsWith[number]).toBe(fields.flat().filter((words) => words.has(term)).length);
        });
        expect(new Set(found.terms).size).toBe(found.terms.length);
      }),
    );
  });
});
