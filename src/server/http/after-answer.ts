import type { ServerResponse } from 'node:http';
import { logError } from '../log.ts';

/** Work that an answer set off, and that whoever asked must neither wait for nor be able to time. */
export interface AfterAnswers {
  /** Begins the task once the answer has gone out, or whoever asked has gone away. Errors go to the log. */
  add(response: ServerResponse, requestId: string, task: () => Promise<unknown>): void;
  /** Resolves when everything that was begun has ended. */
  settled(): Promise<void>;
}

export function createAfterAnswers(): AfterAnswers {
  const running = new Set<Promise<void>>();
  const run = (requestId: string, task: () => Promise<unknown>): void => {
    const done: Promise<void> = task()
      .catch((error: unknown) => logError(requestId, error))
      .then(() => void running.delete(done));
    running.add(done);
  };
  return {
    add: (response, requestId, task) => void response.once('close', () => run(requestId, task)),
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
