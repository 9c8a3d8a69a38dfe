import type { WayBack } from '#src/features/undo/rules.ts';
import { ok, refused } from '#src/lib/result.ts';
import { countOf } from '#src/lib/text.ts';
import { liftEntry } from '../do-not-list/commands.ts';
import type { Hidden } from '../do-not-list/visibility.ts';

/** Takes an entry of the list back as if it was lifted: what it hid is shown again, unless another entry means it. */
export const DO_NOT_LIST_BACK: WayBack = {
  words(state) {
    const { organisations, services } = (state as { hidden: Hidden }).hidden;
    return `Noted that somebody asked not to be listed, which hid ${countOf(organisations, 'organisation')} and ${countOf(services, 'service')}`;
  },
  async takeBack(trx, { entityId }, by, at) {
    const lifted = await liftEntry(trx, entityId, at, by);
    return lifted.ok ? ok('taken-back' as const) : refused('changed-since');
  },
};
