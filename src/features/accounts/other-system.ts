import { z } from 'zod';

/** What a button that leads to the other system sends along. Blank: signing in. */
export const ToOtherSystemForm = z.object({
  return: z.string().max(2000).optional(),
  invitation: z.string().max(200).optional(),
  purpose: z.enum(['bind']).optional(),
});
export type ToOtherSystemForm = z.infer<typeof ToOtherSystemForm>;

/** Why coming back from the other system did not lead on. */
export type OtherSystemProblem =
  | 'not-begun'
  | 'declined'
  | 'not-proved'
  | 'unreachable'
  | 'unknown'
  | 'stopped'
  | 'taken'
  | 'has-another'
  | 'other-session'
  | 'invitation';

interface Saying {
  status: 400 | 403 | 409 | 410 | 503;
  heading: string;
  sentences: readonly string[];
}

/** What the page says, with what to do about it. `system` is what people call it: "NHSmail". */
export function sayOtherSystemProblem(problem: OtherSystemProblem, system: string): Saying {
  switch (problem) {
    case 'not-begun':
      return {
        status: 400,
        heading: 'Begin signing in again',
        sentences: [
          'Signing in was begun more than 10 minutes ago, in another browser, or it was finished already. Nothing was changed.',
        ],
      };
    case 'declined':
      return {
        status: 400,
        heading: 'You were not signed in',
        sentences: [`${sentenceCase(system)} says that you turned back. Nothing was changed.`],
      };
    case 'not-proved':
      return {
        status: 400,
        heading: 'You were not signed in',
        sentences: [
          `What ${system} sent us does not prove who you are. Nothing was changed.`,
          'Try again. If it happens again, tell whoever runs this website.',
        ],
      };
    case 'unreachable':
      return {
        status: 503,
        heading: 'The other system does not answer',
        sentences: [
          `We cannot reach ${system} now. Nothing was changed.`,
          'Try again in some minutes, or sign in another way.',
        ],
      };
    case 'unknown':
      return {
        status: 403,
        heading: 'You need an account here first',
        sentences: [
          `You proved who you are to ${system}, but no account here is linked to it.`,
          'If you have an invitation, open it and choose the same button there.',
          `If you have an account here, sign in another way, then link ${system} on your account page.`,
          'If you have neither, ask whoever runs this website where you work for an invitation.',
        ],
      };
    case 'stopped':
      return {
        status: 403,
        heading: 'Your account has been stopped',
        sentences: ['Ask an administrator about it.'],
      };
    case 'taken':
      return {
        status: 409,
        heading: 'This is linked to another account',
        sentences: [
          `Whoever you are at ${system} belongs to another account here. Nothing was changed.`,
          'Sign in with it, or ask an administrator.',
        ],
      };
    case 'has-another':
      return {
        status: 409,
        heading: 'Your account has another link',
        sentences: [
          `Your account is linked to somebody else at ${system}. Nothing was changed.`,
          'End that link first, then begin again.',
        ],
      };
    case 'other-session':
      return {
        status: 409,
        heading: 'Begin linking again',
        sentences: ['You were signed out, or signed in anew, while you were away. Nothing was changed.'],
      };
    case 'invitation':
      return {
        status: 410,
        heading: 'This invitation does not work any more',
        sentences: [
          'It was used already, has run out or was taken back. Ask whoever invited you to send a new one.',
        ],
      };
  }
}

const sentenceCase = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** What the page about the link says when it cannot be ended. */
export const ONLY_WAY_IN =
  'Set a password first: without one, this link is the only sure way for you to sign in';
