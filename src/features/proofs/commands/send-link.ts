import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { findAnswers, findTrackSecret } from '#src/features/requests/queries/requests.ts';
import { paths } from '#src/lib/paths.ts';
import { linksFor, proofWays } from '../ways.ts';

/** The link goes out at most once in so many hours to each receiver, whoever types the reference. */
const AGAIN_HOURS = 6;

/**
 * Sends the link of a request again to the safe ways on record, by its reference (as normaliseReference writes it).
 * Answers nothing: whoever asks must not learn whether there is such a request. The caller nudges the outbox.
 */
export async function sendTrackLink(
  db: Db,
  post: PostOffice,
  reference: string,
  actor: Actor,
  at: Date,
): Promise<void> {
  const request = await db
    .selectFrom('request')
    .select(['id', 'made_by'])
    .where('reference', '=', reference)
    .where('state', '!=', 'draft')
    .executeTakeFirst();
  if (request === undefined) return;
  const answers = await findAnswers(db, post.keys, request.id);
  const secret = await findTrackSecret(db, post.keys, request.id);
  if (answers === undefined || secret === undefined) return;
  const turn = Math.floor(at.getTime() / (AGAIN_HOURS * 3_600_000));
  const messages = linksFor(proofWays(answers, request.made_by)).map(({ id, kind, to }) =>
    prepareMessage(post, {
      kind,
      template: 'track-link',
      to,
      values: {},
      links: { link: `${post.site.url}${paths.track(secret)}` },
      form: answers.communication?.formats.includes('easy-read') === true ? 'easy-read' : 'plain',
      about: { entity: 'request', id: request.id },
      dedupeKey: `track-link:${request.id}:${id}:${turn}`,
    }),
  );
  await db.transaction().execute(async (trx) => {
    let queued = 0;
    for (const message of messages) if ((await queueMessage(trx, message, at)) === 'queued') queued += 1;
    if (queued === 0) return;
    await recordEvent(trx, {
      at,
      actor,
      action: 'request.link',
      entity: 'request',
      entityId: request.id,
    });
  });
}
