import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { fillDemo } from '#src/cli/fill-demo.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { readServicesForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { londonNow } from '#src/lib/dates.ts';
import type { SearchParts } from '#src/search/answer.ts';
import { toDocument } from '#src/search/building/documents.ts';
import { openDirectory } from '#src/search/refresh.ts';
import type { TextDocument } from '#src/search/text/text-index.ts';
import { ROOT } from '../support/server.ts';

/** The Saturday morning on which every query of the judged set is asked. */
export const JUDGED_AT = new Date('2026-11-21T10:00:00.000Z');

/** A service as the text that every engine is given, field by field. */
export interface JudgedDocument {
  slug: string;
  text: TextDocument;
}

export interface JudgedPlace {
  parts: SearchParts;
  documents: JudgedDocument[];
  close(): Promise<void>;
}

/** Makes the example place in a folder of its own, which `close` removes. */
export async function openJudgedPlace(): Promise<JudgedPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-judge-'));
  const db = openDatabase(join(folder, 'front-door.sqlite'));
  const now = () => JUDGED_AT;
  const content = join(ROOT, 'content');
  await migrateToLatest(db);
  await fillDemo(db, ROOT, JUDGED_AT);
  const needs = readNeeds(content);
  const services = await readServicesForIndex(db, londonNow(JUDGED_AT).day);
  const directory = await openDirectory(db, content, { now });
  return {
    parts: { db, directory, now },
    documents: services.map((service) => ({ slug: service.slug, text: toDocument(service, needs) })),
    close: async () => {
      await directory.close();
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
