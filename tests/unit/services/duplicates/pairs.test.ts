import { describe, expect, test } from 'vitest';
import type { Subject } from '#src/features/duplicates/types.ts';
import { levelOf, pairOf, pairsOf, placeAt, reasonOf, subject } from './subjects.ts';

const PHONE = '01632 960123';
const elsewhere = (postcode: string, changes: Partial<Subject> = {}): Partial<Subject> => ({
  places: [placeAt(postcode)],
  ...changes,
});

describe('one service from two sources', () => {
  test('is the same when name and postcode are', () => {
    const pair = pairOf(subject('a', "St Mary's Elmside"), subject('b', 'Saint Marys, Elmside'));
    expect(pair).toMatchObject({ level: 'same', firstId: 'a', secondId: 'b' });
    expect(reasonOf(pair, 'name')).toMatchObject({ name: "St Mary's Elmside" });
    expect(reasonOf(pair, 'postcode')).toMatchObject({ postcode: 'MB1 1QG', carriers: 2 });
  });

  test('is the same under a longer name', () => {
    expect(levelOf(subject('a', 'Elmside Library'), subject('b', 'Elmside Library and Community Hub'))).toBe(
      'same',
    );
  });

  test('is the same under another name it goes by', () => {
    const other = subject('b', 'Warm welcome', { names: ['Warm welcome', 'The Kettle Pagoda'] });
    expect(levelOf(subject('a', 'Kettle Pagoda'), other)).toBe('same');
  });

  test('is the same without a place, when name and number are', () => {
    const nowhere = { places: [], phones: [PHONE] };
    const pair = pairOf(
      subject('a', 'Kettle Pagoda Line', nowhere),
      subject('b', 'Kettle Pagoda Line', { ...nowhere, phones: ['+44 1632 960123'] }),
    );
    expect(pair?.level).toBe('same');
    expect(reasonOf(pair, 'phone')).toMatchObject({ number: '01632960123' });
  });

  test('is found by its place where a postcode is missing', () => {
    const here = { latitude: 52.4, longitude: -2.9 };
    const pair = pairOf(
      subject('a', 'Kettle Pagoda', { places: [placeAt(null, here)] }),
      subject('b', 'Kettle Pagoda', { places: [placeAt('MB1 1QG', { ...here, latitude: 52.4005 })] }),
    );
    expect(pair?.level).toBe('same');
    expect(reasonOf(pair, 'near')).toMatchObject({ kind: 'near' });
  });

  test('is only likely when its two places lie some streets apart', () => {
    const at = (postcode: string, latitude: number): Partial<Subject> => ({
      places: [placeAt(postcode, { latitude, longitude: -2.9 })],
    });
    const first = subject('a', 'Kettle Pagoda', at('MB1 1QG', 52.4));
    expect(levelOf(first, subject('b', 'Kettle Pagoda', at('MB1 2AB', 52.402)))).toBe('likely');
    expect(levelOf(first, subject('b', 'Kettle Pagoda', at('MB1 2AB', 52.405)))).toBe('possible');
    expect(levelOf(first, subject('b', 'Kettle Pagoda', at('MB1 2AB', 52.5)))).toBe('none');
  });

  test('is not found by one point that stands for two postcodes, the middle of a district', () => {
    const middle = { latitude: 52.4, longitude: -2.9 };
    const pair = pairOf(
      subject('a', 'Kettle Pagoda', { places: [placeAt('MB1 1QG', middle)] }),
      subject('b', 'Kettle Pagoda', { places: [placeAt('MB1 2AB', middle)] }),
    );
    expect(pair?.level).toBe('possible');
    expect(reasonOf(pair, 'district')).toMatchObject({ outcode: 'MB1' });
  });

  test('is less sure when it is open on other days, and says so', () => {
    const pair = pairOf(
      subject('a', 'Kettle Pagoda', { days: 0b0000001 }),
      subject('b', 'Kettle Pagoda', { days: 0b0000100 }),
    );
    expect(pair?.level).toBe('likely');
    expect(reasonOf(pair, 'other-days')?.points).toBeLessThan(0);
    const same = pairOf(
      subject('a', 'Kettle Pagoda', { days: 5 }),
      subject('b', 'Kettle Pagoda', { days: 5 }),
    );
    expect(same?.level).toBe('same');
    expect(reasonOf(same, 'days')?.points).toBeGreaterThan(0);
  });
});

