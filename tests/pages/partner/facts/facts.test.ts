import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '#src/lib/paths.ts';
import { fieldsOf, factsSite, type FactsSite, type Person } from './site.ts';

let site: FactsSite;
let editor: Person;
const section = (name: string): string => paths.partnerSection(site.mine.id, name);
const quick = (fact: string): string => paths.partnerQuick(site.mine.id, fact);

beforeAll(async () => {
  site = await factsSite();
  editor = await site.signIn('organisation_editor');
}, 60_000);

afterAll(async () => {
  await site.server.stop();
});

const fortnight = {
  repeat: 'fortnightly',
  days: ['TU'],
  from: '10',
  to: '12',
  first: '1 December 2099',
};
const session = (number: number, fields: Record<string, string | string[]>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`session-${number}-${name}`, value]));

describe('the facts sections', () => {
  test.each(['when', 'where', 'cost', 'contact', 'capacity'])(
    '%s is a good page, and saving it untouched is no error',
    async (name) => {
      const page = await editor.open(section(name));
      const sent = await editor.send(section(name), { ...fieldsOf(page), button: 'save' });
      expect(sent).toMatchObject({ status: 303 });
      expect(sent.location).toContain(name === 'capacity' ? paths.partnerService(site.mine.id) : 'done=same');
    },
  );

  test('a session is added, read back with its next three dates, refused, mended and saved, without scripts', async () => {
    const before = fieldsOf(await editor.open(section('when')));
    const count = Number(before['session-rows']) + 1;
    const added = await editor.send(section('when'), {
      ...before,
      alert: 'Half typed',
      button: 'add-session',
    });
    expect(added.status).toBe(200);
    expect(added.html).toContain(`name="session-rows" value="${count}"`);
    expect(added.html).toContain('>Half typed</textarea>');

    const typed = {
      ...before,
      'session-rows': String(count),
      ...session(count, { ...fortnight, place: 'none' }),
    };
    const readBack = await editor.send(section('when'), { ...typed, button: 'read-back' });
    expect(readBack.html).toContain('Every other Tuesday, 10am to midday');
    expect(readBack.html).toMatch(
      /Next: Tuesday 1 December 2099, Tuesday 15 December 2099 and Tuesday 29 December 2099|no date in the next year/,
    );

    const refused = await editor.send(section('when'), {
      ...typed,
      [`session-${count}-to`]: '9am',
      button: 'save',
    });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain(`href="#session-${count}-to"`);
    expect(refused.html).toContain('The end must be after the start');
    expect(refused.html).toContain('value="9am"');
    expect(refused.html).toContain('value="1 December 2099"');

    const saved = await editor.send(section('when'), { ...typed, button: 'save-stay' });
    expect(saved.status).toBe(303);
    expect((await editor.open(saved.location ?? '')).text).toContain('Every other Tuesday, 10am to midday');

    const removed = await editor.send(section('when'), { ...typed, button: `remove-session-${count}` });
    expect(removed.html).toContain(`name="session-rows" value="${count - 1}"`);
    expect(removed.html).not.toContain('1 December 2099');
  });

  test.each([
    ['where', 'place', { 'place-1-directions': 'The blue door' }, 'The blue door'],
    ['cost', 'cost', { price: 'amounts', 'cost-1-amount': '3.50', 'cost-1-for': 'Tea' }, 'value="Tea"'],
    ['contact', 'phone', { email: 'half@' }, 'value="half@"'],
    ['contact', 'contact', { url: 'www.example' }, 'value="www.example"'],
  ])(
    '%s: a row of %s is added and taken away, and nothing typed is lost',
    async (name, list, typed, shown) => {
      const before = { ...fieldsOf(await editor.open(section(name))), ...typed };
      const count = Number((before as Record<string, string>)[`${list}-rows`]);
      const added = await editor.send(section(name), { ...before, button: `add-${list}` });
      expect(added.html).toContain(`name="${list}-rows" value="${count + 1}"`);
      expect(added.html).toContain(shown);
      const after = { ...before, [`${list}-rows`]: String(count + 1), button: `remove-${list}-${count + 1}` };
      const removed = await editor.send(section(name), after);
      expect(removed.html).toContain(`name="${list}-rows" value="${count}"`);
      expect(removed.html).toContain(shown);
    },
  );

  test('a place that is taken away asks what happens to its times', async () => {
    const before = fieldsOf(await editor.open(section('where')));
    const removed = await editor.send(section('where'), { ...before, button: 'remove-place-1' });
    expect(removed.html).toContain('What happens to its times?');
  });

  test('a place of another organisation is refused in the form, and its details are not shown', async () => {
    const when = fieldsOf(await editor.open(section('when')));
    const typed = { ...when, 'session-1-place': site.otherPlace, button: 'save' };
    expect(await editor.send(section('when'), typed)).toMatchObject({ status: 422 });
    const where = fieldsOf(await editor.open(section('where')));
    const used = { ...where, 'place-rows': '2', 'place-2-use': site.otherPlace, button: 'save' };
    const refused = await editor.send(section('where'), used);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('This place is not one of yours');
    const { locations } = await site.stored(site.other.id);
    const street = locations[0]?.location.address?.address1 ?? 'nothing';
    expect(refused.html).not.toContain(street);
  });
});

