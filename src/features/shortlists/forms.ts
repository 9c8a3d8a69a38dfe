import { z } from 'zod';
import { NOTE_MAXIMUM } from '#src/features/shortlists/rules.ts';

const serviceId = z.uuid({ error: 'Choose a service to save' });

export const ItemForm = z.object({ service: serviceId, return: z.string().optional() });

export const NoteForm = z.object({
  service: serviceId,
  note: z.string().max(NOTE_MAXIMUM, `Note must be ${NOTE_MAXIMUM} characters or less`).default(''),
});

/** The secrets of a new link are made with the page that offers it, so that sending twice makes one link. */
const secret = z
  .string({ error: 'Make the link again from your shortlist' })
  .regex(/^[A-Za-z0-9_-]{22}$/, 'Make the link again from your shortlist');
export const ShareForm = z.object({ token: secret, owner: secret });

export const WithdrawalForm = z.object({ token: z.string({ error: 'Select the link to withdraw' }) });

/** Sentences for the refusals of the commands. */
export const SHORTLIST_SENTENCES = {
  'nothing-saved': 'Save at least one service before you share your shortlist',
  'notes-too-long':
    'Your notes together are too long to keep in your browser. Make this note, or another, shorter',
  'shortlist-full': 'Your shortlist is full. Remove a service before you save another',
  'make-again': 'Make the link again from your shortlist',
  'not-yours': 'This link was not made in this browser, so it cannot be withdrawn here',
} as const;
