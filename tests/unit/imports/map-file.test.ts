import { describe, expect, test } from 'vitest';
import { describeCounts, describeProblem } from '#src/features/imports/problem.ts';
import { mapText } from './small-file.ts';

const one = (csv: string, more: Record<string, unknown> = {}) => {
  const mapped = mapText(csv, more);
  const [draft] = mapped.drafts;
  if (draft === undefined) throw new Error(mapped.problems.map(describeProblem).join('\n'));
  return { draft, problems: mapped.problems.map(describeProblem) };
};

describe('a row', () => {
  test('becomes an organisation and a service', () => {
    const { draft } = one('id,org,name\n1,Marl Friends,Tea', {
      service: { cost: 'free', joining: ['drop_in'], review_months: 3, assured_on: '2026-01-31' },
    });
    expect(draft.organisation).toMatchObject({
      key: 'marl friends',
      name: 'Marl Friends',
      description: 'Marl Friends',
      sector: 'community',
    });
    expect(draft.service).toMatchObject({
      key: '1',
      organisationKey: 'marl friends',
      name: 'Tea',
      deliveries: ['venue'],
      joinings: ['drop_in'],
      costOptions: [{ amount: 0 }],
      reviewMonths: 3,
      assuredOn: '2026-01-31',
    });
  });

  test('takes the first text whose condition holds and whose columns are filled', () => {
    const name = [
      { text: '{name}', when: { column: 'name', matches: 'library' } },
      '{name} Library, {town}',
      '{name} Library',
    ];
    const names = mapText('id,org,name,town\n1,A,Mill Library,\n2,A,Mill,Marlbridge\n3,A,Mill,', {
      service: { name },
    }).drafts.map((draft) => draft.service.name);
    expect(names).toEqual(['Mill Library', 'Mill Library, Marlbridge', 'Mill Library']);
  });

  test('is skipped when the mapping says so, whatever the case, and without a problem', () => {
    const skip = [
      {
        when: [
          { column: 'state', is: ['Closed'] },
          { column: 'name', matches: 'x', not: true },
        ],
        reason: 'closed',
      },
    ];
    const mapped = mapText('id,org,name,state\n1,A,Tea,closed\n2,A,x,closed\n3,A,Tea,open', { skip });
    expect(mapped).toMatchObject({ total: 3, skipped: 1, failed: 0, problems: [] });
    expect(mapped.drafts.map((draft) => draft.service.key)).toEqual(['2', '3']);
  });

  test('is cleaned: HTML, blank words, rules in their order', () => {
    const clean = { name: [{ find: '^\\d+\\. ', replace: '' }, { values: { Tea: 'Tea and talk' } }] };
    const { draft } = one('id,org,name,about\n1,A,2. Tea,<p>Hot &amp; cold</p>', {
      clean,
      service: { description: '{about}', summary: '{about}' },
    });
    expect(draft.service).toMatchObject({
      name: 'Tea and talk',
      description: 'Hot & cold',
      summary: 'Hot & cold',
    });
    expect(
      one('id,org,name,about\n1,A,Tea,N/A', { service: { description: '{about}' } }).draft.service
        .description,
    ).toBeNull();
  });

  test('keeps its id when the mapping cleans differently', () => {
    expect(
      one('id,org,name\n  a b ,A,Tea', { clean: { id: [{ find: 'a', replace: 'z' }] } }).draft.service.key,
    ).toBe('a b');
  });

  test('drops what is no web address, email, phone, age or postcode, and says so', () => {
    const more = {
      service: { url: '{url}', email: '{email}', phone: '{phone}', minimum_age: '{age}' },
      place: { postcode: '{pc}', town: '{org}' },
    };
    const { draft, problems } = one(
      'id,org,name,url,email,phone,age,pc\n1,A,Tea,nowhere,nobody,none here,old,XX',
      more,
    );
    expect(draft.service).toMatchObject({ url: null, email: null, phones: [], minimumAge: null });
    expect(draft.place?.postcode).toBeNull();
    expect(problems).toEqual([
      'Row 2, column "url": "nowhere" is not a web address, left empty',
      'Row 2, column "email": "nobody" is not an email address, left empty',
      'Row 2, column "age": "old" is not an age in years, left empty',
      'Row 2, column "phone": "none here" is not a phone number, left empty',
      'Row 2, column "pc": "XX" is not a postcode, left empty',
    ]);
  });

  test('holds a formula as nothing, and says so', () => {
    const { draft, problems } = one('id,org,name,about\n1,A,Tea,=SUM(A1:A9)', {
      service: { description: '{about}' },
    });
    expect(draft.service.description).toBeNull();
    expect(problems).toEqual(['Row 2, column "about": it holds a formula and not a value, left empty']);
  });

  test.each([
    ['0,0', null, /outside the United Kingdom/],
    ['40.7,-74.0', null, /outside the United Kingdom/],
    ['-2.9,52.4', { latitude: 52.4, longitude: -2.9 }, /wrong way round, turned/],
    ['north,west', null, /is not a latitude and longitude/],
    ['52.4,-2.9', { latitude: 52.4, longitude: -2.9 }, null],
    [',', null, null],
  ])('with the point %s', (typed, point, problem) => {
    const { draft, problems } = one(`id,org,name,lat,lng\n1,A,Tea,${typed}`, {
      place: { latitude: '{lat}', longitude: '{lng}', town: '{org}' },
    });
    expect(draft.place?.point).toEqual(point);
    if (problem === null) expect(problems).toEqual([]);
    else expect(problems[0]).toMatch(problem);
  });

  test('gets the needs a person fixed and those its words suggest, marked apart', () => {
    const needs = {
      fixed: ['warm-places', { value: 'arts-and-crafts', when: { column: 'name', matches: 'knit' } }],
      suggest: { name: '{name}', limit: 1 },
    };
    const { draft } = one('id,org,name\n1,A,Lunch club in a warm space', { needs });
    expect(draft.service.needs).toEqual([
      { slug: 'warm-places', suggested: false },
      { slug: 'community-meals', suggested: true },
    ]);
    const ignoring = one('id,org,name\n1,A,Lunch club', {
      needs: { suggest: { name: '{name}', ignore: 'lunch club' } },
    });
    expect(ignoring.draft.service.needs).toEqual([]);
  });
});

