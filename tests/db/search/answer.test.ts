import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answerSearch } from '#src/search/answer.ts';
import { parseSearchParams } from '#src/search/params.ts';
import { openDirectory } from '#src/search/refresh.ts';
import type { SearchAnswer } from '#src/search/types.ts';
import { testDatabase } from '../../support/database.ts';
import { putSchedule, putService, putVenue } from './directory-rows.ts';

const NEEDS = `slug: food
name: Food
description: Food
picture: 1F4AC
needs:
  - { slug: food-banks, name: Food banks, description: D, picture: 1F4AC, words: [food bank, food parcel], related: [meals] }
  - { slug: meals, name: Meals brought to my home, description: D, picture: 1F4AC, words: [cant cook] }
`;

function contentFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'front-door-content-'));
  mkdirSync(join(root, 'content', 'needs'), { recursive: true });
  mkdirSync(join(root, 'db'));
  cpSync('content/term-dates.yaml', join(root, 'content', 'term-dates.yaml'));
  cpSync('db/bank-holidays.json', join(root, 'db', 'bank-holidays.json'));
  writeFileSync(join(root, 'content', 'needs', 'food.yaml'), NEEDS);
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return join(root, 'content');
}

/** Two food banks, one at Tarnbury and one eight miles north of it, and meals brought home in the county. */
async function site(): Promise<(parameters: string) => Promise<SearchAnswer>> {
  const db = await testDatabase();
  const now = () => new Date('2026-11-18T10:30:00Z');
  await db
    .insertInto('place')
    .values({
      id: '1',
      name: 'Tarnbury',
      search_key: 'tarnbury',
      kind: 'town',
      area_name: 'Aldershire',
      latitude: 52.49,
      longitude: -2.87,
      source: 'test',
    })
    .execute();
  for (const [id, latitude] of [
    ['near', 52.49],
    ['far', 52.606],
  ] as const) {
    await putService(db, id, { name: `Food bank ${id}`, assured_on: '2026-10-18' });
    await putVenue(db, id, `${id}-hall`, { latitude });
    await putSchedule(db, `${id}-times`, { service_at_location_id: `at-${id}-hall` });
    await db
      .insertInto('service_need')
      .values({ service_id: id, need_slug: 'food-banks', suggested: 0 })
      .execute();
    await db.insertInto('service_delivery').values({ service_id: id, delivery: 'venue' }).execute();
  }
  await putService(db, 'meals', { name: 'Lunch to your door' }, { sector: 'private' });
  await db
    .insertInto('service_need')
    .values({ service_id: 'meals', need_slug: 'meals', suggested: 0 })
    .execute();
  await db.insertInto('service_delivery').values({ service_id: 'meals', delivery: 'home' }).execute();
  await db
    .insertInto('service_area')
    .values({ id: 'area', service_id: 'meals', name: 'Aldershire' })
    .execute();
  await db.insertInto('cost_option').values({ id: 'cost', service_id: 'meals', amount: 4.5 }).execute();
  const directory = await openDirectory(db, contentFolder(), { now });
  return (parameters) =>
    answerSearch({ db, directory, now }, parseSearchParams(new URLSearchParams(parameters)));
}
const namesOf = (answer: SearchAnswer): string[] => answer.results.map((result) => result.id);

