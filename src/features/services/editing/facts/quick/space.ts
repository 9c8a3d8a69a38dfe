import { capacity, readCapacity } from '../capacity/capacity.ts';
import type { QuickFact } from './quick.ts';

/** Space now, with how long people wait. */
export const space: QuickFact = {
  title: 'Space now',
  show: (record) => capacity.show(record),
  apply(record, typed, _button, { today }) {
    const answer = readCapacity(record, typed, today);
    return 'problems' in answer
      ? { ok: false, problems: answer.problems }
      : { ok: true, record: { ...record, ...answer } };
  },
};