describe('opening hours', () => {
  const osm = { hours: { osm: '{osm}', words: '{words}' } };
  const hoursOf = (cells: string, more: Record<string, unknown> = osm) =>
    one(`id,org,name,osm,words\n1,A,Tea,${cells}`, more);

  test('are rules, and words only where the words say more', () => {
    expect(hoursOf('Mo 10:00-12:00,Mondays 10am to 12 noon').draft.schedules).toMatchObject([
      { byday: 'MO', notes: null },
    ]);
    expect(hoursOf('Mo 10:00-12:00,"Mondays 10am, not in August"').draft.schedules).toMatchObject([
      { byday: 'MO' },
      { freq: null, dtstart: null, notes: 'Mondays 10am, not in August' },
    ]);
  });

  test('that cannot be read are kept as words and reported', () => {
    const { draft, problems } = hoursOf('Aug Mo 10:00-12:00,');
    expect(draft.schedules).toMatchObject([{ freq: null, notes: 'Aug Mo 10:00-12:00' }]);
    expect(problems).toEqual([
      'Row 2, column "osm": opening hours left out: "Aug Mo 10:00-12:00" is not understood',
    ]);
    expect(hoursOf('Aug Mo 10:00-12:00,In August').draft.schedules).toMatchObject([{ notes: 'In August' }]);
  });

  test('by weekday name the days in their words when one cannot be read', () => {
    const more = {
      hours: { weekdays: { monday: '{osm}', tuesday: '{words}' }, open_on_bank_holidays: true },
    };
    expect(hoursOf('09:00-17:00,PM only', more).draft.schedules).toMatchObject([
      { byday: 'MO', opensAt: '09:00', openOnBankHolidays: true },
      { notes: 'Monday: 09:00-17:00. Tuesday: PM only' },
    ]);
  });

  test('are for term time where the condition holds', () => {
    const more = { hours: { osm: '{osm}', term_time_only: { column: 'words', matches: 'term' } } };
    expect(hoursOf('Mo 10:00-12:00,term time', more).draft.schedules[0]?.termTimeOnly).toBe(true);
    expect(hoursOf('Mo 10:00-12:00,always', more).draft.schedules[0]?.termTimeOnly).toBe(false);
  });
});

describe('a row that cannot be used', () => {
  test('is left out with its reason, and its id is remembered as still there', () => {
    const mapped = mapText('id,org,name\n1,A,\n,A,Tea\n3,,Tea\n4,A,Tea');
    expect(mapped.problems.map(describeProblem)).toEqual([
      'Row 2, column "name": it has no name. The row is left out',
      'Row 3, column "id": it has no id. The row is left out',
      'Row 4, column "org": it has no organisation. The row is left out',
    ]);
    expect(mapped).toMatchObject({ failed: 3, complete: true });
    expect([...mapped.unusable]).toEqual(['1', '', '3']);
    expect(mapped.drafts).toHaveLength(1);
  });

  test('repeats an id: the first stands, and the other is named', () => {
    const mapped = mapText('id,org,name\n1,A,Tea\n2,A,Walk\n1,A,Talk');
    expect(mapped.drafts.map((draft) => draft.service.name)).toEqual(['Tea', 'Walk']);
    expect(mapped.problems.map(describeProblem)).toEqual([
      'Row 4, column "id": its id "1" was already in row 2. The row is left out',
    ]);
  });

  test('cannot even be read: then nobody knows all ids', () => {
    expect(mapText('id,org,name\n1,A\n2,A,Tea')).toMatchObject({ complete: false, failed: 1 });
  });
});

test('a column that the file does not have is refused, with the columns it has', () => {
  expect(() => mapText('id,name\n1,Tea')).toThrow(
    'The file has no column "org"; its columns are "id", "name".',
  );
});

test('a need that does not exist is refused', () => {
  expect(() => mapText('id,org,name\n1,A,Tea', { needs: { fixed: ['flying'] } })).toThrow(
    'The mapping names the need "flying", which does not exist.',
  );
});

test('the summary counts every row once', () => {
  const counts = { rows: 8888, skipped: 2, failed: 35, created: 8851, updated: 0, unchanged: 0, gone: 1 };
  expect(describeCounts(counts, 1)).toBe(
    [
      '8,888 rows read.',
      'Services: 8851 created, 0 updated, 0 unchanged, 1 gone.',
      'Rows: 2 skipped on purpose, 35 left out because something is wrong.',
      '1 problem reported.',
    ].join('\n'),
  );
});
