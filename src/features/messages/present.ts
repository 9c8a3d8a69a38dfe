import { formatDay, formatTime, londonNow } from '#src/lib/dates.ts';
import { maskedAddress } from './addresses.ts';
import type { MessageRow } from './queries.ts';
import { MESSAGE_STATES, stateOf, type MessageState } from './rules.ts';
import type { MessageChannel, MessageContent, MessageKind, MessageTemplate } from './types.ts';

export const KIND_WORDS: Readonly<Record<MessageKind, string>> = {
  email: 'Email',
  text: 'Text message',
  letter: 'Letter',
};

export const STATE_WORDS: Readonly<Record<MessageState, string>> = {
  waiting: 'Waiting',
  sent: 'Sent',
  failed: 'Could not be sent',
  bounced: 'Came back',
  cancelled: 'Taken back',
};

/** The shapes that stand before the words of a state; null: a dot. */
export const STATE_SHAPES: Readonly<Record<MessageState, 'good' | 'caution' | 'bad' | 'off' | null>> = {
  waiting: null,
  sent: 'good',
  failed: 'bad',
  bounced: 'bad',
  cancelled: 'off',
};

/** What was just done, or why it was not, by the word in the address. */
export const MESSAGE_DONE: Readonly<Record<string, string>> = {
  queued: 'It is tried again now.',
  'gone-already': 'It has been sent already.',
  cancelled: 'It was taken back, so it is not sent.',
  'being-sent': 'It is being sent at this moment.',
  'words-gone': 'Its words are no longer kept, so it cannot be sent again.',
  bounced: 'It is noted that the message came back, and a task was made.',
  'not-sent': 'It has not been sent, so it cannot have come back.',
};

const CHANNEL_WORDS: Readonly<Record<MessageChannel, string>> = {
  log: 'Kept here to read, sent nowhere',
  smtp: 'Taken over by the mail server',
  notify: 'Taken over by GOV.UK Notify',
};

const momentInWords = (instant: string): string => {
  const { day, time } = londonNow(new Date(instant));
  return `${formatDay(day)}, ${formatTime(time)}`;
};

/** How far a message has come, in a few words; with the log "Kept here": nothing left this website. */
export function stateInWords(row: MessageRow): string {
  const state = stateOf(row);
  if (state === 'sent' && row.channel === 'log') return 'Kept here';
  if (state === 'waiting' && row.failure !== null) return 'Waiting to be tried again';
  return STATE_WORDS[state];
}

/** A line of the list of messages. */
export interface ListedMessage {
  id: string;
  when: string;
  kind: string;
  purpose: string; // what it is for, never what it says
  to: string; // masked
  state: MessageState;
  stateWords: string;
}

type Unseal = (sealed: string, context: string) => string;

/** What a sealed value says; null when its words are gone, or the key that sealed them is. */
function opened(unseal: Unseal, sealed: string, context: string): string | null {
  if (sealed === '') return null;
  try {
    return unseal(sealed, context);
  } catch {
    return null;
  }
}

const purposeOf = (row: MessageRow, templates: ReadonlyMap<string, MessageTemplate>): string =>
  (templates.get(row.template)?.purpose ?? row.template).replace(/\.$/, '');

export function listedMessage(
  row: MessageRow,
  templates: ReadonlyMap<string, MessageTemplate>,
  unseal: Unseal,
): ListedMessage {
  const to = opened(unseal, row.to_sealed, `message-to:${row.id}`);
  return {
    id: row.id,
    when: momentInWords(row.created_at),
    kind: KIND_WORDS[row.kind],
    purpose: purposeOf(row, templates),
    to: to === null ? 'No longer kept' : maskedAddress(row.kind, to),
    state: stateOf(row),
    stateWords: stateInWords(row),
  };
}

/** A message as its own page shows it. */
export interface ShownMessage extends ListedMessage {
  address: string | null; // whole; null when no longer kept
  content: Pick<MessageContent, 'subject' | 'text'> | null;
  hidesLinks: boolean; // of a message that somebody got: the secret in a link is theirs
  facts: { name: string; value: string }[];
}

export function shownMessage(
  row: MessageRow,
  templates: ReadonlyMap<string, MessageTemplate>,
  unseal: Unseal,
): ShownMessage {
  const content = opened(unseal, row.content_sealed, `message:${row.id}`);
  const address = opened(unseal, row.to_sealed, `message-to:${row.id}`);
  const fact = (name: string, value: string | null): { name: string; value: string }[] =>
    value === null ? [] : [{ name, value }];
  const when = (instant: string | null): string | null => (instant === null ? null : momentInWords(instant));
  return {
    ...listedMessage(row, templates, unseal),
    address: address?.replaceAll('\n', ', ') ?? null,
    ...wordsOf(row, content),
    facts: [
      ...fact('Written', when(row.created_at)),
      ...fact('Form', row.form === 'easy-read' ? 'Easy read' : 'Plain'),
      ...fact('Sent', when(row.sent_at)),
      ...fact('How', row.sent_at === null || row.channel === null ? null : CHANNEL_WORDS[row.channel]),
      ...fact('Tries', row.tries === 0 ? null : String(row.tries)),
      ...fact('Next try', when(row.next_try_at)),
      ...fact('Could not be sent', when(row.failed_at)),
      ...fact('Why', row.failure),
      ...fact('Came back', when(row.bounced_at)),
      ...fact('Why it came back', row.bounce),
      ...fact('Taken back', when(row.cancelled_at)),
    ],
  };
}

/** The last part of a link that is long enough to be a secret. */
const SECRET_IN_LINK = /(https?:\/\/\S*\/)[\w-]{16,}/g;

function wordsOf(row: MessageRow, sealed: string | null): Pick<ShownMessage, 'content' | 'hidesLinks'> {
  if (sealed === null) return { content: null, hidesLinks: false };
  const { subject, text } = JSON.parse(sealed) as MessageContent;
  // Kept here to read, the link has no other way to whom it is for.
  const isForReading = row.channel === 'log' && row.sent_at !== null;
  const shown = isForReading ? text : text.replace(SECRET_IN_LINK, '$1(hidden)');
  return { content: { subject, text: shown }, hidesLinks: shown !== text };
}

/** The choices of the filters. */
export const stateChoices = MESSAGE_STATES.map((value) => ({ value, text: STATE_WORDS[value] }));
export const kindChoices = (Object.keys(KIND_WORDS) as MessageKind[]).map((value) => ({
  value,
  text: KIND_WORDS[value],
}));

/** What to do about a message, as the first sentence of its page. */
export const NEXT_STEP: Readonly<Record<MessageState, string>> = {
  waiting: 'It will be sent by itself: there is nothing to do.',
  sent: 'There is nothing to do, unless you hear that it did not arrive.',
  failed: 'Mend what is wrong if you can, then try again. Otherwise tell the person another way.',
  bounced: 'Its receiver has not been told: tell the person another way, and ask for an address that works.',
  cancelled: 'It was taken back before it was sent: there is nothing to do.',
};
