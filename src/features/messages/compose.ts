import { v7 as uuidv7 } from 'uuid';
import { paths } from '#src/lib/paths.ts';
import { ADDRESS_PURPOSE, canBeSentTo, usualAddress } from './addresses.ts';
import { fillingOf, isMessageName } from './wording/templates.ts';
import type { MessageContent, MessageTemplate, NewMessage, PostOffice, PreparedMessage } from './types.ts';
import { fill, type Fillings } from './wording/words.ts';
import { asEmailHtml, asNotifyMarkdown, asPlainText, asTextMessage } from './wording/written.ts';

/**
 * Puts a message into words and seals them, for `queueMessage` within the transaction of what it tells of. Throws what
 * is a mistake of ours: an unknown template, a placeholder that nothing fills, a place that nothing can be sent to.
 */
export function prepareMessage(post: PostOffice, message: NewMessage): PreparedMessage {
  const { keys } = post;
  const template = post.templates.get(message.template);
  if (template === undefined) throw new Error(`There is no message "${message.template}"`);
  const to = message.to.trim();
  const isToPrint = message.kind === 'letter' && message.isToPrint === true;
  if (!isToPrint && !canBeSentTo(message.kind, to))
    throw new Error(`No ${message.kind} can be sent to what was given`);
  const id = uuidv7();
  const form = message.form ?? 'plain';
  const content = contentOf(post, template, message);
  return {
    id,
    kind: message.kind,
    form,
    template: template.name,
    templateVersion: template.version,
    toSealed: keys.seal(to, `message-to:${id}`),
    toHash: keys.hash(usualAddress(message.kind, to), ADDRESS_PURPOSE),
    contentSealed: keys.seal(JSON.stringify(content), `message:${id}`),
    about: message.about ?? null,
    dedupeKey: message.dedupeKey,
    isToPrint,
  };
}

/** The words of a message in every form that a channel may need. */
export function contentOf(
  post: Pick<PostOffice, 'site'>,
  template: MessageTemplate,
  message: Pick<NewMessage, 'kind' | 'form' | 'values' | 'links'>,
): MessageContent {
  const fillings = fillingsFor(post.site, template.name, message);
  if (message.kind === 'text') {
    const text = asTextMessage(fill(template.text, fillings));
    return { subject: '', text, html: null, markdown: null };
  }
  const isEasyRead = message.form === 'easy-read';
  const words = isEasyRead ? template.easyRead : template.plain;
  const blocks = fill(message.kind === 'letter' ? asLetter(words) : words, fillings);
  const subject = asPlainText(fill(template.subject, fillings));
  const html =
    message.kind === 'email' ? asEmailHtml(blocks, { site: post.site.name, subject, isEasyRead }) : null;
  return { subject, text: asPlainText(blocks), html, markdown: asNotifyMarkdown(blocks) };
}

/** The forms are written as emails; of a letter they must not say so. */
const asLetter = (words: string): string => words.replace(/\b([Tt]his) email\b/g, '$1 letter');

function fillingsFor(
  site: PostOffice['site'],
  template: string,
  { values, links = {}, form }: Pick<NewMessage, 'values' | 'links' | 'form'>,
): Fillings {
  const optional = isMessageName(template) ? Object.keys(fillingOf(template).optional ?? {}) : [];
  for (const link of Object.values(links)) checkLink(link, site.url);
  return {
    facts: {
      site: site.name,
      phone: site.phone,
      phone_hours: site.phone === null ? null : site.phoneHours,
    },
    values: { ...Object.fromEntries(optional.map((name) => [name, null])), ...values },
    links: { ...linksIn(form, links, site.url), site_url: site.url },
  };
}

/** Pages that people follow a message to, and that there are in easy read as well: whoever reads it is led to that form. */
const IN_BOTH_FORMS = /^\/(?:get-help|track)(?=\/|$)/;

function linksIn(
  form: NewMessage['form'],
  links: Readonly<Record<string, string>>,
  siteUrl: string,
): Record<string, string> {
  const lead = (link: string): string => {
    const path = link.slice(siteUrl.length);
    return form === 'easy-read' && IN_BOTH_FORMS.test(path) ? `${siteUrl}${paths.easyRead()}${path}` : link;
  };
  return Object.fromEntries(Object.entries(links).map(([name, link]) => [name, lead(link)]));
}

/** Only our own pages are linked to: a link given by mistake from what somebody typed does not go out. */
function checkLink(link: string, siteUrl: string): void {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url === null || url.origin !== new URL(siteUrl).origin || /[\s<>"'`\\^|{}()[\]*]/.test(link))
    throw new Error('A message links only to pages of this website');
}
