import type { Delivery } from '#src/features/messages/rules.ts';
import type { MailConfig, SmtpServer } from '../config/mail.ts';
import { fieldOf, type Channel, type Outgoing } from './channel.ts';

/** Each well within the time a try may take. */
const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

export interface SmtpTimes {
  connectMs: number;
  silenceMs: number; // without a word from the server
}

/** Sends emails to a mail server. Its program is loaded with the first one. */
export function openSmtpChannel(
  server: SmtpServer,
  from: NonNullable<MailConfig['from']>,
  { connectMs, silenceMs }: SmtpTimes = { connectMs: CONNECT_MS, silenceMs: SILENCE_MS },
): Channel {
  const open = async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      host: server.host,
      port: server.port,
      secure: server.isSecure,
      requireTLS: server.needsTls,
      opportunisticTLS: !server.isSecure && !server.needsTls,
      ...(server.user === null ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      dnsTimeout: connectMs,
      socketTimeout: silenceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  let transport: ReturnType<typeof open> | undefined;
  return {
    async send(message) {
      const messageId = messageIdOf(message.id, from.address);
      try {
        transport ??= open();
        await (await transport).sendMail(mailOf(message, from, messageId));
        return { kind: 'sent', channel: 'smtp', providerId: messageId };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

/** The same at every try, so that a mail program that got it twice can tell (RFC 5322, 3.6.4). */
export const messageIdOf = (id: string, fromAddress: string): string =>
  `<${id}@${fromAddress.split('@')[1] ?? 'localhost'}>`;

const mailOf = (
  { to, content, replyTo }: Outgoing,
  from: NonNullable<MailConfig['from']>,
  messageId: string,
) => ({
  from,
  // As an object: a name in the address could otherwise smuggle in a second receiver.
  to: { name: '', address: to },
  ...(replyTo === null ? {} : { replyTo: { name: '', address: replyTo } }),
  subject: content.subject,
  text: content.text,
  ...(content.html === null ? {} : { html: content.html }),
  messageId,
  // No answering machine should answer, nor write about it (RFC 3834).
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
});

/** What an error of the mail server means. Its words may hold the address: only its numbers are kept. */
function failureOf(error: unknown): Delivery {
  const code = String(fieldOf(error, 'code') ?? 'error');
  const answer = Number(fieldOf(error, 'responseCode') ?? 0);
  const command = String(fieldOf(error, 'command') ?? '');
  if (code === 'EENVELOPE' && command === 'API')
    return { kind: 'refused', channel: 'smtp', reason: 'The address is not one that mail can be sent to.' };
  // Before the receiver is named, it is us or everybody who is refused.
  const isAboutThis = command === 'RCPT TO' || command === 'DATA';
  if (answer === 0 || !isAboutThis)
    return { kind: 'closed', channel: 'smtp', reason: closedReason(code, command, answer) };
  const [, enhanced] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(String(fieldOf(error, 'response'))) ?? [];
  const reason = `The mail server answered ${answer}${enhanced === undefined ? '' : ` (${enhanced})`}.`;
  return { kind: answer >= 500 ? 'refused' : 'later', channel: 'smtp', reason };
}

function closedReason(code: string, command: string, answer: number): string {
  if (code === 'EAUTH') return 'The mail server did not take our name and password.';
  if (code === 'ETLS' || command === 'STARTTLS')
    return 'The mail server could not be spoken to without being overheard (TLS).';
  if (command === 'MAIL FROM') return `The mail server does not take mail from our address (${answer}).`;
  return `The mail server could not be reached, or broke off (${code}).`;
}
