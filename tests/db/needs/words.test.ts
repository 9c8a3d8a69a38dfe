import { expect, onTestFinished, test } from 'vitest';
import { sql } from 'kysely';
import { join } from 'node:path';
import { openDatabase, type Db } from '#db/connection.ts';
import { settleNeed } from '#src/features/needs/commands/services.ts';
import { changeNeedText, restoreNeedText } from '#src/features/needs/commands/text.ts';
import { addWords, removeWord } from '#src/features/needs/commands/words.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { readNeedsAsEdited } from '#src/features/needs/queries/edits.ts';
import {
  countServicesByNeed,
  findWordChanges,
  listServicesOfNeed,
} from '#src/features/needs/queries/services.ts';
import { answerSearch } from '#src/search/answer.ts';
import { wordKnowledgeOf } from '#src/search/answering/other-needs.ts';
import { trySentence } from '#src/search/answering/try-words.ts';
import { withNeedEdits } from '#src/features/needs/edits.ts';
import { parseSearchParams } from '#src/search/params.ts';
import { openDirectory, type Directory } from '#src/search/refresh.ts';
import { actorOf, readEvents } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { putService, putVenue } from '../search/directory-rows.ts';
import { ROOT } from '../../support/server.ts';

const AT = new Date('2026-11-21T10:00:00.000Z');
const EDITOR = actorOf('editor-1');
const CONTENT = join(ROOT, 'content');
const now = (): Date => AT;
/** Words that nothing else is spelt like. */
const PHRASE = 'zwixle and quorpy';

async function open(db: Db): Promise<Directory> {
  const directory = await openDirectory(db, CONTENT, { now });
  onTestFinished(() => directory.close());
  return directory;
}

/** A need below another one, which the services of this place have. */
const NEED = [...readNeeds(CONTENT).bySlug.values()].find(({ parent }) => parent !== null)?.slug ?? '';

/** Three services in Tarnbury that meet the need. */
async function place(): Promise<Db> {
  const db = await testDatabase();
  for (const letter of ['a', 'b', 'c']) {
    const id = `00000000-0000-4000-8000-00000000000${letter}`;
    await putService(db, id);
    await putVenue(db, id, `hall-${id}`);
    await db.insertInto('service_need').values({ service_id: id, need_slug: NEED, suggested: 1 }).execute();
  }
  return db;
}

const searchFor = (db: Db, directory: Directory, q: string) =>
  answerSearch({ db, directory, now }, parseSearchParams(new URLSearchParams({ q })));

const understood = async (db: Db, directory: Directory, q: string): Promise<string[]> =>
  (await searchFor(db, directory, q)).understood.needs.map(({ slug }) => slug);

test('a word added at the desk finds services in the next search, in every process, and after a restart', async () => {
  const db = await place();
  const directory = await open(db);
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(db);
  const otherDb = openDatabase(rows[0]?.file ?? '');
  onTestFinished(() => otherDb.destroy());
  const other = await open(otherDb);
  const slug = NEED;
  expect(await understood(db, directory, PHRASE)).toEqual([]);
  const known = wordKnowledgeOf(await directory.current());
  expect(await addWords(db, { needSlug: slug, phrases: [PHRASE] }, known, EDITOR, AT)).toMatchObject({
    ok: true,
  });
  expect(await understood(db, directory, PHRASE)).toEqual([slug]);
  expect((await searchFor(db, directory, PHRASE)).total).toBeGreaterThan(0);
  expect(await understood(otherDb, other, PHRASE)).toEqual([slug]);
  expect(await understood(db, await open(db), PHRASE)).toEqual([slug]);
  expect((await readEvents(db)).at(-1)).toBe('need.words by editor-1');
});

test('it is suggested while typing once the index has been built anew', async () => {
  const db = await place();
  const directory = await open(db);
  const slug = NEED;
  const known = wordKnowledgeOf(await directory.current());
  await addWords(db, { needSlug: slug, phrases: [PHRASE] }, known, EDITOR, AT);
  await directory.current();
  await directory.settled();
  const offered = (await directory.current()).suggest('zwixle', 5);
  expect(offered).toContainEqual(expect.objectContaining({ kind: 'need', target: slug }));
});

test('a removed word is not understood any more, after a restart neither, until it is put back', async () => {
  const db = await place();
  const directory = await open(db);
  const { needs } = await directory.current();
  const need = [...needs.bySlug.values()].find(({ words }) =>
    words.some((word) => word.split(' ').length > 2),
  );
  const phrase = need?.words.find((word) => word.split(' ').length > 2) ?? '';
  const slug = need?.slug ?? '';
  const hasIt = async (opened: Directory) =>
    (await opened.current()).needs.bySlug.get(slug)?.words.includes(phrase);
  expect(await removeWord(db, { needSlug: slug, phrase }, { needs }, EDITOR, AT)).toEqual({
    ok: true,
    value: 'removed',
  });
  expect(await hasIt(directory)).toBe(false);
  expect(await hasIt(await open(db))).toBe(false);
  expect(await findWordChanges(db, slug)).toMatchObject({ removed: [{ phrase }] });
  expect(await removeWord(db, { needSlug: slug, phrase }, await directory.current(), EDITOR, AT)).toEqual({
    ok: false,
    error: 'unknown',
  });
  const known = wordKnowledgeOf(await directory.current());
  expect(await addWords(db, { needSlug: slug, phrases: [phrase] }, known, EDITOR, AT)).toMatchObject({
    ok: true,
  });
  expect(await hasIt(directory)).toBe(true);
  expect((await findWordChanges(db, slug)).removed).toEqual([]);
});

