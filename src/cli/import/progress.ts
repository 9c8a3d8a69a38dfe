import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  update(done: number): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere a plain line for every tenth of the way. */
export function showProgress(what: string, total: number): Progress {
  if (process.stderr.isTTY) {
    const format = `${what} {bar} {percentage}% {value} of {total}, {eta_formatted} to go`;
    const bar = new SingleBar({ format, hideCursor: true, stream: process.stderr }, Presets.shades_classic);
    bar.start(total, 0);
    return { update: (done) => bar.update(done), stop: () => bar.stop() };
  }
  let tenths = 0;
  return {
    update: (done) => {
      const now = total === 0 ? 10 : Math.floor((done / total) * 10);
      if (now > tenths) console.log(`${what}: ${done} of ${total}`);
      tenths = Math.max(tenths, now);
    },
    stop: () => undefined,
  };
}
