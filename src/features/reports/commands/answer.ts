import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import { cancelMessages, queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { paths } from '#src/lib/paths.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { ReportAnswerForm } from '../forms.ts';
import { findReport } from '../queries/reports.ts';
import { answerInPieces, REPORT_OUTCOMES } from '../rules.ts';

/**
 * Closes a report with how it ended, and writes that to whoever reported it, if they gave an address; a notice to the
 * organisation that has not gone out yet is taken back. Refuses one that somebody has answered already.
 */
export async function answerReport(
  db: Db,
  post: PostOffice,
  { id, outcome, answer }: ReportAnswerForm & { id: string },
  by: Actor,
  at: Date,
): Promise<Result<'told' | 'closed', 'unknown' | 'answered-already'>> {
  const report = await findReport(db, id);
  if (report === undefined) return refused('unknown');
  if (report.answered_at !== null) return refused('answered-already');
  const { keys } = post;
  const mail =
    report.contact_sealed === null
      ? null
      : prepareMessage(post, {
          kind: 'email',
          template: 'report-answered',
          to: keys.unseal(report.contact_sealed, `report-contact:${id}`),
          values: {
            service: report.service_name,
            outcome: inMidSentence(REPORT_OUTCOMES[outcome]),
            ...(answer === undefined ? {} : answerInPieces(answer)),
          },
          links: { link: `${post.site.url}${paths.service(report.service_slug)}` },
          about: { entity: 'report-answer', id },
          dedupeKey: `report-answered:${id}`,
        });
  const answerSealed = answer === undefined ? null : keys.seal(answer, `report-answer:${id}`);
  return db.transaction().execute(async (trx) => {
    const closed = await trx
      .updateTable('report')
      .set({
        answered_at: at.toISOString(),
        answered_by: by.id,
        outcome,
        answer_sealed: answerSealed,
        told_at: mail === null ? null : at.toISOString(),
      })
      .where('id', '=', id)
      .where('answered_at', 'is', null)
      .executeTakeFirst();
    if (closed.numUpdatedRows === 0n) return refused('answered-already');
    await cancelMessages(trx, { entity: 'report', id }, at);
    if (mail !== null) await queueMessage(trx, mail, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'report.answer',
      entity: 'report',
      entityId: id,
      after: { outcome, told: mail !== null },
    });
    return ok(mail === null ? ('closed' as const) : ('told' as const));
  });
}

const inMidSentence = (sentence: string): string =>
  `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)}`;
