import type { Db } from '#db/connection.ts';
import type { MessageContent } from '#src/features/messages/types.ts';
import type { Keys } from '#src/lib/security/keys.ts';

export interface QueuedWords {
  kind: string;
  template: string;
  to: string;
  text: string;
}

/** What was put into the outbox with a template, the oldest first. */
export async function wordsQueued(db: Db, keys: Keys, template: string): Promise<QueuedWords[]> {
  const rows = await db
    .selectFrom('message')
    .select(['id', 'kind', 'template', 'to_sealed', 'content_sealed'])
    .where('template', '=', template)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    template: row.template,
    to: keys.unseal(row.to_sealed, `message-to:${row.id}`),
    text: (JSON.parse(keys.unseal(row.content_sealed, `message:${row.id}`)) as MessageContent).text,
  }));
}

/** The six digits that were sent last. */
export async function latestCode(db: Db, keys: Keys): Promise<string> {
  const text = (await wordsQueued(db, keys, 'proof-code')).at(-1)?.text ?? '';
  return /\b(\d{6})\b/.exec(text)?.[1] ?? '';
}
