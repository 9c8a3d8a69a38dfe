import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Sector } from '#db/vocabulary.ts';
import { invite } from '#src/features/accounts/commands/invitations.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { writeOrganisations } from '#src/features/imports/commands/organisations.ts';
import { writeServices } from '#src/features/imports/commands/services.ts';
import { saveSource } from '#src/features/imports/commands/sources.ts';
import { sourcedId } from '#src/features/imports/identity.ts';
import { readTemplates } from '#src/features/messages/content.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { plainOrganisation, plainService, type ServiceRecord } from '#src/features/services/record.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { withDatabase } from '../accounts/person.ts';
import { ROOT } from '../server.ts';

export interface NewOrganisation {
  id: string;
  name: string;
  serviceId: string;
  serviceName: string;
  serviceSlug: string;
}

const SOURCE = { name: 'Test partners', licence: 'Made up', attribution: null, url: null, format: 'csv' };

/**
 * An organisation of the running test's own in a running server's directory, with one service, trusted by the desk. The
 * service can have other facts, and the organisation be of another sector.
 */
export function addOrganisation(
  dataFolder: string,
  { sector = 'community', ...facts }: { sector?: Sector } & Partial<ServiceRecord> = {},
): Promise<NewOrganisation> {
  const key = randomUUID().slice(0, 8);
  const name = `Kettle ${key} Club`;
  const serviceName = `Lantern ${key} card making`;
  const serviceSlug = `lantern-${key}`;
  const at = new Date();
  const day = at.toISOString().slice(0, 10);
  return withDatabase(dataFolder, async (db) => {
    const ids = await db.transaction().execute(async (trx) => {
      const source = await saveSource(trx, SOURCE, at);
      const context = { source, at, actor: 'import' };
      await writeOrganisations(trx, context, [plainOrganisation(key, name, sector)]);
      const service = {
        ...plainService(key, key, serviceName),
        slug: serviceSlug,
        summary: 'Make cards and talk.',
        description: 'We make cards with scissors and glue.',
        eligibilityDescription: 'Anyone.',
        needs: [{ slug: 'loneliness', suggested: false }],
        deliveries: ['online' as const],
        joinings: ['drop_in' as const],
        phones: [{ number: '01632 960 100', type: 'voice' as const, description: null }],
        costOptions: [{ option: null, amount: 0, amountDescription: null }],
        schedules: [
          {
            freq: 'WEEKLY' as const,
            interval: 1,
            byday: 'TU',
            bymonthday: null,
            opensAt: '10:00',
            closesAt: '12:00',
            dtstart: null,
            validFrom: null,
            validTo: null,
            termTimeOnly: false,
            openOnBankHolidays: false,
            notes: null,
          },
        ],
        assuredOn: day,
        assuredBy: name,
        ...facts,
      };
      await writeServices(trx, context, [service]);
      const id = sourcedId('organisation', SOURCE.name, key);
      const serviceId = sourcedId('service', SOURCE.name, key);
      await trx
        .updateTable('organisation')
        .set({ trusted_since: at.toISOString(), trusted_by: 'command-line' })
        .where('id', '=', id)
        .execute();
      await bumpDirectoryVersion(trx, at, { services: [serviceId] });
      return { id, serviceId };
    });
    return { ...ids, name, serviceName, serviceSlug };
  });
}

/** Invites somebody to an organisation, and gives the path of the link in the mail. */
export async function invitationTo(dataFolder: string, organisationId: string): Promise<string> {
  const post = {
    keys: openKeyRing(dataFolder),
    templates: readTemplates(join(ROOT, 'content')),
    site: {
      name: 'Front Door',
      url: 'http://localhost',
      phone: '0808 157 0150',
      phoneHours: 'Monday to Friday',
    },
  };
  const invited = await withDatabase(dataFolder, (db) =>
    invite(
      db,
      post,
      {
        email: `${randomUUID()}@people.example.org`,
        name: 'Vera Volunteer',
        roles: [{ role: 'organisation_editor', organisationId }],
      },
      programActor('command-line'),
      new Date(),
    ),
  );
  if (!invited.ok) throw new Error(invited.error);
  return new URL(invited.value.link).pathname;
}
