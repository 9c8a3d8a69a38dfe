import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { readBouncedMail } from '#src/features/messages/bounced-mail.ts';
import { tryAgain } from '#src/features/messages/commands/again.ts';
import { recordBounce } from '#src/features/messages/commands/bounce.ts';
import { recordMessageView } from '#src/features/messages/commands/keep.ts';
import { readTemplates } from '#src/features/messages/content.ts';
import { listedMessage, MESSAGE_DONE, shownMessage } from '#src/features/messages/present.ts';
import { findMessage, listMessages } from '#src/features/messages/queries.ts';
import { countOf } from '#src/lib/text.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { openKeyRing, type KeyRing } from '#src/server/keys/key-ring.ts';
import { readMessagesOptions, WrongMessagesOption } from './options/messages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LISTED = 50;
const BY = programActor('command-line');
/** What mail systems understand as "there is nobody like that" (EX_NOUSER of sysexits.h). */
const NO_SUCH_MESSAGE = 67;

const templates = readTemplates(join(ROOT, 'content'));

async function list(db: Db, keys: KeyRing): Promise<void> {
  const { messages, total } = await listMessages(db, {}, { page: 1, perPage: LISTED });
  for (const row of messages) {
    const { id, when, kind, to, purpose, stateWords } = listedMessage(row, templates, keys.unseal);
    console.log(`${id}\n  ${when} · ${kind} to ${to} · ${stateWords}\n  ${purpose}`);
  }
  const rest = total > messages.length ? `, the newest ${messages.length} are shown` : '';
  console.log(`${countOf(total, 'message')}${rest}`);
}

async function show(db: Db, keys: KeyRing, id: string): Promise<boolean> {
  const row = await findMessage(db, id);
  if (row === undefined) return false;
  await recordMessageView(db, id, BY, new Date());
  const { purpose, stateWords, kind, address, facts, content } = shownMessage(row, templates, keys.unseal);
  console.log(`${purpose}\n${stateWords}\n${kind} to ${address ?? 'an address that is no longer kept'}`);
  for (const { name, value } of facts) console.log(`${name}: ${value}`);
  console.log(
    content === null ? '\nIts words are no longer kept.' : `\n${content.subject}\n\n${content.text}`,
  );
  return true;
}

/** Reads a mail that says that one of ours came back. A mail that says something else is passed over. */
async function bounced(db: Db, mail: string): Promise<void> {
  const read = readBouncedMail(mail);
  if (read === null) return console.log('This mail does not say that a message of ours came back.');
  const reason =
    read.status === null ? 'The mail server sent it back.' : `The mail server sent it back (${read.status}).`;
  const result = await recordBounce(db, { id: read.messageId, reason }, BY, new Date());
  if (result.ok || result.error === 'known')
    return console.log(`Noted: message ${read.messageId} came back.`);
  console.error(
    result.error === 'unknown'
      ? 'There is no such message here.'
      : (MESSAGE_DONE[result.error] ?? result.error),
  );
  process.exitCode = NO_SUCH_MESSAGE;
}

async function retry(db: Db, id: string): Promise<boolean> {
  const result = await tryAgain(db, id, BY, new Date());
  if (!result.ok && result.error === 'unknown') return false;
  if (result.ok) console.log('It is in the outbox again: the server sends it within a quarter of a minute.');
  else {
    console.error(MESSAGE_DONE[result.error] ?? result.error);
    process.exitCode = 1;
  }
  return true;
}

try {
  const options = readMessagesOptions(process.argv.slice(2));
  const config = readConfig(process.env, ROOT);
  const db = openDatabase(config.databaseFile);
  try {
    await migrateToLatest(db);
    const keys = openKeyRing(config);
    let isFound = true;
    if (options.verb === 'list') await list(db, keys);
    else if (options.verb === 'bounced') await bounced(db, await text(process.stdin));
    else if (options.verb === 'show') isFound = await show(db, keys, options.id);
    else isFound = await retry(db, options.id);
    if (!isFound) {
      console.error('There is no message with that id.');
      process.exitCode = 1;
    }
  } finally {
    await db.destroy();
  }
} catch (error) {
  const isExpected = error instanceof WrongMessagesOption || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongMessagesOption ? 2 : 1;
}
