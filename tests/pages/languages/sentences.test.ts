import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLanguages } from '#src/features/languages/content.ts';
import { listSentences } from '#src/features/languages/translate.ts';
import { directoryWords, walkPages } from '../../support/languages/walk.ts';
import { ROOT, startTestServer, type TestServer } from '../../support/server.ts';

/** Texts that are the same in every language: addresses of websites and of mailboxes, references, file names. */
const NO_WORDS =
  /^(?:[\w.+-]+@[\w.-]+|[\w.-]+\.[a-z]{2,}(?:\/[\w./-]*)?|FD-[\w-]+|[A-Z]{1,2}\d\w? \d[A-Z]{2})$/;

const linesOf = (file: string): string[] =>
  readFileSync(join(ROOT, 'content', 'languages', file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

let server: TestServer;
let pages: Map<string, string>;
let isDirectorys: (text: string) => boolean;
beforeAll(async () => {
  server = await startTestServer();
  pages = await walkPages(server);
  isDirectorys = await directoryWords(server.dataFolder);
}, 120_000);
afterAll(async () => {
  await server.stop();
});

test('every sentence of the frame, search, services, asking for help and the track is in Welsh or known to be missing', () => {
  const welsh = readLanguages(join(ROOT, 'content')).get('cy');
  if (welsh === undefined) throw new Error('There is no Welsh.');
  const known = new Set(linesOf('missing-cy.txt'));
  const missing = new Map<string, string>();
  const used = new Set<string>();
  for (const [path, html] of pages) {
    const listed = listSentences(html, welsh);
    for (const sentence of listed.used) used.add(sentence);
    for (const { text } of listed.missing)
      if (!NO_WORDS.test(text) && !isDirectorys(text)) missing.set(text, path);
  }
  const unused = [...welsh.sentences.keys()].filter((sentence) => !used.has(sentence));
  const stale = [...known].filter((text) => !missing.has(text));
  console.log(
    `note: ${known.size} sentences are not in Welsh yet: content/languages/missing-cy.txt\n` +
      `note: ${stale.length} of them no page has any more: ${stale.join(' | ').slice(0, 500)}\n` +
      `note: ${unused.length} Welsh sentences were on no page that was opened: ${unused.join(' | ').slice(0, 1500)}`,
  );
  expect([...missing].filter(([text]) => !known.has(text)).map(([text, path]) => `${path}: ${text}`)).toEqual(
    [],
  );
  expect(used.size).toBeGreaterThan(400);
});
