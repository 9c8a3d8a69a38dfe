import type { Channel, Outgoing } from './channel.ts';

const KIND_WORDS = { email: 'Email', text: 'Text message', letter: 'Letter' } as const;

/** Sends nothing anywhere: a message is kept to be read at /admin/messages, and shown by `print`. */
export const openLogChannel = (print: (words: string) => void): Channel => ({
  send(message) {
    print(message.isPrivate === true ? inPrivate(message) : inWords(message));
    return Promise.resolve({ kind: 'sent', channel: 'log', providerId: message.id });
  },
});

/** Of what a person is told, the terminal shows that it is there: programs keep what terminals show. */
const inPrivate = ({ kind, template }: Outgoing): string =>
  `--- ${KIND_WORDS[kind]} "${template}" (kept at /admin/messages, sent nowhere) ---`;

/** A message as the terminal shows it. */
const inWords = ({ kind, to, content }: Outgoing): string =>
  [
    `--- ${KIND_WORDS[kind]} to ${to.replaceAll('\n', ', ')} (kept here, sent nowhere)`,
    ...(content.subject === '' ? [] : [content.subject, '']),
    content.text,
    '---\n',
  ].join('\n');
