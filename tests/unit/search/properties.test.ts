import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestPlaces, findNamed, findInside } from '#src/features/places/names.ts';
import { filterPairs, NO_FILTERS, parseSearchParams } from '#src/search/params.ts';
import { understand } from '#src/search/understand.ts';
import { accessOf, costsOf, needValuesOf } from '#src/search/columns/choices.ts';
import { ask, idsOf, indexOf, SERVICES } from './mini/directory.ts';

const index = indexOf();
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        'food',
        'bank',
        'lonely',
        'tarnbury',
        'in',
        'near',
        'me',
        'wednesday',
        'free',
        'open',
        'now',
        '*',
        '~',
        ':',
        'help:',
        'money',
        '+',
        '-',
        'mb1',
        '1qg',
        "can't",
        '__proto__',
        'constructor',
        'the',
      ),
    )
    .map((words) => words.join(' ')),
);

/** Choices as they stand in a web address, one value a name. */
const choice = fc.constantFrom(
  'need=food-banks',
  'need=food',
  'need=loneliness',
  'audience=older_people',
  'age=70',
  'age=3',
  'cost=free',
  'cost=up-to-5',
  'delivery=venue',
  'delivery=phone',
  'day=WE',
  'day=today',
  'part=evening',
  'part=morning',
  'open_now=on',
  'language=pl',
  'access=step_free',
  'sector=statutory',
  'self_referral=on',
  'space_now=on',
  'within=5',
  'within=1',
);
const choices = fc.uniqueArray(choice, { maxLength: 5, selector: (text) => text.split('=')[0] });
const words = fc.constantFrom(
  '',
  'food bank',
  'lonely',
  'knitting in marlbridge',
  'owe money',
  'help',
  'things to do on wednesday',
);
const near = fc.constantFrom('', 'near=Tarnbury', 'near=Marlbridge');
const join = (...parts: string[]): string => parts.filter((part) => part !== '').join('&');

describe('whatever is asked', () => {
  test('no text as a question throws, and every result says why it is there', () => {
    fc.assert(
      fc.property(anyText, (q) => {
        const found = ask(index, new URLSearchParams({ q, near: 'Tarnbury' }).toString());
        for (const result of found.results) expect(result.why.length).toBeGreaterThan(0);
        expect(found.total).toBeLessThanOrEqual(SERVICES.length);
      }),
    );
  });

  test('no text as a place throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        findNamed(index.gazetteer, text);
        findInside(index.gazetteer, text);
        expect(suggestPlaces(index.gazetteer, text).length).toBeLessThanOrEqual(3);
      }),
    );
  });

  test('taking back everything that was read in a sentence never adds words to it', () => {
    fc.assert(
      fc.property(anyText, (q) => {
        const understood = understand(index, q);
        const pieces = q.split(/\s+/);
        for (const piece of understood.queryWithoutFilters.split(' '))
          expect(pieces).toContain(piece === '' ? pieces[0] : piece);
      }),
    );
  });

  test('the same question has the same answer', () => {
    fc.assert(
      fc.property(words, near, choices, (q, place, chosen) => {
        const parameters = join(`q=${q}`, place, ...chosen);
        expect(ask(index, parameters)).toEqual(ask(indexOf(), parameters));
      }),
      { numRuns: 15 },
    );
  });
});

describe('filters', () => {
  test('one more filter never gives more results', () => {
    fc.assert(
      fc.property(words, near, choices, (q, place, chosen) => {
        const totals = chosen.map(
          (_, count) => ask(index, join(`q=${q}`, place, ...chosen.slice(0, count))).total,
        );
        totals.push(ask(index, join(`q=${q}`, place, ...chosen)).total);
        expect(totals).toEqual([...totals].sort((a, b) => b - a));
      }),
    );
  });

  test('the pages of a search hold every result once, in the order of one long page', () => {
    fc.assert(
      fc.property(
        words,
        near,
        choices,
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('best', 'name', 'checked', 'distance'),
        (q, place, chosen, perPage, sort) => {
          const parameters = join(`q=${q}`, place, `sort=${sort}`, ...chosen);
          const whole = ask(index, `${parameters}&per_page=100`);
          const pages = Array.from({ length: Math.max(1, Math.ceil(whole.total / perPage)) }, (_, at) =>
            idsOf(ask(index, `${parameters}&per_page=${perPage}&page=${at + 1}`)),
          );
          expect(pages.flat()).toEqual(idsOf(whole));
          expect(new Set(pages.flat()).size).toBe(whole.total);
        },
      ),
    );
  });

  test('a page past the last is the last', () => {
    expect(ask(index, 'per_page=5&page=99')).toMatchObject({ page: 3, pages: 3, total: SERVICES.length });
  });
});

describe('counts beside the filters', () => {
  test('each is what a search finds when that one choice replaces the selection of its group', () => {
    fc.assert(
      fc.property(words, near, choices, (q, place, chosen) => {
        const found = ask(index, join(`q=${q}`, place, ...chosen));
        for (const facet of found.facets.filter((item) => item.name !== 'access')) {
          const others = chosen.filter((item) => !item.startsWith(`${facet.name}=`));
          for (const option of facet.options) {
            // A day read in the words cannot be replaced by the form: it is chosen beside it.
            if (q.includes('wednesday') && facet.name === 'day') continue;
            const expected = ask(
              index,
              join(`q=${q}`, place, ...others, `${facet.name}=${option.value}`),
            ).total;
            expect([facet.name, option.value, option.count]).toEqual([facet.name, option.value, expected]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('the fixtures use every filter, so that none is passed over', () => {
  const all = parseSearchParams(
    new URLSearchParams(
      'need=food&within=5&audience=men&age=3&cost=free&delivery=home&day=MO&part=evening&open_now=on&self_referral=on&space_now=on&access=bsl&language=pl&sector=private',
    ),
  );
  expect(new Set(filterPairs(all.filters).map(([name]) => name)).size).toBe(Object.keys(NO_FILTERS).length);
  expect(
    SERVICES.some((service) => accessOf(service).length > 0 && service.joinings.includes('drop_in')),
  ).toBe(true);
  expect(SERVICES.flatMap((service) => costsOf(service.price))).toContain('up-to-5');
  expect(SERVICES.flatMap((service) => needValuesOf(index.needs, service))).toContain('food');
});
