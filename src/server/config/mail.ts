import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';

/** How messages leave. Texts and letters go through Notify when it has a template for them, and are otherwise kept to read. */
export interface MailConfig {
  channel: 'log' | 'smtp' | 'notify'; // of emails
  from: { name: string; address: string } | null;
  smtp: SmtpServer | null;
  notify: NotifyService | null;
}

export interface SmtpServer {
  host: string;
  port: number;
  isSecure: boolean; // TLS from the first byte
  needsTls: boolean; // nothing is sent before STARTTLS
  user: string | null;
  password: string | null;
}

export interface NotifyService {
  url: string;
  key: string;
  emailTemplate: string | null;
  textTemplate: string | null;
  letterTemplate: string | null;
}

const FROM = /^(?:"?([^"<>\r\n]*?)"?\s*<([^\s@<>",;]+@[^\s@<>",;]+)>|([^\s@<>",;]+@[^\s@<>",;]+))$/;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** A key's name, the id of the service and the secret (GOV.UK Notify, "API keys"). */
const NOTIFY_KEY = new RegExp(`^.+-${UUID}-${UUID}$`, 'i');
const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function readSmtpUrl(value: string): SmtpServer | null {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || /[^/]/.test(url.pathname))
    return null;
  const isSecure = url.protocol === 'smtps:';
  const isOptional = LOCAL.test(url.hostname) || url.searchParams.get('tls') === 'optional';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    isSecure,
    needsTls: !isSecure && !isOptional,
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
  };
}

const template = z
  .string()
  .regex(new RegExp(`^${UUID}$`, 'i'), 'give the id of a template as GOV.UK Notify shows it');

/** The settings of messages, part of the schema of settings.ts. */
export const mailSettings = {
  FRONT_DOOR_MAIL: z
    .enum(
      ['log', 'smtp', 'notify'],
      'give "log" to keep emails here to read, "smtp" for a mail server or "notify" for GOV.UK Notify',
    )
    .default('log')
    .describe('How emails leave: "log" keeps them here to read, "smtp" or "notify" send them.'),
  FRONT_DOOR_MAIL_FROM: z
    .string()
    .regex(FROM, 'give a name and an email address, such as Front Door <hello@directory.example.org>')
    .optional()
    .describe('Whom emails through a mail server are from: a name and an address.'),
  FRONT_DOOR_SMTP_URL: z
    .string()
    .refine(
      (value) => readSmtpUrl(value) !== null,
      'give the address of a mail server, such as smtps://NAME:PASSWORD@mail.example.org:465',
    )
    .optional()
    .describe(
      'The mail server, with its name and password. It must speak TLS unless this ends in ?tls=optional.',
    ),
  FRONT_DOOR_NOTIFY_KEY: z
    .string()
    .regex(NOTIFY_KEY, 'give an API key as GOV.UK Notify shows it')
    .optional()
    .describe('The API key of GOV.UK Notify.'),
  FRONT_DOOR_NOTIFY_EMAIL_TEMPLATE: template
    .optional()
    .describe('The template of emails in GOV.UK Notify: subject ((subject)), message ((body)).'),
  FRONT_DOOR_NOTIFY_TEXT_TEMPLATE: template
    .optional()
    .describe('The template of text messages in GOV.UK Notify: message ((body)).'),
  FRONT_DOOR_NOTIFY_LETTER_TEMPLATE: template
    .optional()
    .describe('The template of letters in GOV.UK Notify: heading ((subject)), body ((body)).'),
  FRONT_DOOR_NOTIFY_URL: z
    .url({ protocol: /^https?$/, message: 'give the web address of the API of GOV.UK Notify' })
    .default('https://api.notifications.service.gov.uk')
    .transform((value) => new URL(value).origin)
    .describe('The API of GOV.UK Notify.'),
};

type MailSettings = z.output<z.ZodObject<typeof mailSettings>>;

/** The settings of messages put together. Throws CannotStart naming the first one that is missing. */
export function mailFrom(read: MailSettings): MailConfig {
  const needed = (name: keyof MailSettings, what: string): void => {
    if (read[name] === undefined)
      throw new CannotStart(
        `${name} cannot be left out when FRONT_DOOR_MAIL is "${read.FRONT_DOOR_MAIL}": give ${what}.`,
      );
  };
  if (read.FRONT_DOOR_MAIL === 'smtp') {
    needed('FRONT_DOOR_SMTP_URL', 'the address of the mail server');
    needed('FRONT_DOOR_MAIL_FROM', 'the name and the address that emails are from');
  }
  if (read.FRONT_DOOR_MAIL === 'notify') {
    needed('FRONT_DOOR_NOTIFY_KEY', 'the API key of GOV.UK Notify');
    needed('FRONT_DOOR_NOTIFY_EMAIL_TEMPLATE', 'the id of the template of emails');
  }
  const [, name = '', inBrackets, alone] = FROM.exec(read.FRONT_DOOR_MAIL_FROM ?? '') ?? [];
  const address = inBrackets ?? alone;
  return {
    channel: read.FRONT_DOOR_MAIL,
    from: address === undefined ? null : { name: name.trim(), address },
    smtp: read.FRONT_DOOR_SMTP_URL === undefined ? null : readSmtpUrl(read.FRONT_DOOR_SMTP_URL),
    notify:
      read.FRONT_DOOR_NOTIFY_KEY === undefined
        ? null
        : {
            url: read.FRONT_DOOR_NOTIFY_URL,
            key: read.FRONT_DOOR_NOTIFY_KEY,
            emailTemplate: read.FRONT_DOOR_NOTIFY_EMAIL_TEMPLATE ?? null,
            textTemplate: read.FRONT_DOOR_NOTIFY_TEXT_TEMPLATE ?? null,
            letterTemplate: read.FRONT_DOOR_NOTIFY_LETTER_TEMPLATE ?? null,
          },
  };
}
