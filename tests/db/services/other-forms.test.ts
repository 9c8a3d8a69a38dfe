import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { keepLocalFields } from '#src/features/imports/commands/local-fields.ts';
import { publishContent } from '#src/features/services/commands/publish.ts';
import { putSnapshotBack, takeSnapshot } from '#src/features/services/commands/snapshot.ts';
import { findServiceBySlug } from '#src/features/services/queries/find-service.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { readServicesForIndex } from '#src/features/services/queries/rows-for-index.ts';
import type { EasyReadRecord, ServiceRecord, ServiceTextRecord } from '#src/features/services/record.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, serviceRecord, writeDirectory } from '../../support/directory.ts';

const TODAY = '2026-11-21';
const LATER = new Date('2026-11-22T10:00:00.000Z');
const ID = idOf('service', 'tea');
const EASY: EasyReadRecord = {
  ideas: [
    { picture: 'hot-drink', words: 'You can have tea.' },
    { picture: 'money', words: 'It is free.' },
    { picture: 'hot-drink', words: 'You can have tea.' },
  ],
  testedBy: 'Our group',
};
const said = (language: string, name: string): ServiceTextRecord => ({
  language,
  name,
  summary: `${name}.`,
  description: null,
  eligibilityDescription: 'Pawb',
  applicationProcess: null,
});
const FORMS: Partial<ServiceRecord> = {
  bslVideoUrl: 'https://video.example.org/tea',
  easyRead: EASY,
  texts: [said('cy', 'Te'), said('ur', 'چائے')],
};

async function written(own: Partial<ServiceRecord> = FORMS): Promise<Db> {
  const db = await testDatabase();
  await writeDirectory(db, [{ ...serviceRecord('tea'), ...own }]);
  return db;
}
const detailOf = async (db: Db) => {
  const found = await findServiceBySlug(db, 'tea', TODAY);
  if (found.kind !== 'found') throw new Error('not found');
  return found.detail;
};
const formsOf = async (db: Db) => {
  const { service, easyRead, texts } = await detailOf(db);
  return { bslVideoUrl: service.bsl_video_url, easyRead, texts };
};
const publish = (db: Db, changes: Partial<ServiceRecord>) =>
  db.transaction().execute(async (trx) => {
    const before = await findStoredService(trx, ID);
    if (before === undefined) throw new Error('no tea');
    const record = { ...before.record, ...changes };
    return publishContent(trx, { before, record, by: programActor('command-line'), revisionId: null }, LATER);
  });

test('a service gives its easy-read text in order and its texts by language', async () => {
  expect(await formsOf(await written())).toEqual(FORMS);
});

test('one without words has no easy-read text, though somebody is said to have read it', async () => {
  const db = await written({ easyRead: { ideas: [], testedBy: 'Nobody yet' } });
  expect(await formsOf(db)).toEqual({ bslVideoUrl: null, easyRead: null, texts: [] });
});

test('publishing other words says which fields changed, and leaves none of the old behind', async () => {
  const db = await written();
  const easyRead = { ideas: [{ picture: 'bus', words: 'Take the bus.' }], testedBy: null };
  expect(await publish(db, { easyRead, texts: [said('pl', 'Herbata')] })).toEqual(['easyRead', 'texts']);
  expect(await formsOf(db)).toEqual({ ...FORMS, easyRead, texts: [said('pl', 'Herbata')] });
  expect(await publish(db, { easyRead: null, bslVideoUrl: null, texts: [] })).toEqual([
    'bslVideoUrl',
    'easyRead',
    'texts',
  ]);
  expect(await formsOf(db)).toEqual({ bslVideoUrl: null, easyRead: null, texts: [] });
});

test('taking a change back brings every word back', async () => {
  const db = await written();
  const snapshot = await db.transaction().execute((trx) => takeSnapshot(trx, ID));
  await publish(db, { easyRead: null, bslVideoUrl: null, texts: [] });
  await db.transaction().execute((trx) => putSnapshotBack(trx, snapshot, LATER));
  expect(await formsOf(db)).toEqual(FORMS);
});

test('an import leaves alone what people here wrote, and replaces what they did not', async () => {
  const db = await written();
  await db.transaction().execute((trx) => keepLocalFields(trx, ID, ['easyRead'], LATER));
  await writeDirectory(db, [{ ...serviceRecord('tea'), name: 'New name', texts: [said('pl', 'Herbata')] }]);
  expect((await detailOf(db)).service.name).toBe('New name');
  expect(await formsOf(db)).toEqual({
    bslVideoUrl: null,
    easyRead: EASY,
    texts: [said('pl', 'Herbata')],
  });
});

test('search gets the texts, one service or all', async () => {
  const db = await written();
  for (const ids of [null, [ID]]) {
    const [service] = await readServicesForIndex(db, TODAY, ids);
    expect(service?.texts).toEqual([
      { language: 'cy', name: 'Te', summary: 'Te.', description: 'Pawb' },
      { language: 'ur', name: 'چائے', summary: 'چائے.', description: 'Pawb' },
    ]);
  }
});
