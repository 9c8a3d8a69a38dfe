import type { Answers } from '#src/features/requests/answers.ts';

/** True for somebody who reads in easy read now, or said that they need it: what we send them then is. */
export const readsEasily = (
  { form }: { form: 'standard' | 'easy-read' },
  { communication }: Pick<Answers, 'communication'>,
): boolean => form === 'easy-read' || communication?.formats.includes('easy-read') === true;
