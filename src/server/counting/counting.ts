import { logError } from '../log.ts';

/** What was counted in memory and waits to be written. */
export interface Waiting<Count> {
  /** Everything counted since the last time, which is then forgotten. */
  take(): Count[];
  /** Counts that could not be written, to be taken again. */
  giveBack(counts: readonly Count[]): void;
}

export interface Counting {
  /** Writes what was counted. A failure is logged, and the counts are kept for the next time; it never rejects. */
  flush(): Promise<void>;
  /** Writes what is left and stops writing by itself. */
  close(): Promise<void>;
}

const WRITE_EVERY_MS = 10_000;
/** After failures the pause doubles, up to this. */
const LONGEST_PAUSE_MS = 320_000;
const CRAWLER = /bot|crawl|spider/i;

/** True for programs that read every page, which nobody wants counted. */
export const isCrawler = (userAgent: string): boolean => CRAWLER.test(userAgent);

/** Writes counts every ten seconds and at the end; `name` stands in the log when that fails. */
export function openCounting<Count>(
  name: string,
  waiting: Waiting<Count>,
  keep: (counts: readonly Count[]) => Promise<void>,
): Counting {
  let failures = 0;
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function write(): Promise<void> {
    const counts = waiting.take();
    if (counts.length === 0) return;
    try {
      await keep(counts);
      failures = 0;
    } catch (error) {
      waiting.giveBack(counts);
      failures += 1;
      logError(name, error);
    }
  }
  /** One after another: what a failed write gives back is there before the next one takes. */
  const flush = (): Promise<void> => (writing = writing.then(write));
  const wait = (): void => {
    const pause = Math.min(WRITE_EVERY_MS * 2 ** failures, LONGEST_PAUSE_MS);
    timer = setTimeout(() => void flush().then(() => timer !== undefined && wait()), pause);
    timer.unref();
  };
  wait();

  return {
    flush,
    async close() {
      clearTimeout(timer);
      timer = undefined;
      await flush();
    },
  };
}