describe('two services that look like one', () => {
  test('a library and the knitting group inside it are not the same', () => {
    expect(levelOf(subject('a', 'Elmside Library'), subject('b', 'Elmside Knitting Group'))).toBe('none');
    expect(levelOf(subject('a', 'Elmside Library'), subject('b', 'Elmside Library Knitting Group'))).toBe(
      'possible',
    );
    expect(levelOf(subject('a', 'Elmside Library'), subject('b', 'Knitters at Elmside Library'))).toBe(
      'none',
    );
  });

  test('a library and a church of one name are not a pair, whatever else they share', () => {
    const all = { phones: [PHONE], websites: ['https://elmside.example'] };
    expect(levelOf(subject('a', 'Elmside Library', all), subject('b', 'Elmside Church', all))).toBe('none');
  });

  test('two towns may each have a St Mary', () => {
    const first = subject('a', "St Mary's Church", elsewhere('MB1 1QG'));
    expect(levelOf(first, subject('b', "St Mary's Church", elsewhere('AL2 3XY')))).toBe('none');
    expect(levelOf(first, subject('b', "St Mary's Church", elsewhere('MB1 3XY')))).toBe('possible');
  });

  test('a chain with one website and one number is not one place', () => {
    const shared = { websites: ['https://kettle.example'], phones: ['0300 123 4567'], sourceId: 'chain' };
    const at = (id: string, postcode: string, latitude: number): Subject =>
      subject(id, 'Kettle Pagoda', { ...shared, places: [placeAt(postcode, { latitude, longitude: -2.9 })] });
    const pairs = pairsOf(at('a', 'MB1 1QG', 52.4), at('b', 'AL2 3XY', 52.6), at('c', 'AL9 1AA', 53));
    expect(pairs.filter(({ level }) => level !== 'possible')).toEqual([]);
  });

  test('what lies half a mile apart is one at most when the name is wholly the same', () => {
    const at = (id: string, name: string, latitude: number): Subject =>
      subject(id, name, { phones: [PHONE], places: [placeAt(`MB1 ${id}`, { latitude, longitude: -2.9 })] });
    const first = at('1QG', 'Kettle Pagoda', 52.4);
    expect(levelOf(first, at('2AB', 'Kettle Pagoda', 52.406))).toBe('possible');
    expect(levelOf(first, at('2AB', 'Kettle Pagoda Hub', 52.406))).toBe('none');
  });

  test('different services behind the switchboard of a council are not pairs', () => {
    const names = ['Pothole menders', 'School dinners', 'Marriage office', 'Tree wardens', 'Bin lorries'];
    const council = names.map((name, at) =>
      subject(`c${at}`, name, {
        phones: [PHONE],
        websites: ['https://council.example'],
        sourceId: 'council',
      }),
    );
    expect(pairsOf(...council)).toEqual([]);
  });

  test('the number of a switchboard counts for less than one that two share', () => {
    const others = Array.from({ length: 30 }, (_, at) =>
      subject(`x${at}`, `Xylophone ${at}`, elsewhere('AL2 3XY', { phones: [PHONE] })),
    );
    const two = [
      subject('a', 'Kettle Pagoda', { phones: [PHONE] }),
      subject('b', 'Kettle Pagoda', { phones: [PHONE] }),
    ];
    const alone = reasonOf(pairsOf(...two)[0] ?? null, 'phone');
    const crowd = reasonOf(pairsOf(...two, ...others)[0] ?? null, 'phone');
    expect(alone?.points).toBeGreaterThan((crowd?.points ?? NaN) + 5);
    expect(crowd).toMatchObject({ carriers: 32 });
  });

  test('a helpline counts for less than a number of one place', () => {
    const points = (phone: string): number | undefined =>
      reasonOf(
        pairOf(
          subject('a', 'Kettle Pagoda', { phones: [phone] }),
          subject('b', 'Kettle Pagoda', { phones: [phone] }),
        ),
        'phone',
      )?.points;
    expect(points('0808 157 0000')).toBeLessThan(points(PHONE) ?? NaN);
  });

  test('two sessions of one organisation in one source need more than name and place', () => {
    const of = (id: string, days: number): Subject =>
      subject(id, 'Kettle Pagoda', { organisationId: 'kettle', sourceId: 'one', days });
    const pair = pairOf(of('a', 1), of('b', 4));
    expect(pair?.level).not.toBe('same');
    expect(reasonOf(pair, 'one-organisation')?.points).toBeLessThan(0);
    const apart = pairOf({ ...of('a', 0), sourceId: null }, of('b', 0));
    expect(apart?.level).toBe('same');
  });

  test('"Coffee morning" twice in one postcode is likely, not sure', () => {
    const first = subject('a', 'Coffee morning');
    expect(levelOf(first, subject('b', 'Coffee Mornings'))).toBe('likely');
    expect(levelOf({ ...first, phones: [PHONE] }, subject('b', 'Coffee Mornings', { phones: [PHONE] }))).toBe(
      'same',
    );
  });

  test('two that only share the name of their town are not a pair', () => {
    expect(levelOf(subject('a', 'Marlbridge Hub'), subject('b', 'Marlbridge Bakers'))).toBe('none');
  });

  test('troops that only differ in their number are not a pair', () => {
    expect(levelOf(subject('a', '1st Elmside Scouts'), subject('b', '2nd Elmside Scouts'))).toBe('none');
  });

  test('pages of one directory are no evidence', () => {
    const page = (id: string): Partial<Subject> => ({ websites: [`https://list.example/entry/${id}`] });
    const pair = pairOf(subject('a', 'Kettle Pagoda', page('1')), subject('b', 'Kettle Pagoda', page('2')));
    expect(reasonOf(pair, 'other-web-page')?.points).toBeLessThan(0);
    expect(reasonOf(pair, 'website')).toBeUndefined();
  });

  test('different charity numbers keep a pair from being sure', () => {
    const first = subject('a', 'Kettle Pagoda', { charityNumbers: ['1123456'] });
    expect(levelOf(first, subject('b', 'Kettle Pagoda', { charityNumbers: ['1123457'] }))).not.toBe('same');
    expect(levelOf(first, subject('b', 'Kettle Pagoda', { charityNumbers: ['GB-CHC-1123456'] }))).toBe(
      'same',
    );
  });
});
