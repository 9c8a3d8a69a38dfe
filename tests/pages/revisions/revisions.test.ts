import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeService } from '#src/features/revisions/commands/change.ts';
import { listRevisions } from '#src/features/revisions/queries/revisions.ts';
import { findStoredService, type StoredService } from '#src/features/services/queries/records/read.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { browserOf, carriedFields, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let editor: SignedInBrowser;
let partner: SignedInBrowser;
let colleague: SignedInBrowser;
let stranger: SignedInBrowser;
let serviceId: string;
let before: StoredService; // each test begins with what was there at first

const inDatabase: typeof withDatabase = (_, work) => withDatabase(server.dataFolder, work);
const stored = (): Promise<StoredService> =>
  inDatabase('', async (db) => {
    const found = await findStoredService(db, serviceId);
    if (found === undefined) throw new Error('The service is not there');
    return found;
  });

beforeAll(async () => {
  server = await startTestServer();
  const services = await inDatabase('', (db) =>
    db.selectFrom('service').select(['id', 'organisation_id']).orderBy('id').execute(),
  );
  const [first] = services;
  const other = services.find((service) => service.organisation_id !== first?.organisation_id);
  serviceId = first?.id ?? '';
  const member = (organisationId: string | undefined, name: string) =>
    browserOf(server, [{ role: 'organisation_editor', organisationId: organisationId ?? '' }], { name });
  partner = await member(first?.organisation_id, 'Pat Partner');
  colleague = await member(first?.organisation_id, 'Col League');
  stranger = await member(other?.organisation_id, 'Stan Stranger');
  editor = await browserOf(server, ['editor'], { name: 'Edna Editor' });
  before = await stored();
}, 60_000);
afterAll(async () => {
  await server.stop();
});
beforeEach(async () => {
  await change(editor, 'desk', before.record);
  await inDatabase('', (db) => db.deleteFrom('revision').execute());
  await inDatabase('', (db) => db.deleteFrom('message').execute());
});

/** Writes as somebody would, through the same command. */
async function change(
  { person }: SignedInBrowser,
  kind: 'partner' | 'desk',
  made: Partial<ServiceRecord>,
  reason: string | null = null,
): Promise<void> {
  const actor = { id: person.accountId, sessionId: person.sessionId, addressHash: null };
  const changing = { serviceId, change: (record: ServiceRecord) => ({ ...record, ...made }), reason };
  await inDatabase('', (db) => changeService(db, changing, { actor, kind }, new Date()));
}

/** The page of the one proposal that waits. */
async function proposalPage(): Promise<string> {
  const { id } = await inDatabase('', (db) =>
    db.selectFrom('revision').select('id').where('state', '=', 'proposed').executeTakeFirstOrThrow(),
  );
  return `/desk/proposals/${id}`;
}

const states = (): Promise<string[]> =>
  inDatabase('', async (db) =>
    (await listRevisions(db, serviceId, { page: 1, perPage: 20 })).revisions.map(({ state }) => state),
  );
const told = (): Promise<unknown[]> =>
  inDatabase('', (db) => db.selectFrom('message').select('template').execute());

const decide = async (path: string, decision: string, more: Record<string, string> = {}) => {
  const fields = carriedFields((await editor.open(path)).html);
  fields.set('decision', decision);
  for (const [name, value] of Object.entries(more)) fields.set(name, value);
  return editor.send(path, fields);
};

