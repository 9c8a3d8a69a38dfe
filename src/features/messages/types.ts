import type { Keys } from '#src/lib/security/keys.ts';

export type MessageKind = 'email' | 'text' | 'letter';
export type MessageForm = 'plain' | 'easy-read';
export type MessageChannel = 'log' | 'smtp' | 'notify';

/** A message to one person, before it is put into words. */
export interface NewMessage {
  kind: MessageKind;
  template: string; // the name of a file of content/messages, without its ending
  to: string; // an email address, a phone number, or the lines of a postal address
  form?: MessageForm; // plain unless the person asked for easy read
  /** Fills the ((placeholders)) of the template. All are escaped: nothing in them becomes a link or a heading. */
  values: Readonly<Record<string, string>>;
  /** Links of our own for placeholders of the template, whole addresses; these may be clicked. */
  links?: Readonly<Record<string, string>>;
  about?: { entity: string; id: string };
  /** Names the happening and the receiver: the same happening is told once. */
  dedupeKey: string;
  /** A letter that people of ours print and post: it is kept here, and `to` may be a name without an address. */
  isToPrint?: boolean;
}

/** What writing messages needs, made once at the start. `app.post` is one. */
export interface PostOffice {
  keys: Keys;
  templates: ReadonlyMap<string, MessageTemplate>;
  site: { name: string; url: string; phone: string | null; phoneHours: string | null };
}

/** A file of content/messages. */
export interface MessageTemplate {
  name: string;
  version: string; // hash of the file
  purpose: string; // a sentence for whoever reads /admin/messages
  subject: string; // nothing personal: only ((site)) may stand in it
  plain: string; // paragraphs and lists, see content/messages/README.md
  easyRead: string;
  text: string; // of a text message: at most 306 characters, two parts
  placeholders: ReadonlySet<string>;
}

/** A message in words and sealed, ready to be put into the outbox within a transaction. */
export interface PreparedMessage {
  id: string;
  kind: MessageKind;
  form: MessageForm;
  template: string;
  templateVersion: string;
  toSealed: string; // context "message-to:ID"
  toHash: string; // keyed hash, purpose "message-to", of the address in its usual form
  contentSealed: string; // context "message:ID"; JSON of MessageContent
  about: { entity: string; id: string } | null;
  dedupeKey: string;
  isToPrint: boolean;
}

/** The words of a message. */
export interface MessageContent {
  subject: string; // empty for a text message
  text: string; // the whole, as plain text
  html: string | null; // of an email
  markdown: string | null; // of an email or a letter, as GOV.UK Notify reads it
}
