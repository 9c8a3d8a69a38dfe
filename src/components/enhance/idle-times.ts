/** What the warning says about a session, in seconds alone: no clock is read here. */

export type IdleKind =
  | 'quiet'
  | 'idle-soon' // a click keeps it open
  | 'end-soon' // nothing keeps it open
  | 'over';

export interface IdleState {
  kind: IdleKind;
  inSeconds: number; // until it is over, by whichever comes first
}

const WARNING_SECONDS = 5 * 60;
/** The server notes at most once a minute that a session is in use, so it may count a minute more than this page. */
const NOTED_EVERY_SECONDS = 60;

/**
 * How a session stands: `quietSeconds` since the last click in any tab, `idleMinutes` after which it is signed out, and
 * `secondsLeft` until it ends whatever happens.
 */
export function idleStateOf(quietSeconds: number, idleMinutes: number, secondsLeft: number): IdleState {
  const untilIdle = idleMinutes * 60 - NOTED_EVERY_SECONDS - quietSeconds;
  const inSeconds = Math.min(untilIdle, secondsLeft);
  if (inSeconds <= 0) return { kind: 'over', inSeconds: 0 };
  if (inSeconds > WARNING_SECONDS) return { kind: 'quiet', inSeconds };
  return { kind: secondsLeft <= untilIdle ? 'end-soon' : 'idle-soon', inSeconds };
}

/** "4:05pm", or "4pm" on the hour. */
export function clockWords(hours: number, minutes: number): string {
  const past = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`;
  return `${hours % 12 === 0 ? 12 : hours % 12}${past}${hours < 12 ? 'am' : 'pm'}`;
}

/** The sentence for it; empty when there is nothing to say. */
export function idleWords(kind: IdleKind, clock: string): string {
  const words: Readonly<Record<IdleKind, string>> = {
    quiet: '',
    'idle-soon': `Nothing was clicked for a while. You will be signed out at ${clock}.`,
    'end-soon': `You have been signed in for a long time. You will be signed out at ${clock}: save what you are doing.`,
    over: 'You are signed out now. What you have typed will be kept: press the button that saves it, then sign in again.',
  };
  return words[kind];
}
