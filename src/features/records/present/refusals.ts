/** Why a record cannot be erased, held or released, in a sentence somebody can act on. */
export const REFUSALS = {
  unknown: 'There is no record with this reference.',
  'on-hold': 'It is on hold: nothing of it is deleted until the hold is released.',
  'open-referrals': 'Services still have it: withdraw the request first, then they are told.',
  'still-open': 'It is still open: withdraw or close the request first.',
  'erased-already': 'It was erased already.',
  erased: 'It was erased: there is nothing left to hold.',
  'not-held': 'It is not on hold.',
} as const;
