/** Why something is not taken back, as the desk reads it. */
export const NOT_TAKEN_BACK_WORDS = {
  unknown: 'This cannot be taken back here.',
  'too-late': 'This is too long ago to be taken back.',
  'undone-already': 'Somebody has taken this back already.',
  'changed-since':
    'Somebody has changed this since. Taking it back would lose their change, so nothing was done: look at what it says now, and change it by hand.',
} as const;
