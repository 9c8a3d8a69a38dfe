import { describe, expect, test } from 'vitest';
import { packSuggestions } from '#src/search/suggesting/pack.ts';
import { suggest } from '#src/search/suggesting/suggest.ts';
import { entry, namesFor, offered, PACKED, place } from './table.ts';

describe('what is offered', () => {
  test.each([
    ['a need by its name', 'feeling lo', 'Feeling lonely'],
    ['a need by everyday words that are not finished', 'someone to ta', 'Feeling lonely'],
    ['a need by the end of a sentence', 'my mum has no fri', 'Feeling lonely'],
    ['a need with small words put in or left out', 'pay the gas b', 'Gas, electricity and keeping warm'],
    ['a service by a word inside its name', 'lunch', "St Ann's lunch club"],
    ['a service by its words in another order', 'bank tarnb', 'Tarnbury Food Bank'],
    ['a service by its other name', 'tuesday ta', 'Café Société'],
    ['an organisation', 'marl la', 'Marl Larder'],
    ['a place', 'marlbr', 'Marlbridge'],
    ['the first half of a postcode', 'mb', 'MB1'],
    ['names without their accents', 'cafe societe', 'Café Société'],
    ['names with accents nobody wrote there', 'lünch', "St Ann's lunch club"],
    ['names without their apostrophes', 'st anns', "St Ann's lunch club"],
    ['names with another apostrophe', 'st ann’s', "St Ann's lunch club"],
  ])('%s', (_, typed, first) => {
    expect(namesFor(typed)[0]).toBe(first);
  });

  test('a name for its plural', () => {
    expect(namesFor('gyms', [entry('service', 'The gym')])).toEqual(['The gym']);
  });

  test('every word that is typed must begin a word of its own', () => {
    expect(namesFor('food')).toContain('Tarnbury Food Bank');
    expect(namesFor('food foo')).not.toContain('Tarnbury Food Bank');
  });

  test('a need found by other words says which, and one found by its name says nothing', () => {
    expect(offered('no fri')[0]).toMatchObject({ name: 'Feeling lonely', detail: 'no friends' });
    expect(offered('lone')[0]).toMatchObject({ name: 'Feeling lonely', detail: null });
  });

  test('a service says whose it is and where', () => {
    expect(offered('tarnbury food')[0]).toEqual({
      kind: 'service',
      name: 'Tarnbury Food Bank',
      target: 'tarnbury-food-bank',
      detail: 'Marl Larder, Tarnbury',
      rest: null,
    });
  });

  test('what has all the words comes before what has some, and what has few is left out', () => {
    expect(namesFor('food bank')).toEqual(['Food banks and food parcels', 'Tarnbury Food Bank']);
    expect(namesFor('lonely lunch')).toEqual(['Feeling lonely', "St Ann's lunch club"]);
  });

  test('what has half of what the best has, or less, is left out', () => {
    const two = [entry('service', 'Bank House'), entry('service', 'Food bank')];
    expect(namesFor('food bank', two)).toEqual(['Food bank']);
  });

  test('the word that is being typed goes before a likelier one of as many letters', () => {
    const two = [entry('service', 'Yoga', { weight: 1 }), entry('service', 'Golf', { weight: 0 })];
    expect(namesFor('yoga golf', two)).toEqual(['Golf', 'Yoga']);
  });

  test('a last word of one letter is looked for too', () => {
    const two = [
      entry('service', 'Yoga daily', { weight: 1 }),
      entry('service', 'Yoga with a chair', { weight: 0 }),
    ];
    expect(namesFor('yoga c', two)).toEqual(['Yoga with a chair', 'Yoga daily']);
  });

  test('a need found by many of its phrases takes one place only', () => {
    const words = Array.from({ length: 10 }, (_, n) => `${'yoga '.repeat(n + 1)}x`);
    const two = [
      entry('need', 'Moving', { words: words.toReversed() }),
      entry('need', 'Gentle bending with some yoga'),
    ];
    const found = offered('yoga', { packed: packSuggestions(two), most: 2 });
    expect(found.map(({ name }) => name).toSorted()).toEqual(['Gentle bending with some yoga', 'Moving']);
  });

  test('a word nobody knows at the end does not take away what was found before it', () => {
    expect(namesFor('lonely zzzz')).toEqual(['Feeling lonely']);
  });

  test('at most as many as are wanted, and not all of one kind while there are others', () => {
    const many = [
      ...Array.from({ length: 20 }, (_, n) => entry('service', `Yoga ${n}`)),
      entry('need', 'Something like yoga and being active'),
      entry('organisation', 'The society of friends of yoga'),
    ];
    const names = namesFor('yoga', many);
    expect(names).toHaveLength(8);
    expect(names).toEqual(
      expect.arrayContaining(['Something like yoga and being active', 'The society of friends of yoga']),
    );
    expect(offered('yoga', { packed: packSuggestions(many), most: 3 })).toHaveLength(3);
    expect(offered('yoga', { packed: packSuggestions(many), most: 0 })).toEqual([]);
  });

  test('two that look the same are offered once', () => {
    const same = { detail: 'The Council', target: 'library-1' };
    const twice = [
      entry('service', 'Library', same),
      entry('service', 'Library', { ...same, target: 'library-2' }),
    ];
    expect(namesFor('libr', twice)).toEqual(['Library']);
    expect(
      namesFor('libr', [...twice, entry('service', 'Library', { detail: 'Elsewhere', target: 'b' })]),
    ).toHaveLength(2);
  });

  test('between equals the likelier one is first', () => {
    const two = [
      place('Ashby', { weight: 0.1 }),
      place('Ashton', { weight: 0.9 }),
      place('Ashley', { weight: 0.5 }),
    ];
    expect(namesFor('ash', two)).toEqual(['Ashton', 'Ashley', 'Ashby']);
  });
});

