import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import {
  prepareDemoAccounts,
  stopDemoAccounts,
  type DemoAccountState,
} from '#src/features/accounts/commands/demo.ts';
import type { SessionTerms } from '#src/features/accounts/queries/sign-in-state.ts';
import { readConsentWords } from '#src/features/consents/content.ts';
import type { ConsentWords } from '#src/features/consents/wording.ts';
import type { JobDesk } from '#src/features/jobs/desk.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { readLanguages } from '#src/features/languages/content.ts';
import type { Languages } from '#src/features/languages/rules.ts';
import { readEasyRead } from '#src/features/easy-read/content.ts';
import type { EasyReadPages } from '#src/features/easy-read/types.ts';
import { readGuides, type Guide } from '#src/features/guides/content.ts';
import { readPublicCalendar } from '#src/features/schedules/calendar.ts';
import type { PublicCalendar } from '#src/features/schedules/rules.ts';
import { readIdeaPictures } from '#src/features/pictures/content.ts';
import type { IdeaPictures } from '#src/features/pictures/propose.ts';
import { readPlainWords } from '#src/features/readability/content.ts';
import type { PlainWords } from '#src/features/readability/rules.ts';
import { readRedFlags } from '#src/features/red-flags/content.ts';
import type { RedFlags } from '#src/features/red-flags/rules.ts';
import { readSettings } from '#src/features/settings/queries.ts';
import { readUrgentHelp, type UrgentHelp } from '#src/features/urgent-help/content.ts';
import { buildOrRecall } from '#src/search/building/builders.ts';
import { openDirectory, type Directory } from '#src/search/refresh.ts';
import { CannotStart, orDamaged } from './config/cannot-start.ts';
import type { Config } from './config/config.ts';
import { createAfterAnswers, type AfterAnswers } from './http/after-answer.ts';
import { checkKeysFit } from './keys/fit.ts';
import { openKeyRing, type KeyRing } from './keys/key-ring.ts';
import { logError } from './log.ts';
import { connectOtherSystem, type OtherSystem } from './other-system/connection.ts';
import { openChannels } from './post/channels.ts';
import { openPostOffice } from './post/office.ts';
import { openOutbox, type Outbox } from './post/outbox.ts';
import { openSearchLog, type KeepSearches, type SearchLog } from './counting/search-log.ts';
import { openVisitLog, type KeepVisits, type VisitLog } from './counting/visit-log.ts';

/** How what was counted is written; passed in by the command that starts us. */
export interface KeepCounts {
  searches: KeepSearches;
  visits: KeepVisits;
}

/** Everything a request needs, made once at the start and handed to pages as `Astro.locals.app`. */
export interface App {
  config: Config;
  db: Db;
  directory: Directory;
  keyRing: KeyRing;
  calendar: PublicCalendar;
  urgentHelp: readonly UrgentHelp[];
  /** Words that bring up urgent help before a request is sent. */
  redFlags: RedFlags;
  guides: ReadonlyMap<string, Guide>;
  /** Pages of words in easy read, in reading order. */
  easyRead: EasyReadPages;
  /** The pictures of easy read, and the words that speak of each: for whoever writes. */
  ideaPictures: IdeaPictures;
  /** Words that make a text harder to read: for advice to whoever writes. */
  plainWords: PlainWords;
  /** The languages that the interface is in, beside English. */
  languages: Languages;
  /** The words with which agreement to share is asked for, by version. */
  consentWords: ConsentWords;
  searchLog: SearchLog;
  visitLog: VisitLog;
  /** What writing messages needs. */
  post: PostOffice;
  /** Sends what was queued; nudge it after a transaction that queued something. */
  outbox: Outbox;
  jobs: JobDesk;
  /** What answers set off, done after they went out; pages add to it with `Astro.locals.afterAnswer`. */
  afterAnswers: AfterAnswers;
  /** The other system that signs people in, when one is set. */
  otherSystem: OtherSystem | null;
  /** Of the example place; empty when it is off. */
  demoAccounts: readonly DemoAccountState[];
  /** How long sessions last and whom they let in, by the settings of this moment. */
  sessionTerms: () => Promise<SessionTerms>;
  now: () => Date;
}

