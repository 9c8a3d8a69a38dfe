import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { handleFeedback } from '#src/features/feedback/commands.ts';
import { FEEDBACK_TOPIC_LABELS, FEEDBACK_TOPICS } from '#src/features/feedback/forms.ts';
import { listOpenFeedback } from '#src/features/feedback/queries.ts';
import { formatDay, londonNow } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const USAGE = 'Use: npm run feedback, or npm run feedback -- --done ID when one has been dealt with.';

/** Reads out what visitors wrote and nobody has dealt with yet, or marks one as dealt with. */
try {
  const { values } = parseArgs({ options: { done: { type: 'string' } } });
  const config = readConfig(process.env, ROOT);
  const db = openDatabase(config.databaseFile);
  await migrateToLatest(db);
  const keyRing = openKeyRing(config);
  if (values.done !== undefined) {
    const result = await handleFeedback(db, values.done, new Date());
    console.log(result.ok ? 'Marked as dealt with.' : 'There is no open feedback with that id.');
    process.exitCode = result.ok ? 0 : 1;
  } else {
    const rows = await listOpenFeedback(db);
    for (const row of rows) {
      const { words, email } = JSON.parse(keyRing.unseal(row.sealed_content, `feedback:${row.id}`)) as {
        words: string;
        email: string | null;
      };
      const topic = FEEDBACK_TOPICS.find((each) => each === row.topic);
      const title = topic === undefined ? row.topic : FEEDBACK_TOPIC_LABELS[topic];
      console.log(`${row.id}\n${formatDay(londonNow(new Date(row.created_at)).day)} · ${title}`);
      console.log(`${words}\n${email === null ? 'No reply asked for.' : `Reply to ${email}`}\n`);
    }
    console.log(countOf(rows.length, 'open message'));
  }
  await db.destroy();
} catch (error) {
  if (error instanceof CannotStart) console.error(error.message);
  else if (error instanceof TypeError && 'code' in error) console.error(USAGE);
  else throw error;
  process.exitCode = 2;
}