describe('slips', () => {
  test.each(['tarnbry', 'tarnburry', 'tarnbuyr', 'tarmbury', 'atrnbury', 'tarnbu'])(
    '%s is Tarnbury',
    (typed) => {
      expect(namesFor(typed)).toContain('Tarnbury');
    },
  );

  test.each([
    ['two slips', 'tranbruy'],
    ['a slip in a word of four letters', 'tarm'],
    ['a slip in a postcode', 'mb100000'],
  ])('%s is not forgiven', (_, typed) => {
    expect(namesFor(typed)).toEqual([]);
  });

  test('a slip in a number is not forgiven', () => {
    expect(namesFor('12354', [entry('service', 'Unit 12345')])).toEqual([]);
  });

  test('a word that begins something is not taken for another', () => {
    const two = [place('Larkrise'), place('Markrise')];
    expect(namesFor('larkr', two)).toEqual(['Larkrise']);
  });
});

describe('places', () => {
  test.each([
    ['food bank in tarn', 'food bank'],
    ['food bank near to Tarn', 'food bank'],
    ['Food Bank, close to tarnbury', 'Food Bank,'],
    ['in tarnbury', ''],
    ['tarn', ''],
    ["can't pay my gas bill in tarn", "can't pay my gas bill"],
    ['yoga in tarnbury on friday', 'yoga on friday'],
  ])('"%s" leaves "%s" when Tarnbury is chosen', (typed, rest) => {
    const found = offered(typed).find(({ kind }) => kind === 'place');
    expect(found).toMatchObject({ target: 'Tarnbury', rest });
  });

  test('after "in" or "near" a place comes first, with one letter of it', () => {
    expect(offered('food bank in t')[0]).toMatchObject({ kind: 'place', name: 'Tarnbury' });
    expect(offered('food bank t').map(({ kind }) => kind)).not.toContain('place');
  });

  test('a word inside the name of a place does not bring it into a sentence', () => {
    expect(namesFor('zzzzzz under')).toEqual([]);
    expect(namesFor('under')).toContain('Stoke under Marl');
  });

  test('words before "in" or "near" are no part of the place', () => {
    expect(offered('marl in stoke under')[0]).toMatchObject({ name: 'Stoke under Marl', rest: 'marl' });
  });

  test('everyday words that begin with "in" are not lost to a place', () => {
    const both = [entry('need', 'Housing', { words: ['stuck in the house'] }), place('Houghton')];
    expect(namesFor('stuck in the hou', both)[0]).toBe('Housing');
  });
});

describe('services that change', () => {
  test('a service that is gone is not offered, nor an organisation or need with nothing left', () => {
    const without = (gone: number[], typed: string): string[] =>
      suggest(PACKED, [], (position) => !gone.includes(position), typed, 8).map(({ name }) => name);
    expect(without([0], 'tarnbury food')).not.toContain('Tarnbury Food Bank');
    expect(without([0], 'marl lard')).toEqual(['Marl Larder']);
    expect(without([0, 3], 'larder')).toEqual([]);
    expect(without([1, 2], 'lonely')).toEqual([]);
    expect(without([0, 1, 2, 3], 'tarnb')).toEqual(['Tarnbury']);
  });

  test('a service that is gone leaves its place to the next', () => {
    const many = Array.from({ length: 30 }, (_, n) => entry('service', `Yoga ${n}`, { services: [n] }));
    const found = suggest(packSuggestions(many), [], (position) => position >= 20, 'yoga', 8);
    expect(found).toHaveLength(8);
  });

  test('an edited service is offered under its new name only', () => {
    const edited = [entry('service', 'Tarnbury Pantry', { target: 'tarnbury-food-bank', services: [9] })];
    const isAlive = (position: number): boolean => position !== 0;
    expect(suggest(PACKED, edited, isAlive, 'tarnbury pan', 8)[0]?.name).toBe('Tarnbury Pantry');
    expect(suggest(PACKED, edited, isAlive, 'tarnbury food', 8).map(({ name }) => name)).not.toContain(
      'Tarnbury Food Bank',
    );
  });

  test('an organisation both in the table and with an edited service is offered once', () => {
    const edited = [entry('organisation', 'Marl Larder', { services: [9] })];
    expect(suggest(PACKED, edited, () => true, 'marl lard', 8)).toHaveLength(1);
  });

  test('a word that only an edited service has is not taken for a slip of another', () => {
    const edited = [entry('service', 'Tarnburg choir')];
    const found = suggest(PACKED, edited, () => true, 'tarnburg', 8).map(({ name }) => name);
    expect(found).toEqual(['Tarnburg choir']);
  });
});
