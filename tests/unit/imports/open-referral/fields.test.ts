import { describe, expect, test } from 'vitest';
import { item, mapItems, mapOne, only, sentences, SERVICE_ID } from './given/small-feed.ts';

describe('text', () => {
  test('that held HTML is plain, with paragraphs, and that is said once for the field', () => {
    const { service, problems } = mapOne({
      description: '<h1>About us</h1>\n<p>Tea &amp; cake<br>and <b>soup</b>.</p><script>alert(1)</script>',
    });
    expect(service.description).toBe('About us\n\nTea & cake\n\nand soup .');
    expect(problems).toEqual(['description: it held HTML, now plain text']);
  });

  test('without HTML is taken without a word, trimmed', () => {
    const { service, problems } = mapOne({ description: '  5 < 6 & 7 > 3.\r\nNext line \u0000' });
    expect(service.description).toBe('5 < 6 & 7 > 3.\n\nNext line');
    expect(problems).toEqual([]);
  });

  test.each([null, '', '  ', {}, [], 'null', 'N/A', 'n/a', 'TBC', '-', 'Unknown', 'string'])(
    'that is %j says nothing, and nobody is told',
    (value) => {
      const { service, problems } = mapOne({
        alert: value,
        email: value,
        url: value,
        description: value,
        fees: value,
      });
      expect(service).toMatchObject({
        alert: null,
        email: null,
        url: null,
        description: null,
        feesDescription: null,
      });
      expect(problems).toEqual([]);
    },
  );

  test('that is an object, a list or a truth is left out, and said', () => {
    expect(mapOne({ alert: { a: 1 }, description: ['x'], wait_time: true }).problems).toEqual([
      'description: a list is not text, left empty',
      'wait_time: "true" is not text, left empty',
      'alert: an object is not text, left empty',
    ]);
  });

  test('that never ends is cut, which is said', () => {
    const { service, problems } = mapOne({ description: 'soup '.repeat(9000) });
    expect(service.description?.length).toBeLessThanOrEqual(20_001);
    expect(problems).toEqual(['description: it is very long and was cut']);
  });

  test('of a summary begins behind short headings', () => {
    expect(
      mapOne({ description: '<h1>About us</h1><p>We serve soup to anybody who comes.</p>' }).service.summary,
    ).toBe('We serve soup to anybody who comes.');
  });
});

test('a name in the standard’s own style wins over the same one in another, in whatever order', () => {
  expect(mapOne({ waitTime: 'two', wait_time: 'one' }).service.waitTime).toBe('one');
  expect(mapOne({ wait_time: 'one', waitTime: 'two' }).service.waitTime).toBe('one');
  expect(mapOne({ wait_time: null, waitTime: 'two' }).service.waitTime).toBe('two');
});

test('half a sign and signs that nobody can see are not kept', () => {
  expect(mapOne({ alert: 'Tea\u0000 \ud83d time\u0007' }).service.alert).toBe('Tea \ufffd time');
});

describe('email addresses', () => {
  test.each([
    ['tea@tea.example', 'tea@tea.example'],
    ['mailto:tea@tea.example', 'tea@tea.example'],
    ['Tea Room <tea@tea.example>', 'tea@tea.example'],
    [' tea@tea.example; soup@tea.example', 'tea@tea.example'],
  ])('%s is read', (typed, email) => {
    expect(mapOne({ email: typed })).toMatchObject({ service: { email }, problems: [] });
  });

  test.each([
    ['nobody', '"nobody" is not an email address, left empty'],
    ['email-example_com', '"email-example_com" is not an email address, left empty'],
    [
      'Unknown-17@noemail.invalid',
      '"Unknown-17@noemail.invalid" is an address that nobody reads, left empty',
    ],
  ])('%s is left out with a reason', (typed, reason) => {
    expect(mapOne({ email: typed })).toMatchObject({
      service: { email: null },
      problems: [`email: ${reason}`],
    });
  });
});

describe('web addresses', () => {
  test.each([
    ['http://tea.example', 'http://tea.example/'],
    ['https://tea.example/a,b;c?d=e,f', 'https://tea.example/a,b;c?d=e,f'],
    ['https://a.example, https://b.example', 'https://a.example/'],
    ['https://a.example,https://b.example', 'https://a.example/'],
  ])('%s is taken without a word', (typed, url) => {
    expect(mapOne({ url: typed })).toMatchObject({ service: { url }, problems: [] });
  });

  test('without https:// get it, which is said', () => {
    expect(mapOne({ url: 'www.tea.example' })).toMatchObject({
      service: { url: 'https://www.tea.example/' },
      problems: ['url: "www.tea.example" has no https:// before it, which was put there'],
    });
  });

  test.each([
    'javascript:alert(1)',
    'example/counselling',
    'file:///etc/passwd',
    'https://user:word@tea.example',
    'tea',
  ])('%s is left out, and said', (typed) => {
    expect(mapOne({ url: typed })).toMatchObject({
      service: { url: null },
      problems: [`url: "${typed}" is not a web address, left empty`],
    });
  });
});

