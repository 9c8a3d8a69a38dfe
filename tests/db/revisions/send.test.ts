import { describe, expect, test } from 'vitest';
import { changeService } from '#src/features/revisions/commands/change.ts';
import { sendDraft } from '#src/features/revisions/commands/send.ts';
import { findConflicts, findEditable } from '#src/features/revisions/queries/editable.ts';
import type { Choices } from '#src/features/revisions/rules.ts';
import type { Author } from '#src/features/revisions/author.ts';
import { after, NOW } from '../../support/accounts/accounts.ts';
import {
  aPlace,
  countWritten,
  recordIn,
  revisionsIn,
  storedIn,
  trailIn,
  write,
  type Place,
} from './place.ts';

const send = (
  { db, serviceId }: Place,
  author: Author,
  choices: Choices = {},
  reason: string | null = null,
) => sendDraft(db, { serviceId, reason, choices }, author, after(60));

/** The desk changes something while others write. */
const meanwhile = async (place: Place, change: object) => {
  const { db, serviceId, desk } = place;
  const changed = await changeService(
    db,
    { serviceId, change: (record) => ({ ...record, ...change }), reason: null },
    desk,
    after(30),
  );
  if (!changed.ok) throw new Error(changed.error);
};

describe('what a partner sends', () => {
  test('waits for the desk as one proposal, and nothing of it is public', async () => {
    const place = await aPlace();
    const { db, serviceId, partner } = place;
    const before = await storedIn(place);
    await write(place, partner, { summary: 'Soup', capacity: 'open' });
    expect(await send(place, partner, {}, 'We have a new cook')).toEqual({
      ok: true,
      value: { published: [], proposed: ['capacity', 'summary'], revisionNumbers: [1] },
    });
    expect(await storedIn(place)).toEqual(before);
    const [revision] = await revisionsIn(place);
    expect(revision).toMatchObject({ number: 1, state: 'proposed', reason: 'We have a new cook' });
    expect(JSON.parse(revision?.base_content ?? '')).toEqual(before.record);
    expect(JSON.parse(revision?.content ?? '')).toMatchObject({ summary: 'Soup', capacity: 'open' });
    const editable = await findEditable(db, serviceId, partner.actor.id);
    expect(editable?.draft).toBeNull();
    expect(editable?.waiting).toMatchObject([
      { number: 1, author: partner.actor.id, authorName: 'Ada Example', fields: ['capacity', 'summary'] },
    ]);
    expect((await trailIn(db)).slice(-2)).toEqual(['service.save-draft', 'service.propose']);
    expect(await send(place, partner)).toEqual({ ok: false, error: 'no-draft' });
  });

  test('is nothing when the draft says what is there by now, and the draft stays', async () => {
    const place = await aPlace();
    await write(place, place.partner, { summary: 'Soup' });
    await meanwhile(place, { summary: 'Soup' });
    const before = await countWritten(place.db);
    expect(await send(place, place.partner)).toEqual({ ok: false, error: 'nothing-changed' });
    expect(await countWritten(place.db)).toEqual(before);
  });

  test('leaves alone what somebody else changed meanwhile', async () => {
    const place = await aPlace();
    await write(place, place.partner, { summary: 'Soup' });
    await meanwhile(place, { alert: 'New door', phones: [] });
    expect(await send(place, place.partner)).toMatchObject({ ok: true, value: { proposed: ['summary'] } });
    const revision = (await revisionsIn(place)).at(-1);
    expect(JSON.parse(revision?.content ?? '')).toMatchObject({
      summary: 'Soup',
      alert: 'New door',
      phones: [],
    });
  });
});