test('words with a fault are refused, all of them; of two editors one gives a word to a need', async () => {
  const db = await place();
  const directory = await open(db);
  const known = wordKnowledgeOf(await directory.current());
  const [one, other] = [...known.needs.bySlug.keys()];
  const add = (needSlug: string, ...phrases: string[]) =>
    addWords(db, { needSlug, phrases }, known, EDITOR, AT);
  expect(await add('no-such-need', PHRASE)).toEqual({ ok: false, error: 'unknown' });
  for (const phrase of ['the', 'Tarnbury', known.needs.bySlug.get(other ?? '')?.name ?? ''])
    expect([phrase, await add(one ?? '', PHRASE, phrase)]).toEqual([phrase, { ok: false, error: 'faulty' }]);
  expect(await db.selectFrom('need_phrase').select('id').execute()).toEqual([]);
  const results = await Promise.all([add(one ?? '', PHRASE), add(other ?? '', 'Zwixle, and quorpy!')]);
  expect(results.map((result) => (result.ok ? 'ok' : result.error)).sort()).toEqual(['given-away', 'ok']);
});

test('a need gets another name everywhere, is still found by its first one, and gets that back', async () => {
  const db = await place();
  const directory = await open(db);
  const { needs } = await directory.current();
  const [need, other] = [...needs.bySlug.values()];
  if (need === undefined || other === undefined) throw new Error('There are no needs');
  const text = { needSlug: need.slug, name: 'Squonking', description: 'All about squonking.' };
  const change = (name: string) => changeNeedText(db, needs, { ...text, name }, EDITOR, AT);
  expect(await change(other.name.toUpperCase())).toEqual({ ok: false, error: 'name-taken' });
  expect(await change(text.name)).toEqual({ ok: true, value: 'changed' });
  const changed = (await directory.current()).needs.bySlug.get(need.slug);
  expect(changed).toMatchObject({ name: 'Squonking', description: 'All about squonking.' });
  expect(changed?.words).toContain(need.name);
  expect((await readNeedsAsEdited(db, CONTENT)).bySlug.get(need.slug)?.name).toBe('Squonking');
  expect(await restoreNeedText(db, need.slug, EDITOR, AT)).toEqual({ ok: true, value: 'restored' });
  expect(await restoreNeedText(db, need.slug, EDITOR, AT)).toEqual({ ok: false, error: 'unchanged' });
  expect((await directory.current()).needs.bySlug.get(need.slug)).toMatchObject({ name: need.name });
});

test('a sentence can be tried with words that are not saved, and visitors notice nothing', async () => {
  const db = await place();
  const directory = await open(db);
  const slug = NEED;
  const { needs } = await directory.current();
  const edits = { phrases: [{ needSlug: slug, phrase: 'quorpy', change: 'added' as const }], texts: [] };
  const tried = await trySentence({ db, directory, now }, withNeedEdits(needs, edits), 'I am quorpy');
  expect(tried.now.needs).toEqual([]);
  expect(tried.then.needs.map((need) => need.slug)).toEqual([slug]);
  expect(tried.then.corrected).toEqual([]);
  expect(tried.then.total).toBeGreaterThan(0);
  expect(await understood(db, directory, 'I am quorpy')).toEqual([]);
});

test('services that the computer put under a need are confirmed or taken away, each as a revision', async () => {
  const db = await place();
  const counts = await countServicesByNeed(db, '2026-11-21');
  const slug = NEED;
  const list = () => listServicesOfNeed(db, slug, { today: '2026-11-21', page: 1, perPage: 100 });
  const before = await list();
  expect(before.suggested).toBe(before.total);
  expect(before.total).toBe(counts.get(slug)?.services);
  const [first, second] = before.services.map(({ id }) => id);
  const author = { actor: EDITOR, kind: 'desk' as const };
  const settle = (serviceIds: string[], isMet: boolean) =>
    settleNeed(db, { needSlug: slug, serviceIds, isMet }, author, AT);
  expect(await settle([first ?? '', 'nobody'], true)).toBe(1);
  expect(await settle([second ?? ''], false)).toBe(1);
  expect(await settle([first ?? ''], true)).toBe(0);
  const after = await list();
  expect([after.total, after.suggested]).toEqual([before.total - 1, before.total - 2]);
  expect(after.services.find(({ id }) => id === first)?.isSuggested).toBe(false);
  const revisions = await db.selectFrom('revision').select(['service_id', 'state']).execute();
  expect(revisions.map((row) => row.service_id).sort()).toEqual([first, second].sort());
});