describe('ids', () => {
  test('a UUID in any dress is the id in lower case, and the key', () => {
    const typed = ` {${SERVICE_ID.toUpperCase()}} `;
    expect(mapOne({ id: typed }).service).toMatchObject({ id: SERVICE_ID, key: SERVICE_ID });
  });

  test('a UUID whose bits no standard knows is one all the same', () => {
    const id = '0b8a9adf-e155-1f77-c48d-a339105d6722';
    expect(mapOne({ organization: { id, name: 'Friends' } }).organisation).toMatchObject({ id, key: id });
  });

  test.each([
    undefined,
    null,
    '',
    0,
    '0',
    {},
    'null',
    '00000000-0000-0000-0000-000000000000',
    'x'.repeat(300),
  ])('an item whose id is %j is left out, and it is not known which are missing', (id) => {
    const mapped = mapItems(item({ id }));
    expect(mapped).toMatchObject({ drafts: [], failed: 1, complete: false });
    expect(sentences(mapped).at(-1)).toBe('id: it has no id. The item is left out');
  });
});

describe('names', () => {
  test.each([undefined, null, '', '---', 7.5, '<b></b>'])('an item whose name is %j', (name) => {
    const mapped = mapItems(item({ name }));
    if (name === 7.5) expect(only(mapped).service.name).toBe('7.5');
    else {
      expect(mapped).toMatchObject({
        drafts: [],
        failed: 1,
        complete: true,
        unusable: new Set([SERVICE_ID]),
      });
      expect(mapped.problems.at(-1)).toMatchObject({
        row: 1,
        record: SERVICE_ID,
        column: 'name',
        leftOut: true,
      });
    }
  });

  test('are one line of at most 200 characters', () => {
    const { service, problems } = mapOne({ name: `Soup\n<i>club</i> ${'and more '.repeat(40)}` });
    expect(service.name.startsWith('Soup club and more')).toBe(true);
    expect(service.name.length).toBeLessThanOrEqual(200);
    expect(problems).toEqual([
      'name: it held HTML, now plain text',
      'name: it is longer than 200 characters and was cut',
    ]);
  });
});

describe('ages', () => {
  test.each([
    [{ minimum_age: 18, maximum_age: 65 }, [18, 65]],
    [{ minimum_age: '18', maximum_age: '65.0' }, [18, 65]],
    [{ minimum_age: -1, maximum_age: -1 }, [null, null]],
    [{ minimum_age: 0, maximum_age: 0 }, [0, null]],
    [{ minimum_age: null, maximum_age: '' }, [null, null]],
  ])('%j are read without a word', (fields, ages) => {
    const { service, problems } = mapOne(fields);
    expect([service.minimumAge, service.maximumAge]).toEqual(ages);
    expect(problems).toEqual([]);
  });

  test.each([
    [
      { minimum_age: 65, maximum_age: 18 },
      [null, null],
      'minimum_age: 65 is above the highest age, 18: both left empty',
    ],
    [{ maximum_age: 999 }, [null, null], 'maximum_age: nobody is 999 years old, left empty'],
    [{ minimum_age: 'adults' }, [null, null], 'minimum_age: "adults" is not a number, left empty'],
  ])('%j are not believed', (fields, ages, problem) => {
    const { service, problems } = mapOne(fields);
    expect([service.minimumAge, service.maximumAge]).toEqual(ages);
    expect(problems).toEqual([problem]);
  });
});

describe('statuses', () => {
  test.each([
    ['Active', 'active'],
    ['INACTIVE', 'inactive'],
    ['archived', 'inactive'],
    ['defunct', 'defunct'],
    ['temporarily_closed', 'temporarily closed'],
    ['Temporarily closed', 'temporarily closed'],
    [true, 'active'],
    [false, 'inactive'],
    [undefined, 'active'],
  ])('%j is %s', (typed, status) => {
    expect(mapOne({ status: typed })).toMatchObject({ service: { status }, problems: [] });
  });

  test('of another word counts as active, which is said', () => {
    expect(mapOne({ status: 'blue' })).toMatchObject({
      service: { status: 'active' },
      problems: ['status: "blue" is not a status we know, read as active'],
    });
  });
});

describe('days', () => {
  test.each([
    ['2025-09-02', '2025-09-02'],
    ['2025-09-02T12:06:15.654', '2025-09-02'],
    ['2025-09-01T23:30:00Z', '2025-09-02'],
    ['02/09/2025', '2025-09-02'],
    ['2nd September 2025', '2025-09-02'],
    ['20250902', '2025-09-02'],
    [1756800000000, '2025-09-02'],
    ['0001-01-01T00:00:00', null],
    ['9999-12-31', null],
    [0, null],
  ])('%j is %j', (typed, day) => {
    expect(mapOne({ assured_date: typed })).toMatchObject({ service: { assuredOn: day }, problems: [] });
  });

  test.each(['2025-02-30', 'soon', '13/13/2025', 20250902, '1066-10-14'])(
    '%j is not one, which is said',
    (typed) => {
      expect(mapOne({ assured_date: typed })).toMatchObject({
        service: { assuredOn: null },
        problems: [`assured_date: "${typed}" is not a day, left empty`],
      });
    },
  );
});
