import { describe, expect, test } from 'vitest';
import { changeService } from '#src/features/revisions/commands/change.ts';
import { discardDraft, saveDraft, startService } from '#src/features/revisions/commands/draft.ts';
import { findEditable } from '#src/features/revisions/queries/editable.ts';
import { NOW } from '../../support/accounts/accounts.ts';
import { aPlace, countWritten, recordIn, storedIn, trailIn, write } from './place.ts';

describe('a draft', () => {
  test('keeps what was written, for its author alone, and the public sees nothing of it', async () => {
    const place = await aPlace();
    const { db, serviceId, partner, colleague } = place;
    const before = await recordIn(place);
    expect(await write(place, partner, { summary: 'Soup and company' })).toBe(1);
    expect(await write(place, partner, { alert: 'New door' })).toBe(2);
    expect(await recordIn(place)).toEqual(before);
    const mine = await findEditable(db, serviceId, partner.actor.id);
    expect(mine?.content).toEqual({ ...before, summary: 'Soup and company', alert: 'New door' });
    expect(mine?.draft?.base).toEqual(before);
    expect(mine?.draft?.baseVersion).toBe(1);
    expect(mine?.changed).toEqual(['alert', 'summary']);
    expect(mine?.isNew).toBe(false);
    const theirs = await findEditable(db, serviceId, colleague.actor.id);
    expect(theirs?.draft).toBeNull();
    expect(theirs?.content).toEqual(before);
    expect(await trailIn(db)).toEqual(['service.create', 'service.save-draft', 'service.save-draft']);
  });

  test('is not overwritten from a form that is out of date', async () => {
    const place = await aPlace();
    const { db, serviceId, partner } = place;
    const content = await recordIn(place);
    const save = (words: string, draftVersion: number | null) =>
      saveDraft(db, { serviceId, content: { ...content, summary: words }, draftVersion }, partner, NOW);
    expect(await save('First tab', null)).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await save('Second tab', null)).toEqual({ ok: false, error: 'changed-elsewhere' });
    expect(await save('First tab again', 1)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await save('Second tab', 1)).toEqual({ ok: false, error: 'changed-elsewhere' });
    expect((await findEditable(db, serviceId, partner.actor.id))?.content.summary).toBe('First tab again');
    expect(await discardDraft(db, serviceId, partner, NOW)).toEqual({ ok: true, value: 'discarded' });
    expect(await save('Third tab', 2)).toEqual({ ok: false, error: 'changed-elsewhere' });
  });

  test('is not begun from a form of which the service has changed since', async () => {
    const place = await aPlace();
    const { db, serviceId, partner, desk } = place;
    const { record, version } = await storedIn(place);
    const change = { serviceId, change: () => ({ ...record, summary: 'By the desk' }), reason: null };
    await changeService(db, change, desk, NOW);
    const content = { ...record, summary: 'Mine' };
    const draft = { serviceId, content, draftVersion: null, serviceVersion: version };
    expect(await saveDraft(db, draft, partner, NOW)).toEqual({ ok: false, error: 'changed-elsewhere' });
    expect(await saveDraft(db, { ...draft, serviceVersion: version + 1 }, partner, NOW)).toMatchObject({
      ok: true,
    });
  });

  test('is not written when it says what is there', async () => {
    const place = await aPlace();
    const { db, serviceId, partner } = place;
    const before = await countWritten(db);
    const content = { ...(await recordIn(place)), fundings: [] };
    expect(await saveDraft(db, { serviceId, content, draftVersion: null }, partner, NOW)).toEqual({
      ok: true,
      value: { draftId: null, version: null },
    });
    expect(await countWritten(db)).toEqual(before);
    await write(place, partner, { summary: 'Soup' });
    const written = await countWritten(db);
    expect(await write(place, partner, { summary: 'Soup' })).toBe(1);
    expect(await countWritten(db)).toEqual(written);
  });

  test('cannot say that it is another service, or another organisation’s', async () => {
    const place = await aPlace();
    const { db, serviceId, partner, desk, organisationId, otherOrganisationId } = place;
    const stolen = { id: 'x', key: 'x', slug: 'x', organisationKey: otherOrganisationId, alert: 'Hello' };
    await write(place, partner, stolen);
    const mine = await findEditable(db, serviceId, partner.actor.id);
    const { id, key, slug, organisationKey } = mine?.content ?? {};
    expect([id, key, slug, organisationKey]).toEqual([serviceId, serviceId, 'lunch-club', organisationId]);
    await write(place, desk, stolen);
    expect((await findEditable(db, serviceId, desk.actor.id))?.content.organisationKey).toBe(
      otherOrganisationId,
    );
  });

  test('of a service that is not there cannot be written', async () => {
    const place = await aPlace();
    const draft = { serviceId: 'nothing', content: await recordIn(place), draftVersion: null };
    expect(await saveDraft(place.db, draft, place.partner, NOW)).toEqual({ ok: false, error: 'unknown' });
    expect(await findEditable(place.db, 'nothing', place.partner.actor.id)).toBeUndefined();
  });

  test('that is thrown away is gone, and that it was is known', async () => {
    const place = await aPlace();
    const { db, serviceId, partner, colleague } = place;
    await write(place, partner, { summary: 'Soup' });
    expect(await discardDraft(db, serviceId, colleague, NOW)).toEqual({ ok: false, error: 'no-draft' });
    expect(await discardDraft(db, serviceId, partner, NOW)).toEqual({ ok: true, value: 'discarded' });
    expect((await findEditable(db, serviceId, partner.actor.id))?.draft).toBeNull();
    expect((await trailIn(db)).at(-1)).toBe('service.discard-draft');
    expect(await discardDraft(db, serviceId, partner, NOW)).toEqual({ ok: false, error: 'no-draft' });
  });
});

describe('a new service', () => {
  test('is a draft of its own, which nobody else finds', async () => {
    const { db, organisationId, partner, colleague } = await aPlace();
    const started = await startService(db, { organisationId, name: 'Walks' }, partner, NOW);
    if (!started.ok) throw new Error(started.error);
    const { serviceId } = started.value;
    const mine = await findEditable(db, serviceId, partner.actor.id);
    expect(mine).toMatchObject({ isNew: true, organisationId, stored: null, changed: ['name'] });
    expect(mine?.content).toMatchObject({ id: serviceId, name: 'Walks', organisationKey: organisationId });
    expect(await findEditable(db, serviceId, colleague.actor.id)).toBeUndefined();
    expect((await trailIn(db)).at(-1)).toBe('service.start');
  });

  test('that is begun twice by a second click is one', async () => {
    const { db, organisationId, partner, colleague } = await aPlace();
    const begin = (name: string, by = partner) => startService(db, { organisationId, name }, by, NOW);
    const first = await begin('Walks');
    expect(await begin('Walks')).toEqual(first);
    expect(await begin('Talks')).not.toEqual(first);
    expect(await begin('Walks', colleague)).not.toEqual(first);
  });

  test('belongs to an organisation that exists', async () => {
    const { db, partner } = await aPlace();
    expect(await startService(db, { organisationId: 'none', name: 'Walks' }, partner, NOW)).toEqual({
      ok: false,
      error: 'unknown-organisation',
    });
  });
});
