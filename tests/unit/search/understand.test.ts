import { describe, expect, test } from 'vitest';
import { understand } from '#src/search/understand.ts';
import { indexOf } from './mini/directory.ts';

const index = indexOf();
const read = (q: string) => understand(index, q);
const needsOf = (q: string): string[] => read(q).needs.map((item) => item.value);
const filtersOf = (q: string): string[] => read(q).filters.map(({ value }) => `${value.name}=${value.value}`);

describe('needs', () => {
  test('the longest everyday phrase wins over a shorter one inside it', () => {
    expect(read("I can't pay my gas bill").needs.map((item) => item.text)).toEqual(['cant pay my gas bill']);
    expect(needsOf("can't pay the gas bill")).toEqual(['energy-bills']);
  });

  test('a need is taken back by the sentence without its words', () => {
    expect(read('Lonely and I owe money').needs.map((item) => [item.value, item.queryWithout])).toEqual([
      ['debt', 'Lonely and I'],
      ['loneliness', 'and I owe money'],
    ]);
  });

  test('words that stand for no need are told as words', () => {
    expect(read('nurse visits').words).toEqual(['nurse', 'visits']);
  });
});

test('a word that no listing and no need uses is told, and left out', () => {
  expect(read('nurse xylophones')).toMatchObject({ words: ['nurse'], unknown: ['xylophones'] });
});

describe('places', () => {
  test.each([
    ['food bank tarnbury', 'tarnbury', 'food bank'],
    ['food bank in Tarnbury please', 'tarnbury', 'food bank please'],
    ['food near mb1 1qg', 'MB1 1QG', 'food'],
    ['food MB11QG', 'MB1 1QG', 'food'],
  ])('%s', (q, place, without) => {
    expect(read(q).place).toMatchObject({ value: place, queryWithout: without });
  });

  test('a place name that is an ordinary word counts only after "in" or "near"', () => {
    expect(read('books for sale').place).toBeNull();
    expect(read('books in sale').place?.value).toBe('sale');
  });

  test('a first half of a postcode that nobody knows is a word', () => {
    expect(read('vitamin b12').place).toBeNull();
  });

  test.each([
    'food near me',
    'food nearby',
    'food in my area',
    'nearest food bank to me',
    'food close to me',
  ])('"%s" asks where that is', (q) => {
    expect(read(q)).toMatchObject({ nearMe: true, place: null });
  });
});

describe('days, times and cost', () => {
  test.each([
    ['toddler group wednesday', ['day=WE']],
    ['toddler group on Wednesdays', ['day=WE']],
    ['something on at the weekend', ['day=SA', 'day=SU']],
    ['lonely tonight', ['day=today', 'part=evening']],
    ['open now', ['open_now=on']],
    ['food tomorrow in the morning', ['day=tomorrow', 'part=morning']],
    ['free food', ['cost=free']],
    ['smoke free', []],
    ['free school meals', []],
    ['coffee morning', []],
    ['mornings or evenings', []],
  ])('%s', (q, expected) => {
    expect(filtersOf(q)).toEqual(expected);
  });

  test('what was read can be undone: the sentence without it, and without all of it', () => {
    const understood = read('free Knitting on wednesday');
    expect(understood.filters.map((item) => item.queryWithout)).toEqual([
      'Knitting on wednesday',
      'free Knitting',
    ]);
    expect(understood.queryWithoutFilters).toBe('Knitting');
  });
});

describe('spelling', () => {
  test('an unknown word is read as the nearest known one, and said', () => {
    expect(read('knittng').corrected).toEqual([{ from: 'knittng', to: 'knitting' }]);
    expect(read('tarnberry').place?.value).toBe('tarnbury');
  });

  test('a known word is never changed, in any of its forms', () => {
    expect(read('visiting nurses').corrected).toEqual([]);
  });

  test('two words run together are parted', () => {
    expect(read('toddlergroup').corrected).toEqual([{ from: 'toddlergroup', to: 'toddler group' }]);
  });

  test('slips that are words themselves are known by heart', () => {
    expect(read('debt advise').corrected).toEqual([{ from: 'advise', to: 'advice' }]);
  });

  test('a word too far from any other stays as it is', () => {
    expect(read('xylophones').corrected).toEqual([]);
  });

  test('asked to, it takes the words exactly as they are', () => {
    expect(understand(index, 'knittng', { exact: true }).corrected).toEqual([]);
  });
});

describe('weights', () => {
  test('filler is dropped when anything else is left, and kept when nothing is', () => {
    expect(read('I need help with a nurse').concepts.map((concept) => concept.words)).toEqual(['nurse']);
    expect(read('help').concepts.map((concept) => concept.words)).toEqual(['help']);
  });

  test('who it is about only helps to order', () => {
    const about = read('mum fell over').concepts.map((concept) => [concept.words, concept.isHint]);
    expect(about).toContainEqual(['fell over', false]);
    expect(about.filter(([, isHint]) => isHint === false)).toHaveLength(1);
  });

  test('a service for the people who are named is wanted', () => {
    expect(read('my nan is lonely').audiences).toEqual(['older_people']);
  });
});

describe('near me, in all its forms', () => {
  test.each([
    ['food near me', 'food'],
    ['near us food', 'food'],
    ['nearest nurse', 'nurse'],
    ['nurse close by', 'nurse'],
    ['nurse nearby', 'nurse'],
    ['nurse locally', 'nurse'],
    ['nurse round here', 'nurse'],
    ['nurse in my local area', 'nurse'],
    ['nurse around the area', 'nurse'],
  ])('%s', (q, wanted) => {
    const { nearMe, place, concepts } = read(q);
    expect({ nearMe, place, words: concepts.map((concept) => concept.words) }).toEqual({
      nearMe: true,
      place: null,
      words: [wanted],
    });
  });

  test.each(['food in tarnbury', 'food', 'near tarnbury', 'dear me', 'linear here'])('"%s" is not', (q) => {
    expect(read(q).nearMe).toBe(false);
  });
});

describe('all of it in one sentence', () => {
  test('each word is used once', () => {
    const understood = read(
      'Free food bank open now near Tarnbury on Wednesday morning, I owe money, visits by a nurse',
    );
    expect(understood.needs.map(({ value }) => value)).toEqual(['food-banks', 'debt']);
    expect(understood.words).toEqual(['visits', 'nurse']);
    expect(understood.place?.value).toBe('tarnbury');
    expect(understood.filters.map(({ value }) => value.value)).toEqual(['free', 'on', 'WE', 'morning']);
    expect(understood.unknown).toEqual([]);
    expect(understood.queryWithoutFilters).toBe('food bank near Tarnbury I owe money, visits by a nurse');
  });

  test('words of a phrase are no longer a place, a day or a price', () => {
    expect(read('coffee morning')).toMatchObject({ filters: [], needs: [{ value: 'arts' }] });
    expect(read('reading group').place).toBeNull();
  });

  test('the same filter said twice counts once, and two parts of the day none', () => {
    expect(filtersOf('wednesday, yes on wednesdays')).toEqual(['day=WE']);
    expect(filtersOf('monday or friday evening')).toEqual(['day=MO', 'day=FR', 'part=evening']);
    expect(filtersOf('morning or evening on monday')).toEqual(['day=MO']);
  });

  test.each([
    ['my nan', ['older_people']],
    ['I am a carer and a veteran', ['carers', 'veterans']],
    ['gran and grandad', ['older_people']],
    ['anyone', []],
  ])('"%s" speaks of %o', (q, audiences) => {
    expect(read(q).audiences).toEqual(audiences);
  });
});
