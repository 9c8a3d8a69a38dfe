import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Db } from '#db/connection.ts';
import { programActor, type Actor } from '#src/features/audit/rules.ts';
import { askToClaim } from '#src/features/claims/commands/ask.ts';
import { offerEvidence } from '#src/features/evidence/commands/papers.ts';
import { addToDoNotList } from '#src/features/imports/do-not-list/commands.ts';
import { readTemplates } from '#src/features/messages/content.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { storeReport } from '#src/features/reports/commands/store.ts';
import { keepLink } from '#src/features/reviews/commands/keep-link.ts';
import { saveDraft } from '#src/features/revisions/commands/draft.ts';
import { sendDraft } from '#src/features/revisions/commands/send.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { keepUndo } from '#src/features/undo/commands/keep.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { withDatabase } from '../accounts/person.ts';
import { signedInAs, type TestPerson } from '../accounts/signed-in.ts';
import { ROOT } from '../server.ts';
import { addOrganisation, type NewOrganisation } from './organisation.ts';

export interface BusyOrganisation {
  organisation: NewOrganisation;
  manager: TestPerson;
  editor: TestPerson; // of the desk
  reviewToken: string;
  claimToken: string;
}

/** An organisation about which everything is going on at once: something for each queue of the desk and each page. */
export async function addBusyOrganisation(dataFolder: string): Promise<BusyOrganisation> {
  const file = join(dataFolder, 'front-door.sqlite');
  const organisation = await addOrganisation(dataFolder);
  const organisationId = organisation.id;
  const manager = await signedInAs(file, [{ role: 'organisation_manager', organisationId }]);
  await signedInAs(file, [{ role: 'organisation_editor', organisationId }], { name: 'Colin Colleague' });
  const editor = await signedInAs(file, ['editor']);
  const post: PostOffice = {
    keys: openKeyRing(dataFolder),
    templates: readTemplates(join(ROOT, 'content')),
    site: {
      name: 'Front Door',
      url: 'http://localhost',
      phone: '0808 157 0150',
      phoneHours: 'Monday to Friday',
    },
  };
  const by = { id: manager.accountId, sessionId: manager.sessionId, addressHash: null };
  const [reviewToken, claimToken] = [newSecret(), newSecret()];
  await withDatabase(dataFolder, async (db) => {
    await propose(db, organisation, by);
    await report(db, post, organisation);
    await offerEvidence(
      db,
      { organisationId, kind: 'safeguarding_policy', what: 'Of this year', expiresOn: null },
      by,
      new Date(),
    );
    await claim(db, post, organisationId, claimToken);
    await db.transaction().execute(async (trx) => {
      const link = {
        token: reviewToken,
        organisationId,
        address: `${manager.accountId}@people.example.org`,
        serviceIds: [organisation.serviceId],
      };
      await keepLink(trx, post.keys, link, new Date());
      await keepUndo(
        trx,
        {
          action: 'services.bulk',
          entity: 'service',
          entityId: organisation.serviceId,
          state: {},
          by: { id: editor.accountId, sessionId: editor.sessionId, addressHash: null },
        },
        new Date(),
      );
    });
    await addToDoNotList(db, {
      name: `Nobody ${randomUUID()}`,
      postcode: null,
      charityNumber: null,
      website: null,
      source: null,
      reason: 'They asked',
      actor: 'command-line',
      at: new Date(),
    });
  });
  return { organisation, manager, editor, reviewToken, claimToken };
}

/** A large change that waits for the desk, and then a draft that is not sent. */
async function propose(db: Db, { serviceId }: NewOrganisation, actor: Actor): Promise<void> {
  const author = { actor, kind: 'partner' as const };
  for (const description of [
    'We make cards, and lanterns in winter.',
    'We make cards, lanterns and kites.',
  ]) {
    const stored = await findStoredService(db, serviceId);
    if (stored === undefined) throw new Error('The service is gone');
    const content = { ...stored.record, description };
    await saveDraft(db, { serviceId, content, draftVersion: null }, author, new Date());
    if (description.includes('winter'))
      await sendDraft(db, { serviceId, reason: 'Winter is coming', choices: {} }, author, new Date());
  }
}

async function report(db: Db, post: PostOffice, organisation: NewOrganisation): Promise<void> {
  const service = {
    id: organisation.serviceId,
    slug: organisation.serviceSlug,
    name: organisation.serviceName,
    organisationId: organisation.id,
  };
  const form = {
    topic: 'times' as const,
    words: 'It starts at 11.',
    email: 'visitor@example.org',
    key: randomUUID(),
  };
  await storeReport(db, post, { service, form }, new Date());
}

async function claim(db: Db, post: PostOffice, organisationId: string, token: string): Promise<void> {
  const claimed = {
    organisationId,
    email: `${randomUUID()}@people.example.org`,
    name: 'Carla Claimant',
    words: 'I am the treasurer',
    key: randomUUID(),
    isSignedIn: false,
    addressHash: randomUUID(),
  };
  await askToClaim(db, post, claimed, programActor('visitor'), new Date());
  // Their link is in the mail, and only its hash is kept: they get another one.
  await db
    .updateTable('claim')
    .set({ token_hash: hashSecret(token) })
    .where('organisation_id', '=', organisationId)
    .execute();
}
