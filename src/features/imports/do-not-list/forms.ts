import { z } from 'zod';

const words = (what: string): z.ZodOptional<z.ZodString> =>
  z.string().max(200, `${what} must be 200 characters or less`).optional();

/** Who asked not to be listed. */
export const DoNotListForm = z.object({
  name: z
    .string({ error: 'Enter the name of who asked' })
    .max(200, 'The name must be 200 characters or less'),
  postcode: words('The postcode'),
  charity: words('The charity number'),
  website: words('The website'),
  reason: words('The reason'),
});

/** Why an entry cannot be added. */
export const DO_NOT_LIST_SENTENCES = {
  'no-name': { field: 'name', text: 'The name needs letters or digits' },
  'no-postcode': { field: 'postcode', text: 'Enter a full postcode, like MB1 1QG, or leave it out' },
  'no-source': { field: 'name', text: 'The source is not there any more' },
  'open-referrals': {
    field: 'name',
    text: 'They have referrals that are open. Ring them: have them answered or finished first, or ask the navigators to withdraw them',
  },
} as const;
