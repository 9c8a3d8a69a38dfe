import { join } from 'node:path';
import { openDatabase } from '#db/connection.ts';
import type { Role } from '#src/features/accounts/roles.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { signedInAs } from '../../../support/accounts/signed-in.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import { attributeOf, textOf } from '../../../support/html.ts';
import { visit, type VisitedPage } from '../../../support/pages/visit.ts';

export interface Service {
  id: string;
  organisationId: string;
  slug: string;
}

export interface FactsSite {
  server: TestServer;
  mine: Service; // public, at one place with one session or more
  other: Service; // of another organisation, at a place
  otherPlace: string; // its location's id
  /** What is stored of a service. */
  stored(id: string): Promise<ServiceRecord>;
  /** Makes small facts of an organisation go live at once, or not. */
  trust(organisationId: string, isTrusted: boolean): Promise<void>;
  /** Somebody who signed in, at `mine`'s organisation unless told. */
  signIn(role: Role, organisationId?: string): Promise<Person>;
}

export interface Person {
  open(path: string, status?: number): Promise<VisitedPage>;
  /** Sends a form; the answer must be a good page, or a redirect (`location`). */
  send(path: string, fields: FormValues): Promise<{ status: number; location: string | null; html: string }>;
}

/** A server of its own with the example place, and two services of it. */
export async function factsSite(): Promise<FactsSite> {
  const server = await startTestServer();
  const file = join(server.dataFolder, 'front-door.sqlite');
  const inDatabase = async <T>(work: (db: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> => {
    const db = openDatabase(file);
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  };
  const [mine, other] = await inDatabase(async (db) => {
    const rows = await db
      .selectFrom('service')
      .innerJoin('service_at_location as venue', 'venue.service_id', 'service.id')
      .innerJoin('schedule', 'schedule.service_at_location_id', 'venue.id')
      .innerJoin('location', 'location.id', 'venue.location_id')
      .select([
        'service.id',
        'service.organisation_id as organisationId',
        'service.slug',
        'location.id as place',
      ])
      .where('service.visibility', '=', 'public')
      .where('location.confidential', '=', 0)
      .orderBy('service.id')
      .execute();
    const first = rows[0];
    return [first, rows.find((row) => row.organisationId !== first?.organisationId)];
  });
  if (mine === undefined || other === undefined) throw new Error('The example place has too few services');
  return {
    server,
    mine,
    other,
    otherPlace: other.place,
    stored: (id) =>
      inDatabase(async (db) => {
        const service = await findStoredService(db, id);
        if (service === undefined) throw new Error('gone');
        return service.record;
      }),
    trust: (organisationId, isTrusted) =>
      inDatabase(async (db) => {
        await db
          .updateTable('organisation')
          .set({ trusted_since: isTrusted ? new Date().toISOString() : null })
          .where('id', '=', organisationId)
          .execute();
      }),
    async signIn(role, organisationId = mine.organisationId) {
      const { cookie } = await signedInAs(file, [{ role, organisationId }]);
      return person(server.url, cookie);
    },
  };
}

const person = (site: string, cookie: string): Person => ({
  open: (path, status = 200) => visit(`${site}${path}`, { status, headers: { cookie } }),
  async send(path, fields) {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((text) => [name, text])),
    );
    const response = await fetch(`${site}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: site },
      body,
    });
    return {
      status: response.status,
      location: response.headers.get('location'),
      html: await response.text(),
    };
  },
});

/** What a browser without scripts would send of the (only) POST form of a page, were nothing typed. */
export function fieldsOf(page: VisitedPage): FormValues {
  const fields: FormValues = {};
  const add = (name: string, value: string): void => {
    if (name === '' || name === 'button') return;
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  };
  for (const field of page.document.querySelectorAll(
    'main form input, main form select, main form textarea',
  )) {
    const name = attributeOf(field, 'name');
    if (field.is('select')) {
      const chosen = field.querySelector('option[selected]') ?? field.querySelector('option');
      add(name, chosen === null ? '' : attributeOf(chosen, 'value'));
    } else if (field.is('textarea')) add(name, textOf(field));
    else {
      const isChoice = ['radio', 'checkbox'].includes(attributeOf(field, 'type'));
      if (!isChoice || field.hasAttribute('checked')) add(name, attributeOf(field, 'value'));
    }
  }
  return fields;
}