describe('quick updates', () => {
  test.each(['space', 'times', 'phone', 'alert'])(
    '%s is a good page with at most three fields',
    async (fact) => {
      const page = await editor.open(quick(fact));
      const names = Object.keys(fieldsOf(page)).filter((name) => !['session', 'phone'].includes(name));
      expect(names.length).toBeLessThanOrEqual(3);
    },
  );

  test('of an organisation that is not trusted wait for the desk, and say so', async () => {
    await site.trust(site.mine.organisationId, false);
    const sent = await editor.send(quick('space'), { capacity: 'full' });
    expect(sent).toMatchObject({ status: 303, location: `${quick('space')}?done=waits` });
    expect((await editor.open(sent.location ?? '')).text).toContain(
      'The desk looks at it before people see it',
    );
    expect((await site.stored(site.mine.id)).capacity).not.toBe('full');
  });

  test('of one that is trusted are live at once, and the page says what people see now', async () => {
    await site.trust(site.mine.organisationId, true);
    const sent = await editor.send(quick('space'), { capacity: 'waiting_list', weeks: '6' });
    expect(sent.location).toBe(`${quick('space')}?done=live`);
    expect((await editor.open(sent.location ?? '')).text).toContain('Waiting list, about 6 weeks');
    expect(await site.stored(site.mine.id)).toMatchObject({ capacity: 'waiting_list', waitingWeeks: 6 });
    const again = await editor.send(quick('space'), { capacity: 'waiting_list', weeks: '6' });
    expect(again.location).toBe(`${quick('space')}?done=same`);
  });

  test('a time changes, or the next date is left out', async () => {
    const page = await editor.open(quick('times'));
    const mark = page.document.querySelector('input[name="session"]')?.getAttributeValue('value') ?? '';
    const typed = { session: mark, from: '9am', to: '9.30am' };
    expect((await editor.send(quick('times'), typed)).location).toContain('done=live');
    expect((await editor.open(quick('times'))).html).toContain('9am');
    expect((await editor.send(quick('times'), typed)).status).toBe(422); // that session is not so any more
    const now = await editor.open(quick('times'));
    const changed = now.document.querySelector('input[name="session"]')?.getAttributeValue('value') ?? '';
    const { closures } = await site.stored(site.mine.id);
    const skip = { session: changed, button: 'save-not-next-time' };
    expect((await editor.send(quick('times'), skip)).location).toContain('done=live');
    expect((await site.stored(site.mine.id)).closures).toHaveLength(closures.length + 1);
  });

  test('what cannot be is refused with what was typed', async () => {
    const refused = await editor.send(quick('alert'), { alert: 'Flood', until: '31 February 2099' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('There is no 31 February 2099');
    expect(refused.html).toContain('>Flood</textarea>');
  });

  test('a fact that there is not, is not found', async () => {
    expect((await editor.send(quick('name'), { name: 'x' })).status).toBe(404);
    await editor.open(quick('__proto__'), 404);
  });
});

describe('somebody of another organisation', () => {
  test('may not see or change these pages, and an id that is made up answers alike', async () => {
    const stranger = await site.signIn('organisation_manager', site.other.organisationId);
    for (const id of [site.mine.id, '00000000-0000-7000-8000-000000000000']) {
      for (const path of [paths.partnerQuick(id, 'space'), paths.partnerSection(id, 'when')]) {
        await stranger.open(path, 403);
        expect((await stranger.send(path, { capacity: 'full', button: 'save' })).status).toBe(403);
      }
    }
    expect((await site.stored(site.mine.id)).capacity).not.toBe('full');
  });
});
