import { SERVICES_CHANGED } from '#src/features/desk/commands/change-services.ts';
import { SERVICES_CHANGE_BACK } from '#src/features/desk/commands/undo-change.ts';
import { DIFFERENT_BACK } from '#src/features/duplicates/commands/decide.ts';
import {
  ORGANISATION_MERGE,
  ORGANISATION_MERGE_BACK,
} from '#src/features/duplicates/commands/merge-organisations.ts';
import { SERVICE_MERGE, SERVICE_MERGE_BACK } from '#src/features/duplicates/commands/merge-services.ts';
import { DO_NOT_LIST_BACK } from '#src/features/imports/commands/do-not-list-back.ts';
import type { WayBack } from '../rules.ts';

/** Every action that can be taken back, and how: by the name that `keepUndo` was given. */
export const WAYS_BACK: Readonly<Record<string, WayBack>> = {
  [SERVICE_MERGE]: SERVICE_MERGE_BACK,
  [ORGANISATION_MERGE]: ORGANISATION_MERGE_BACK,
  'duplicate.different': DIFFERENT_BACK,
  'do-not-list.add': DO_NOT_LIST_BACK,
  [SERVICES_CHANGED]: SERVICES_CHANGE_BACK,
};

/** How an action is taken back; undefined for one whose way back the program has lost. */
export const wayBackOf = (action: string): WayBack | undefined =>
  Object.hasOwn(WAYS_BACK, action) ? WAYS_BACK[action] : undefined;
