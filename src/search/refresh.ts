import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import { watchVersion } from '#db/watch.ts';
import { readNeeds, type NeedTree } from '#src/features/needs/content.ts';
import { withNeedEdits } from '#src/features/needs/edits.ts';
import { readNeedEdits } from '#src/features/needs/queries/edits.ts';
import { readPublicCalendar } from '#src/features/schedules/calendar.ts';
import { londonNow } from '#src/lib/dates.ts';
import { buildHere, type Builder } from './building/builders.ts';
import { applyChanges, changeNeeds, roomLeft } from './building/edit.ts';
import { openIndex, type OpenIndex } from './building/open.ts';
import { readChanges } from './building/read.ts';
import type { SearchIndex } from './types.ts';

/** The directory as it is now, ready to be searched. */
export interface Directory {
  /** The index with every edit that was committed before the call; while it is being built anew, the one before. */
  current(): Promise<SearchIndex>;
  /** Differs whenever anything the public sees may have changed; costs a few microseconds. */
  stamp(): string;
  /** Waits until nothing is being built. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface DirectoryOptions {
  now?: () => Date;
  /** How an index is built; on the spot unless told. */
  build?: Builder;
  /** Told when an index could not be renewed; the old one goes on answering. */
  onFailure?: (error: unknown) => void;
}

/** After a failed renewal the old index answers for so long before the next try. */
const PAUSE_AFTER_FAILURE_MS = 5_000;
/** With less room than this an index is built anew, before there is none. */
const LEAST_ROOM = 64;

/**
 * Opens the directory: needs and calendar from the content folder, services, places and what editors changed of the
 * needs from the database. Edited services and changed everyday words are patched in at the next call; after a large change, on a new day or after many edits the index is built
 * anew, never twice at once, and the one before answers meanwhile. Throws only when the first cannot be made.
 */
export async function openDirectory(
  db: Db,
  contentFolder: string,
  options: DirectoryOptions = {},
): Promise<Directory> {
  const { now = () => new Date(), build = buildHere(db), onFailure } = options;
  const calendar = readPublicCalendar(dirname(contentFolder));
  const needsNow = readerOfNeeds(db, readNeeds(contentFolder));
  const today = (): string => londonNow(now()).day;
  const open = async (): Promise<OpenIndex> => {
    const content = { needs: await needsNow(), calendar };
    const { packed, gazetteer } = await build(today(), content);
    // Words that were changed meanwhile may be older than the version that the index was built at.
    return (await needsNow()) === content.needs ? openIndex(packed, gazetteer, content) : open();
  };

  let served = await open();
  const watch = watchVersion(await fileOf(db));
  let building: Promise<void> | null = null;
  let patching: Promise<void> | null = null;
  let unpatchable = -1; // the last version that only building anew can bring
  let failedAt = -Infinity;
  const fail = (error: unknown): void => {
    failedAt = now().getTime();
    onFailure?.(error);
  };
  const rests = (): boolean => now().getTime() - failedAt < PAUSE_AFTER_FAILURE_MS;

  const buildAnew = (): void => {
    building ??= open()
      .then((opened) => void (served = opened), fail)
      .finally(() => {
        building = null;
      });
  };
  /** Patches in what was committed, or begins to build when that cannot be patched. */
  const patch = async (): Promise<void> => {
    const { index } = served;
    const version = watch.version();
    if (version === index.version) return;
    const changes = version === unpatchable ? null : await readChanges(db, index.day, index.version, version);
    // A new index may have come meanwhile: what it lacks itself is looked for.
    if (served.index !== index) return patch();
    if (changes === null || changes.length > roomLeft(served)) {
      // What people type is understood by the new words at once, while the rest is being built.
      const needs = version === unpatchable ? index.needs : await needsNow();
      if (served.index !== index) return patch();
      unpatchable = version;
      if (needs !== index.needs) changeNeeds(served, needs);
      return buildAnew();
    }
    applyChanges(served, changes);
    index.version = version;
    if (roomLeft(served) < LEAST_ROOM) buildAnew();
  };
  const patchOnce = (): Promise<void> => {
    patching ??= patch()
      .catch(fail)
      .finally(() => {
        patching = null;
      });
    return patching;
  };

  return {
    async current() {
      if (rests()) return served.index;
      if (served.index.day !== today()) buildAnew();
      if (watch.version() === served.index.version) return served.index;
      // One under way may have begun before this caller's own change: it is waited for, and then looked again.
      if (patching !== null) await patching;
      await patchOnce();
      return served.index;
    },
    stamp() {
      const { version, edits, day } = served.index;
      return `${watch.version()}.${version}.${edits}.${day}`;
    },
    async settled() {
      while (building !== null || patching !== null) await Promise.all([building, patching]);
    },
    async close() {
      while (building !== null || patching !== null) await Promise.all([building, patching]);
      watch.close();
    },
  };
}

/** Reads what editors changed of the needs; the same tree as before while that is the same. */
function readerOfNeeds(db: Db, files: NeedTree): () => Promise<NeedTree> {
  let mark: string | null = null;
  let needs = files;
  return async () => {
    const edits = await readNeedEdits(db);
    const found = JSON.stringify(edits);
    if (found !== mark) needs = withNeedEdits(files, edits);
    mark = found;
    return needs;
  };
}

async function fileOf(db: Db): Promise<string> {
  const query = sql<{ file: string }>`select file from pragma_database_list where name = 'main'`;
  const { rows } = await query.execute(db);
  return rows[0]?.file ?? '';
}