/**
 * Opens the data folder, brings the database up to date, fills an empty one with the example place when the demo
 * is on, and builds the directory. Throws CannotStart when the folder or the keys cannot be used.
 */
export async function openApp(
  config: Config,
  root: string,
  fillDemo: (db: Db, root: string, now: Date) => Promise<unknown>,
  keep: KeepCounts,
  jobs: JobDesk,
): Promise<App> {
  const now = (): Date => new Date();
  openDataFolder(config.dataFolder);
  const keyRing = openKeyRing(config);
  const db = await openSound(config.databaseFile);
  const missing = await checkKeysFit(db, config);
  if (missing.length > 0)
    logError(
      'keys',
      new Error(`What was sealed with ${missing.join(', ')} cannot be read: that key is missing.`),
    );
  if (config.demo && (await isEmpty(db))) await fillDemo(db, root, now());
  const demoAccounts = config.demo ? await prepareDemoAccounts(db, keyRing, now()) : [];
  if (!config.demo) await stopDemoAccounts(db, now());
  const post = openPostOffice(config, root, keyRing);
  // Kept messages are for people's eyes: the structured log on stdout holds only that there was one.
  const channels = openChannels(config.mail, (words) => void process.stderr.write(`${words}\n`));
  return {
    config,
    db,
    directory: await refusingUnsound(
      config.databaseFile,
      openDirectory(db, join(root, 'content'), {
        build: buildOrRecall(db, config.databaseFile, join(config.dataFolder, 'search-index.bin')),
        onFailure: (error) => logError('directory', error),
      }),
    ),
    keyRing,
    ...readContent(config, root),
    searchLog: openSearchLog(db, keep.searches, now),
    visitLog: openVisitLog(db, keep.visits, now),
    post,
    outbox: openOutbox({ db, keys: keyRing, channels, now }),
    jobs,
    afterAnswers: createAfterAnswers(),
    otherSystem: config.oidc === null ? null : connectOtherSystem(config.oidc, now),
    demoAccounts,
    async sessionTerms() {
      const { idleMinutes, partnersNeedSecondStep } = await readSettings(db);
      return { allowDemo: config.demo, idleMinutes, partnersNeedSecondStep };
    },
    now,
  };
}

/** Opens the database, brought up to date. A file that is no whole database is refused with a sentence. */
const openSound = (file: string): Promise<Db> =>
  refusingUnsound(
    file,
    (async () => {
      const db = openDatabase(file);
      await migrateToLatest(db);
      return db;
    })(),
  );

async function refusingUnsound<T>(file: string, opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    throw orDamaged(file, error);
  }
}

/** What editors wrote, with the place's own names and numbers filled in. */
function readContent(
  config: Config,
  root: string,
): Pick<
  App,
  | 'calendar'
  | 'urgentHelp'
  | 'redFlags'
  | 'guides'
  | 'easyRead'
  | 'ideaPictures'
  | 'plainWords'
  | 'consentWords'
  | 'languages'
> {
  const content = join(root, 'content');
  const place = {
    name: config.name,
    place: config.placeName,
    phone: config.phone,
    phoneHours: config.phoneHours,
    email: config.email,
  };
  return {
    calendar: readPublicCalendar(root),
    urgentHelp: readUrgentHelp(content, {
      'adult-safeguarding': config.adultSafeguardingPhone,
      'child-safeguarding': config.childSafeguardingPhone,
      'housing-out-of-hours': config.housingOutOfHoursPhone,
    }),
    redFlags: readRedFlags(content),
    languages: readLanguages(content),
    plainWords: readPlainWords(content),
    consentWords: readConsentWords(content),
    guides: readGuides(content, { ...place, siteUrl: config.siteUrl }),
    easyRead: readEasyRead(content, place),
    ideaPictures: readIdeaPictures(content),
  };
}

function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new CannotStart(
      `FRONT_DOOR_DATA cannot be "${folder}": it must be a folder that this program can create and write to.`,
    );
  }
}

async function isEmpty(db: Db): Promise<boolean> {
  return (await db.selectFrom('service').select('id').limit(1).executeTakeFirst()) === undefined;
}
