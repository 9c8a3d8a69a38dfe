import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { headInWords, type Head } from '#src/features/audit/chain.ts';
import { recordTrailExport } from '#src/features/audit/commands/look.ts';
import { sealTrail } from '#src/features/audit/commands/seal.ts';
import { trailCsv } from '#src/features/audit/csv.ts';
import { readEvents } from '#src/features/audit/queries.ts';
import { verifyTrail } from '#src/features/audit/queries/verify.ts';
import { programActor } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { countOf } from '#src/lib/text.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { readAuditOptions, WrongAuditOption, type AuditOptions } from './options/audit.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Says whether the trail is whole, with its head to be written down elsewhere, or what is wrong with it first. */
async function verify(db: Db, keys: Keys, noted: Head | null): Promise<boolean> {
  const report = await verifyTrail(db, keys, { at: new Date(), ...(noted === null ? {} : { noted }) });
  for (const { text } of report.faults) console.error(text);
  const others = report.faultCount - report.faults.length;
  if (others > 0) console.error(`And ${countOf(others, 'more fault')}.`);
  for (const warning of report.warnings) console.error(warning);
  console.log(
    report.isWhole
      ? `${countOf(report.events, 'event')}, whole, head ${headInWords(report.head)}`
      : `${countOf(report.events, 'event')}, not whole: ${countOf(report.faultCount, 'fault')}.`,
  );
  return report.isWhole;
}

async function seal(db: Db, keys: Keys): Promise<boolean> {
  const sealing = await sealTrail(db, keys, new Date());
  if (sealing.kind === 'broken') {
    for (const { text } of sealing.faults) console.error(text);
    console.error('The trail is not whole, so it was not sealed.');
    return false;
  }
  console.log(
    sealing.kind === 'sealed'
      ? `${countOf(sealing.events, 'event')} sealed, head ${headInWords(sealing.head)}`
      : `Nothing new since the last seal, head ${headInWords(sealing.head)}`,
  );
  return true;
}

/** Writes the events of these days to a file of its owner's, the oldest first; sealed values stay sealed. */
async function write(db: Db, options: AuditOptions & { command: 'export' }): Promise<void> {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), options.to);
  const filter = { from: options.from ?? undefined, to: options.toDay ?? undefined };
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    const [code] = error instanceof Error && 'code' in error ? [error.code] : [];
    throw new CannotStart(
      code === 'EEXIST'
        ? `There is something at ${path} already: name another file.`
        : `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  try {
    const at = new Date();
    const by = programActor('command-line');
    await recordTrailExport(db, filter, by, at, options.reason ?? undefined);
    for await (const piece of trailCsv(readEvents(db, filter))) await file.write(piece);
    await file.sync();
  } finally {
    await file.close();
  }
  console.log(`Written to ${path}.`);
}

try {
  const options = readAuditOptions(process.argv.slice(2));
  const config = readConfig(process.env, ROOT);
  if (!existsSync(config.databaseFile))
    throw new CannotStart(`There is no audit trail in ${config.dataFolder}.`);
  const db = openDatabase(config.databaseFile);
  try {
    await migrateToLatest(db);
    const keys = openKeyRing(config);
    let isWell = true;
    if (options.command === 'verify') isWell = await verify(db, keys, options.noted);
    else if (options.command === 'seal') isWell = await seal(db, keys);
    else await write(db, options);
    process.exitCode = isWell ? 0 : 1;
  } finally {
    await db.destroy();
  }
} catch (error) {
  const isExpected = error instanceof WrongAuditOption || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongAuditOption ? 2 : 1;
}