describe('a search, from the words to the cards', () => {
  test('says what it understood, and each part can be taken back', async () => {
    const answer = await (await site())('q=food bank in tarnbury on wednesday&sort=name');
    expect(answer.understood).toMatchObject({
      needs: [
        {
          slug: 'food-banks',
          name: 'Food banks',
          words: 'food bank',
          queryWithout: 'q=in+tarnbury+on+wednesday&sort=name',
        },
      ],
      place: { name: 'Tarnbury', kind: 'town', queryWithout: 'q=food+bank+on+wednesday&sort=name' },
      filters: [
        { name: 'day', value: 'WE', label: 'Wednesday', queryWithout: 'q=food+bank+in+tarnbury&sort=name' },
      ],
    });
    expect(answer.applied).toEqual([
      {
        name: 'day',
        value: 'WE',
        label: 'Wednesday',
        fromWords: true,
        parametersWithout: 'q=food+bank+in+tarnbury&sort=name',
      },
    ]);
    expect(answer.placeSentence).toBe('Near Tarnbury');
  });

  test('gives each card its distance, its venue, its next time and why it is there', async () => {
    const answer = await (await site())('q=food bank&near=tarnbury');
    expect(answer.results[0]).toMatchObject({
      id: 'near',
      venueName: 'Hall near-hall, Tarnbury',
      distanceMetres: 0,
      nextSession: { day: '2026-11-18', opensAt: '10:00' },
      why: ['For: food banks', 'Matches ‘food’, ‘bank’', 'Less than 0.1 miles from Tarnbury'],
    });
    expect(namesOf(await (await site())('q=cant cook&near=tarnbury'))[0]).toBe('meals');
  });

  test('a place in the form goes before one in the sentence', async () => {
    const answer = await (await site())('q=food bank in tarnbury&near=MB3 1EF');
    expect(answer.understood.place).toEqual({ name: 'MB3 1EF', kind: 'postcode', queryWithout: null });
  });

  test('an unknown place narrows nothing, and is said with the nearest spelling', async () => {
    const answer = await (await site())('q=food bank&near=Tarnberry&within=1');
    expect(answer.placeSentence).toBe('We do not know ‘Tarnberry’. Did you mean Tarnbury?');
    expect(namesOf(answer), 'what is related comes last').toEqual(['far', 'near', 'meals']);
  });

  test('a distance without a place asks for one', async () => {
    const expected = ['Enter a postcode, a town or a village to see what is near.'];
    const ask = await site();
    expect((await ask('q=food bank&within=2')).errors).toEqual(expected);
    expect((await ask('q=food bank near me')).errors).toEqual(expected);
    expect((await ask('q=food bank near me&near=tarnbury')).errors).toEqual([]);
  });

  test('needs and languages nobody has are left out and said', async () => {
    const answer = await (await site())('need=food-banks&need=nonsense&language=xx');
    expect(answer.errors).toHaveLength(2);
    expect(answer.total).toBe(2);
    expect(answer.parameters).toBe('need=food-banks');
  });
});

describe('never a dead end', () => {
  test('each filter in the way says what removing it gives, and its link gives just that', async () => {
    const ask = await site();
    const answer = await ask('q=food bank on sunday&delivery=home&sector=voluntary');
    expect(answer.total).toBe(0);
    expect(answer.recovery?.filters, 'no way on that leads nowhere').toEqual([]);
    const only = await ask('q=food bank&sector=social_enterprise');
    expect(only.recovery?.filters).toMatchObject([
      { name: 'sector', value: 'social_enterprise', count: 3, parameters: 'q=food+bank' },
    ]);
    for (const way of [...(answer.recovery?.filters ?? []), ...(answer.recovery?.needs ?? [])]) {
      expect((await ask(way.parameters)).total, way.label).toBe(way.count);
    }
    expect(answer.recovery?.withoutFilters).toMatchObject({ count: 3, parameters: 'q=food+bank' });
  });

  test('a wider area is offered, the smallest that gives anything', async () => {
    const ask = await site();
    const answer = await ask('q=food bank far&near=tarnbury&within=1&sector=voluntary&day=SU');
    expect(answer.recovery?.widerArea).toBeNull();
    const wide = await ask('q=far&near=tarnbury&within=1');
    expect(wide.recovery?.widerArea).toMatchObject({ miles: 10, count: 1 });
    expect(namesOf(await ask(wide.recovery?.widerArea?.parameters ?? ''))).toEqual(['far']);
  });

  test('the nearest needs are offered', async () => {
    const ask = await site();
    expect((await ask('need=food-banks&sector=private')).recovery?.needs.map((need) => need.slug)).toContain(
      'meals',
    );
    const lost = await ask('q=xqzzyw');
    expect(lost).toMatchObject({ total: 0, understood: { unknown: ['xqzzyw'] } });
    expect(lost.recovery?.needs).toMatchObject([{ slug: 'food', count: 3, parameters: 'need=food' }]);
  });

  test('with results there is nothing to recover from', async () => {
    expect((await (await site())('q=food bank')).recovery).toBeNull();
  });
});

test('any address whatever is answered', async () => {
  const ask = await site();
  const name = fc.constantFrom('q', 'near', 'need', 'within', 'day', 'sort', 'page', 'age', 'x');
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(
      'tarnbury',
      'food bank',
      '5',
      'MO',
      'help: money',
      "'; drop table service; --",
      '../../etc',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 6 }), async (pairs) => {
      const answer = await ask(new URLSearchParams(pairs).toString());
      expect(answer.total === 0).toBe(answer.recovery !== null);
      expect(answer.results.length).toBeLessThanOrEqual(answer.total);
    }),
    { numRuns: 200 },
  );
});
