import type { WayBack } from '../rules.ts';

/** Every action that can be taken back, and how: by the name that `keepUndo` was given. */
export const WAYS_BACK: Readonly<Record<string, WayBack>> = {
};

/** How an action is taken back; undefined for one whose way back the program has lost. */
export const wayBackOf = (action: string): WayBack | undefined =>
  Object.hasOwn(WAYS_BACK, action) ? WAYS_BACK[action] : undefined;
