import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { canBeSentTo } from '#src/features/messages/addresses.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import type { PostOffice, PreparedMessage } from '#src/features/messages/types.ts';
import { londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import type { ReportForm } from '../forms.ts';
import { findReceivers, type Receivers } from '../queries/receivers.ts';
import { isToldToOrganisation, REPORT_TOPIC_SAYINGS } from '../rules.ts';

/** The service that a report is about. */
export interface Reported {
  id: string;
  slug: string;
  name: string;
  organisationId: string;
}

/**
 * Stores what a visitor says is wrong with a service, words and address sealed, and tells the organisation: only what
 * kind of thing it is, at most once a day for each kind, never the words nor who said it. Worries about safety go to
 * the desk alone. The same form sent twice (double click, back, retry) is stored and told once.
 */
export async function storeReport(
  db: Db,
  post: PostOffice,
  { service, form }: { service: Reported; form: ReportForm },
  at: Date,
): Promise<'stored' | 'known'> {
  const id = uuidv7();
  const { keys } = post;
  const notices = isToldToOrganisation(form.topic)
    ? noticesTo(
        post,
        await findReceivers(db, { serviceId: service.id, organisationId: service.organisationId }),
        {
          service,
          topic: form.topic,
          reportId: id,
          at,
        },
      )
    : [];
  const wordsSealed = keys.seal(form.words, `report-words:${id}`);
  const contactSealed = form.email === undefined ? null : keys.seal(form.email, `report-contact:${id}`);
  return db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('report')
      .values({
        id,
        service_id: service.id,
        topic: form.topic,
        words_sealed: wordsSealed,
        contact_sealed: contactSealed,
        idempotency_key: form.key,
        created_at: at.toISOString(),
      })
      .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) return 'known';
    for (const notice of notices) await queueMessage(trx, notice, at);
    await recordEvent(trx, {
      at,
      actor: 'visitor',
      action: 'report.store',
      entity: 'report',
      entityId: id,
      after: { service: service.id, topic: form.topic },
    });
    return 'stored';
  });
}

function noticesTo(
  post: PostOffice,
  { addresses, haveAccounts }: Receivers,
  about: { service: Reported; topic: ReportForm['topic']; reportId: string; at: Date },
): PreparedMessage[] {
  const { service, topic, at } = about;
  const path = haveAccounts ? paths.partnerReports(service.organisationId) : paths.service(service.slug);
  const day = londonNow(at).day;
  // What an import brought may be no address.
  const sendable = addresses.filter((to) => canBeSentTo('email', to));
  return sendable.map((to) =>
    prepareMessage(post, {
      kind: 'email',
      template: haveAccounts ? 'report-received' : 'report-received-without-account',
      to,
      values: { service: service.name, topic: REPORT_TOPIC_SAYINGS[topic] },
      links: { link: `${post.site.url}${path}` },
      about: { entity: 'report', id: about.reportId },
      dedupeKey: `report-received:${service.id}:${topic}:${day}:${post.keys.hash(to.toLowerCase(), 'report-received')}`,
    }),
  );
}
