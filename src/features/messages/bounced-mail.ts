/** What a mail about a mail says (RFC 3464, a delivery status notification). */
export interface BouncedMail {
  messageId: string; // ours, a UUID
  status: string | null; // "5.1.1"
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const OUR_ID = new RegExp(
  `^(?:Message-ID|X-Original-Message-ID|In-Reply-To|References):.*?<(${UUID})@`,
  'gim',
);

/**
 * Reads a delivery status notification: which message of ours came back, and with what status. Null when it is none, or
 * only says that a message is late. The notification's own id is not one of ours, so the first that is ours is it.
 */
export function readBouncedMail(source: string): BouncedMail | null {
  // Long headers go on in the next line.
  const text = source.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ');
  if (!/^Action:\s*failed\b/im.test(text)) return null;
  const [ours] = text.matchAll(OUR_ID);
  const messageId = ours?.[1]?.toLowerCase();
  if (messageId === undefined) return null;
  const [, status = null] = /^Status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(text) ?? [];
  return { messageId, status };
}
