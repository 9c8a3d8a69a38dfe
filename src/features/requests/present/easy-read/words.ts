import type { ContactWay } from '#src/features/requests/answers.ts';
import type { EasyIdea } from '#src/features/requests/easy-read/words/types.ts';

/** Our word for who looks after a request, with what it means: said once on a page. */
export const NAVIGATOR = 'A navigator is a worker who helps you find support.';

/** A way of getting in touch, as what somebody does: "ring you". */
export const WAY_VERBS: Readonly<Record<ContactWay, string>> = {
  phone: 'ring',
  text: 'text',
  email: 'email',
  letter: 'write to',
};
export const WAY_PICTURES: Readonly<Record<ContactWay, string>> = {
  phone: 'phone',
  text: 'text-message',
  email: 'email',
  letter: 'letter',
};

export const idea = (picture: string, words: string): EasyIdea => ({ picture, words });