describe('the desk', () => {
  test('sees who proposes what, and decides about it as a whole', async () => {
    await change(
      partner,
      'partner',
      { summary: 'Soup and company', alert: 'New door' },
      'We have a new cook',
    );
    const list = await editor.open('/desk/proposals');
    expect(list.text).toContain('1 proposal to decide about');
    expect(list.text).toContain('Notice and Summary');
    expect(list.text).toContain('Pat Partner');
    const path = await proposalPage();
    const page = await editor.open(path);
    expect(page.text).toContain('We have a new cook');
    expect(page.text).toContain(`Taken away: ${before.record.summary}`);
    expect(page.text).toContain('New: Soup and company');
    const sent = await decide(path, 'all');
    expect(sent.location).toBe('/desk/proposals?done=all');
    expect((await stored()).record).toMatchObject({ summary: 'Soup and company', alert: 'New door' });
    const after = await editor.open('/desk/proposals?done=all');
    expect(after.text).toContain('Accepted: it is on the website now.');
    expect(after.text).toContain('Nobody waits for a decision.');
    expect(await told()).toEqual([{ template: 'proposal-decided' }]);
  });

  test('says why when it leaves something out; what was ticked and typed stays', async () => {
    await change(partner, 'partner', { summary: 'Soup', alert: 'Buy now' });
    const path = await proposalPage();
    const fields = carriedFields((await editor.open(path)).html);
    expect(fields.getAll('field')).toEqual(['summary', 'alert']);
    fields.delete('field');
    fields.set('decision', 'ticked');
    const nothing = await editor.send(path, fields);
    expect([nothing.status, nothing.text.includes('Tick what you accept, or choose “Accept none”')]).toEqual([
      422,
      true,
    ]);
    fields.set('field', 'summary');
    const unsaid = await editor.send(path, fields);
    expect(unsaid.status).toBe(422);
    expect(unsaid.text).toContain('Say why you leave something out');
    expect(carriedFields(unsaid.text).getAll('field')).toEqual(['summary']);
    fields.set('reason', 'No advertisements');
    expect((await editor.send(path, fields)).location).toBe('/desk/proposals?done=some');
    expect((await stored()).record).toMatchObject({ summary: 'Soup', alert: before.record.alert });
    const [published, proposed] = await states();
    expect([published, proposed]).toEqual(['published', 'declined']);
    const seen = await partner.open(`/partner/services/${serviceId}/revisions/1`);
    expect(seen.text).toContain('No advertisements');
    expect(seen.text).toContain('On the website: Summary. Not on the website: Notice.');
    expect(seen.text).not.toContain('Edna Editor');
  });

  test('is shown what changed meanwhile, and takes that away only when it is ticked', async () => {
    await change(partner, 'partner', { summary: 'Soup', alert: 'New door' });
    const path = await proposalPage();
    const stale = carriedFields((await editor.open(path)).html);
    stale.set('decision', 'all');
    await change(editor, 'desk', { summary: 'Stew' });
    const refused = await editor.send(path, stale);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Nothing was done: the service is not what it was');
    const page = await editor.open(path);
    expect(page.text).toContain('This was changed since the proposal was made.');
    expect(page.text).toContain('Stew');
    expect(page.html).not.toContain('value="all"');
    expect(carriedFields(page.html).getAll('field')).toEqual(['alert']);
    const sent = await decide(path, 'ticked', { reason: 'It is stew now' });
    expect(sent.location).toBe('/desk/proposals?done=some');
    expect((await stored()).record).toMatchObject({ summary: 'Stew', alert: 'New door' });
  });

  test('hears that somebody else was quicker', async () => {
    await change(partner, 'partner', { summary: 'Soup' });
    const path = await proposalPage();
    const fields = carriedFields((await editor.open(path)).html);
    await decide(path, 'none', { reason: 'We could not reach you' });
    fields.set('decision', 'all');
    const late = await editor.send(path, fields);
    expect(late.status).toBe(409);
    expect(late.text).toContain('This was decided while you looked at it.');
    expect((await stored()).record.summary).toBe(before.record.summary);
  });

  test('looks at what was published at once, and can bring back what was there', async () => {
    const trust = (at: string | null) =>
      inDatabase('', (db) =>
        db
          .updateTable('organisation')
          .set({ trusted_since: at })
          .where('id', '=', before.organisationId)
          .execute(),
      );
    await trust(new Date().toISOString());
    await change(partner, 'partner', { alert: 'Closed today' });
    await trust(null);
    const list = await editor.open('/desk/proposals');
    const [, path = ''] = /href="(\/desk\/proposals\/[^"?]+)"/.exec(list.html) ?? [];
    const page = await editor.open(path);
    expect(page.text).toContain('It is public already: see whether it is right.');
    expect(page.html).toContain(`/partner/services/${serviceId}/revisions/1?restore=base`);
    const sent = await editor.send(path, { decision: 'checked' });
    expect(sent.location).toBe('/desk/proposals?done=checked');
    expect((await editor.open(path)).html).not.toContain('value="checked"');
    expect((await editor.open('/desk/proposals')).text).toContain('There is nothing to look at.');
  });

  test('finds no proposal that is not there, and does nothing without a choice', async () => {
    await editor.open('/desk/proposals/none', 404);
    expect((await editor.send('/desk/proposals/none', { decision: 'checked' })).status).toBe(404);
    await change(partner, 'partner', { summary: 'Soup' });
    const path = await proposalPage();
    const empty = await editor.send(path, {});
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Choose what you accept');
    expect(await states()).toEqual(['proposed']);
  });
});

