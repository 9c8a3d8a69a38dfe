/**
 * A reason not to start that a person can mend: a wrong setting, a port in use, a folder that cannot be written.
 * Its message is one sentence and is all they see; anything else that goes wrong at the start shows its stack.
 */
export class CannotStart extends Error {}

/** SQLite's words for a file that is no database, or a damaged one. */
const UNSOUND = /file is not a database|malformed|database corruption|disk I\/O error/i;

/** What was thrown while a database was opened; for one that is damaged, the sentence that says so. */
export const orDamaged = (file: string, error: unknown): unknown =>
  UNSOUND.test(String(error))
    ? new CannotStart(
        `The database "${file}" is damaged, or is not a database: put back a copy of it that works, or move it away to begin anew.`,
      )
    : error;