describe('what two people changed differently', () => {
  const inConflict = async () => {
    const place = await aPlace();
    await write(place, place.partner, { summary: 'Soup', minimumAge: 60, alert: 'Bring a bowl' });
    await meanwhile(place, { summary: 'Stew', maximumAge: 99 });
    return place;
  };

  test('is not sent before the author has chosen, and each choice shows both sides', async () => {
    const place = await inConflict();
    const { db, serviceId, partner } = place;
    const before = await countWritten(db);
    expect(await send(place, partner)).toEqual({ ok: false, error: 'conflicts' });
    expect(await send(place, partner, { summary: 'mine' })).toEqual({ ok: false, error: 'conflicts' });
    expect(await countWritten(db)).toEqual(before);
    const conflicts = await findConflicts(db, serviceId, partner.actor.id);
    expect(conflicts.map(({ field, fields }) => [field, fields])).toEqual([
      ['maximumAge', ['maximumAge', 'minimumAge']],
      ['summary', ['summary']],
    ]);
    const [, summary] = conflicts;
    expect([summary?.base.summary, summary?.mine.summary, summary?.theirs.summary]).toEqual([
      'Lunch and company',
      'Soup',
      'Stew',
    ]);
  });

  test('is the author’s where they chose theirs: what it replaces stays in the revisions', async () => {
    const place = await inConflict();
    const sent = await send(place, place.partner, { summary: 'mine', maximumAge: 'mine' });
    expect(sent).toMatchObject({
      ok: true,
      value: { proposed: ['alert', 'maximumAge', 'minimumAge', 'summary'] },
    });
    const [desk, mine] = await revisionsIn(place);
    expect(JSON.parse(desk?.content ?? '')).toMatchObject({ summary: 'Stew', maximumAge: 99 });
    expect(JSON.parse(mine?.content ?? '')).toMatchObject({
      summary: 'Soup',
      minimumAge: 60,
      maximumAge: 90,
      alert: 'Bring a bowl',
    });
  });

  test('is the other’s where the author gives way, and what they wrote stays as a revision', async () => {
    const place = await inConflict();
    expect(await send(place, place.partner, { summary: 'theirs', maximumAge: 'theirs' })).toEqual({
      ok: true,
      value: { published: [], proposed: ['alert'], revisionNumbers: [2, 3] },
    });
    const [, given, sent] = await revisionsIn(place);
    expect(given).toMatchObject({ number: 2, state: 'withdrawn', author: place.partner.actor.id });
    expect(JSON.parse(given?.content ?? '')).toMatchObject({ summary: 'Soup', minimumAge: 60 });
    expect(JSON.parse(sent?.content ?? '')).toMatchObject({
      summary: 'Stew',
      minimumAge: 50,
      maximumAge: 99,
      alert: 'Bring a bowl',
    });
  });

  test('is settled without a word to the desk when the author gives way in everything', async () => {
    const place = await aPlace();
    await write(place, place.partner, { summary: 'Soup' });
    await meanwhile(place, { summary: 'Stew' });
    const before = await storedIn(place);
    expect(await send(place, place.partner, { summary: 'theirs' })).toEqual({
      ok: true,
      value: { published: [], proposed: [], revisionNumbers: [2] },
    });
    expect(await storedIn(place)).toEqual(before);
    expect((await revisionsIn(place)).map(({ state }) => state)).toEqual(['published', 'withdrawn']);
  });

  test('in a choice nobody has to make is passed over', async () => {
    const place = await aPlace();
    await write(place, place.partner, { summary: 'Soup' });
    await meanwhile(place, { alert: 'New door' });
    await send(place, place.partner, { alert: 'mine', summary: 'theirs' });
    const revision = (await revisionsIn(place)).at(-1);
    expect(JSON.parse(revision?.content ?? '')).toMatchObject({ summary: 'Soup', alert: 'New door' });
  });
});

describe('what the desk sends', () => {
  test('is public at once, looked at, and what was there before can be read', async () => {
    const place = await aPlace();
    const before = await storedIn(place);
    await write(place, place.desk, { name: 'Dinner Club', locations: [] });
    expect(await send(place, place.desk)).toEqual({
      ok: true,
      value: { published: ['locations', 'name'], proposed: [], revisionNumbers: [1] },
    });
    const stored = await storedIn(place);
    expect(stored.record).toMatchObject({ name: 'Dinner Club', locations: [] });
    expect([stored.version, stored.slug]).toEqual([before.version + 1, 'lunch-club']);
    const [revision] = await revisionsIn(place);
    expect(revision).toMatchObject({ state: 'published', small_fields: null });
    expect(revision?.checked_at).toBe(after(60).toISOString());
    expect(JSON.parse(revision?.base_content ?? '')).toEqual(before.record);
    expect(JSON.parse(revision?.content ?? '')).toEqual(stored.record);
  });

  test('has its new places with the ids they got', async () => {
    const place = await aPlace();
    const [venue] = (await recordIn(place)).locations;
    if (venue === undefined) throw new Error('There is no place');
    const shed = { ...venue, location: { ...venue.location, key: 'new-1', name: 'The Shed' } };
    delete (shed.location as { id?: string }).id;
    await write(place, place.desk, { locations: [venue, shed] });
    await send(place, place.desk);
    const { locations } = await recordIn(place);
    expect(locations.map(({ location }) => location.name)).toEqual(['The Old Hall', 'The Shed']);
    expect(locations[0]?.location.key).toBe(venue.location.key);
    expect(locations[1]?.location.key).not.toBe('new-1');
    const [revision] = await revisionsIn(place);
    expect(JSON.parse(revision?.content ?? '')).toEqual(await recordIn(place));
  });
});

test('a change without a draft leaves everybody’s drafts, and is no change when it says the same', async () => {
  const place = await aPlace();
  const { db, serviceId, partner, desk } = place;
  await write(place, partner, { summary: 'Soup' });
  const change = (alert: string | null, by = partner) =>
    changeService(db, { serviceId, change: (record) => ({ ...record, alert }), reason: null }, by, NOW);
  expect(await change(null)).toEqual({ ok: false, error: 'nothing-changed' });
  const proposed = { ok: true, value: { published: [], proposed: ['alert'], revisionNumbers: [1] } };
  expect(await change('Closed')).toEqual(proposed);
  const written = await countWritten(db);
  expect(await change('Closed')).toEqual(proposed); // a second click
  expect(await countWritten(db)).toEqual(written);
  expect(await change('Closed', desk)).toMatchObject({ ok: true, value: { published: ['alert'] } });
  expect((await findEditable(db, serviceId, partner.actor.id))?.draft?.content.summary).toBe('Soup');
  expect(
    await changeService(db, { serviceId: 'none', change: (record) => record, reason: null }, partner, NOW),
  ).toEqual({ ok: false, error: 'unknown' });
});