describe('a partner', () => {
  const revisions = () => `/partner/services/${serviceId}/revisions`;

  test('sees every version: when, who, why and what became of it', async () => {
    await change(editor, 'desk', { summary: 'Stew' }, 'You rang us');
    await change(partner, 'partner', { summary: 'Soup' });
    const { text } = await partner.open(revisions());
    expect(text).toContain('Version 2');
    expect(text).toContain('Pat Partner');
    expect(text).toContain('Waits for the directory team');
    expect(text).toContain('The directory team');
    expect(text).toContain('You rang us');
    expect(text).not.toContain('Edna Editor');
    expect((await editor.open(revisions())).text).toContain('Edna Editor');
  });

  test('takes back what they proposed, and nobody else does', async () => {
    await change(partner, 'partner', { summary: 'Soup' });
    const page = `${revisions()}/1`;
    expect((await partner.open(page)).text).toContain('Take it back');
    expect((await colleague.open(page)).text).not.toContain('Take it back');
    const theirs = await colleague.send(page, { action: 'withdraw' });
    expect([theirs.status, theirs.text.includes('Only they can take it back.')]).toEqual([409, true]);
    expect(await states()).toEqual(['proposed']);
    expect((await partner.send(page, { action: 'withdraw' })).location).toBe(`${revisions()}?done=withdrawn`);
    expect(await states()).toEqual(['withdrawn']);
    const again = await partner.send(page, { action: 'withdraw' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('The directory team has looked at it already.');
  });

  test('brings back an earlier version after one more look; the desk decides about it', async () => {
    await change(editor, 'desk', { summary: 'Stew' });
    const page = await partner.open(`${revisions()}/1?restore=base`);
    expect(page.text).toContain('Bring back what was there before version 1');
    expect(page.text).toContain('Taken away: Stew');
    expect(page.text).toContain(`New: ${before.record.summary}`);
    const fields = carriedFields(page.html);
    fields.set('reason', 'It was right');
    const sent = await partner.send(`${revisions()}/1?restore=base`, fields);
    expect(sent.location).toBe(`${revisions()}?done=proposed`);
    expect((await stored()).record.summary).toBe('Stew');
    expect(await states()).toEqual(['proposed', 'published']);
    expect((await partner.open(`${revisions()}/2`)).text).toContain('It was right');
  });

  test('of the desk brings it back at once; what is there already is said to be', async () => {
    await change(editor, 'desk', { summary: 'Stew' });
    const fields = carriedFields((await editor.open(`${revisions()}/1?restore=base`)).html);
    expect((await editor.send(`${revisions()}/1`, fields)).location).toBe(`${revisions()}?done=restored`);
    expect((await stored()).record).toEqual(before.record);
    const again = await editor.send(`${revisions()}/1`, fields);
    expect([again.status, again.text.includes('the service says this already')]).toEqual([409, true]);
    expect(await states()).toEqual(['published', 'published']);
  });

  test('of another organisation sees and changes nothing, whether the service is there or not', async () => {
    await change(partner, 'partner', { summary: 'Soup' });
    for (const id of [serviceId, 'none']) {
      await stranger.open(`/partner/services/${id}/revisions`, 403);
      await stranger.open(`/partner/services/${id}/revisions/1`, 403);
      const sent = await stranger.send(`/partner/services/${id}/revisions/1`, { action: 'restore' });
      expect(sent.status).toBe(403);
    }
    expect(await states()).toEqual(['proposed']);
    for (const number of ['2', '0', 'x', '1e9', '99999999999'])
      await partner.open(`${revisions()}/${number}`, 404);
    expect((await partner.send(`${revisions()}/1`, { which: 'base' })).status).toBe(422);
  });
});
