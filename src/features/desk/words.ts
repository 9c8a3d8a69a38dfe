import type { ChangeKind, Untouched } from './changes.ts';

/** A change in words: on the button, as the question, and as what was done. */
export const CHANGE_WORDS: Readonly<
  Record<ChangeKind, { choice: string; title: string; button: string; done: string }>
> = {
  hide: { choice: 'Hide', title: 'Hide services', button: 'Hide', done: 'Hid' },
  show: { choice: 'Show again', title: 'Show services again', button: 'Show', done: 'Showed again' },
  checked: {
    choice: 'Mark as checked today',
    title: 'Mark services as checked today',
    button: 'Mark as checked',
    done: 'Marked as checked',
  },
  interval: {
    choice: 'Set how often they are reviewed',
    title: 'Set how often services are reviewed',
    button: 'Set it for',
    done: 'Set how often to review',
  },
  'add-need': {
    choice: 'Add a need',
    title: 'Add a need to services',
    button: 'Add it to',
    done: 'Added a need',
  },
  'remove-need': {
    choice: 'Take a need away',
    title: 'Take a need away from services',
    button: 'Take it away from',
    done: 'Took a need away',
  },
  move: {
    choice: 'Move to another organisation',
    title: 'Move services to another organisation',
    button: 'Move',
    done: 'Moved to another organisation',
  },
};

/** Why a service stays as it is. */
export const UNTOUCHED_WORDS: Readonly<Record<Untouched, string>> = {
  'hidden-already': 'It is hidden already.',
  'public-already': 'Everybody sees it already.',
  draft: 'It is not in the directory yet.',
  merged: 'Another service has taken its place.',
  'do-not-list': 'They asked not to be listed.',
  'as-it-is': 'It is so already.',
  'checked-later': 'It was checked later than that.',
};

/** What is still missing before services are changed. */
export const CHANGE_SENTENCES = {
  reason: 'Say why it is hidden',
  months: 'Choose how often they are reviewed',
  need: 'Choose the need',
  words: 'Enter part of the organisation’s name',
  noMatch: 'No organisation has a name like that',
  organisation: 'Choose the organisation',
} as const;
