import type { Job } from './job.ts';
import { hasSourcesDue, runSourceRefresh } from './source-refresh.ts';

/** Every job there is. Run one by hand with `npm run job -- NAME`; `npm run job` says how the last runs went. */
export const SCHEDULE: readonly Job[] = [
  {
    name: 'source-refresh',
    when: '0 * * * *',
    whenInWords: 'every hour',
    purpose: 'Reads again the sources that are due, as "npm run sources -- every NAME DAYS" set them.',
    run: runSourceRefresh,
    hasWork: hasSourcesDue,
  },
];
