import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { plainOrganisation } from '#src/features/services/record.ts';
import {
  findOrganisationBySlug,
  findSource,
  listOrganisationSlugs,
  listSources,
} from '#src/features/organisations/queries.ts';
import { testDatabase } from '../support/database.ts';
import { TEST_SOURCE, idOf, serviceRecord, writeDirectory } from '../support/directory.ts';

const phone = (number: string) => ({ number, type: 'voice' as const, description: null });
const club = {
  ...plainOrganisation('club', 'Kettle and Co', 'community'),
  phones: [phone('01632 960 009'), phone('01632 960 001')],
  identifiers: [{ scheme: 'GB-CHC', type: 'Charity', identifier: '0000001' }],
};
const other = { ...plainOrganisation('other', 'Other Club', 'voluntary'), phones: [phone('01632 960 555')] };

async function directory(): Promise<Db> {
  const db = await testDatabase();
  await writeDirectory(
    db,
    [serviceRecord('tea'), serviceRecord('chess', { organisationKey: 'other' })],
    [club, other],
  );
  return db;
}

describe('an organisation by its address', () => {
  test('has its own numbers in the order they were given, and where it came from', async () => {
    expect(await findOrganisationBySlug(await directory(), 'kettle-and-co')).toMatchObject({
      organisation: { name: 'Kettle and Co', sector: 'community' },
      identifiers: [{ identifier_scheme: 'GB-CHC', identifier: '0000001' }],
      phones: [{ number: '01632 960 009' }, { number: '01632 960 001' }],
      source: { name: TEST_SOURCE, licence: 'Made up', attribution: 'With thanks' },
    });
  });

  test.each(['hidden', 'draft'] as const)('is not found while it is %s', async (visibility) => {
    const db = await directory();
    await db
      .updateTable('organisation')
      .set({ visibility })
      .where('id', '=', idOf('organisation', 'club'))
      .execute();
    expect(await findOrganisationBySlug(db, 'kettle-and-co')).toBeUndefined();
    expect(await findOrganisationBySlug(db, 'other-club')).toBeDefined();
  });

  test('is not found by anything else', async () => {
    const db = await directory();
    for (const slug of ['', 'kettle', 'Kettle-And-Co', "' or 1=1 --"])
      expect(await findOrganisationBySlug(db, slug)).toBeUndefined();
  });

  test('that is our own came from nowhere', async () => {
    const db = await directory();
    await db
      .updateTable('organisation')
      .set({ source_id: null, source_record_id: null })
      .where('id', '=', idOf('organisation', 'club'))
      .execute();
    expect((await findOrganisationBySlug(db, 'kettle-and-co'))?.source).toBeNull();
  });
});

describe('sources', () => {
  test('are found by id, and listed by name with their terms', async () => {
    const db = await directory();
    const [source] = await listSources(db);
    expect(source).toMatchObject({ name: TEST_SOURCE, licence: 'Made up' });
    expect(await findSource(db, source?.id ?? '')).toEqual(source);
    expect(await findSource(db, null)).toBeUndefined();
    expect(await findSource(db, 'unknown')).toBeUndefined();
  });
});

const TODAY = '2026-11-21';

describe('the organisations of the sitemap', () => {
  test('are the public ones with something to show, in order', async () => {
    const db = await directory();
    expect(await listOrganisationSlugs(db, TODAY)).toEqual(['kettle-and-co', 'other-club']);
    await db
      .updateTable('organisation')
      .set({ visibility: 'hidden' })
      .where('id', '=', idOf('organisation', 'other'))
      .execute();
    expect(await listOrganisationSlugs(db, TODAY)).toEqual(['kettle-and-co']);
  });

  test.each([
    { visibility: 'hidden' },
    { status: 'defunct' },
    { status: 'inactive' },
    { valid_to: '2026-11-20' },
  ] as const)('one whose only service is %j is not there', async (columns) => {
    const db = await directory();
    await db.updateTable('service').set(columns).where('id', '=', idOf('service', 'tea')).execute();
    expect(await listOrganisationSlugs(db, TODAY)).toEqual(['other-club']);
  });
});
