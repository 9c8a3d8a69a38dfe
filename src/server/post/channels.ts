import type { MessageKind } from '#src/features/messages/types.ts';
import type { MailConfig } from '../config/mail.ts';
import type { Channel } from './channel.ts';
import { openLogChannel } from './log-channel.ts';
import { openNotifyChannel } from './notify-channel.ts';
import { openSmtpChannel } from './smtp-channel.ts';

export type Channels = Readonly<Record<MessageKind, Channel>>;

/** The way out of each kind of message, by the settings. What has none is kept to be read. */
export function openChannels(mail: MailConfig, print: (words: string) => void): Channels {
  const log = openLogChannel(print);
  const { smtp, from } = mail;
  const notify = mail.notify === null ? null : openNotifyChannel(mail.notify);
  const email = (): Channel => {
    if (mail.channel === 'smtp' && smtp !== null && from !== null) return openSmtpChannel(smtp, from);
    return mail.channel === 'notify' && notify !== null ? notify : log;
  };
  return {
    email: email(),
    text: notify !== null && mail.notify?.textTemplate != null ? notify : log,
    letter: notify !== null && mail.notify?.letterTemplate != null ? notify : log,
  };
}
