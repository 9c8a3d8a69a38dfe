import { createHmac, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readTemplates } from '#src/features/messages/content.ts';
import type { NewMessage, PostOffice } from '#src/features/messages/types.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { deriveKey, sealWith, unsealWith } from '#src/lib/security/seal.ts';
import { ROOT } from '../server.ts';

const key = deriveKey('a secret of the tests', 'sealing');

/** Keys that exist for the tests only. */
export const TEST_KEYS: Keys = {
  seal: (text, context) => sealWith(key, text, context),
  unseal(sealed, context) {
    const text = unsealWith(key, sealed, context);
    if (text === null) throw new Error('A sealed text was altered, moved or cut short');
    return text;
  },
  hash: (text, purpose) => createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url'),
};

export const SITE = 'https://directory.example.org';

/** What writing messages needs, with the messages as they are in content/messages. */
export const TEST_POST: PostOffice = {
  keys: TEST_KEYS,
  templates: readTemplates(join(ROOT, 'content')),
  site: { name: 'Front Door', url: SITE, phone: '0808 157 0150', phoneHours: 'Monday to Friday' },
};

/** A message that nothing is wrong with, told once. */
export function aMessage(changes: Partial<NewMessage> = {}): NewMessage {
  return {
    kind: 'email',
    template: 'sign-in-link',
    to: 'ann@example.org',
    values: { minutes: '15' },
    links: { link: `${SITE}/sign-in/link/q3Jk0v9XyTz1LmN8bWc2Rg` },
    dedupeKey: `test:${randomUUID()}`,
    ...changes,
  };
}
