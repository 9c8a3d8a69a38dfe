import type { Db } from '#db/connection.ts';
import type { MessageContent } from '#src/features/messages/types.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import type { Happening } from '#src/features/telling/happenings.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';

export const AT = new Date('2026-11-23T10:00:00Z');

export interface Heard {
  template: string;
  kind: string;
  form: string;
  to: string;
  subject: string;
  text: string;
  about: string;
  isToPrint: boolean;
}

/** Who hears what, opened. */
export async function heardBy(db: Db, happening: Happening): Promise<Heard[]> {
  const messages = await prepareTelling(db, TEST_POST, happening, AT);
  return messages.map(({ id, template, kind, form, toSealed, contentSealed, about, isToPrint }) => {
    const { subject, text } = JSON.parse(TEST_KEYS.unseal(contentSealed, `message:${id}`)) as MessageContent;
    const to = TEST_KEYS.unseal(toSealed, `message-to:${id}`);
    return { template, kind, form, to, subject, text, about: about?.entity ?? '', isToPrint };
  });
}

/** "template -> receiver", in the order of the audiences. */
export const short = (list: readonly Heard[]): string[] =>
  list.map(({ template, to }) => `${template} -> ${to}`);
