import { expect, test } from 'vitest';
import { openRecords, packRecords, withoutLongTexts } from '#src/search/packed/records.ts';
import { service, SERVICES } from '../mini/directory.ts';

test('every service is read back as it was, whatever letters it is written in', () => {
  const services = [
    ...SERVICES,
    service('letters', { name: 'Ćwiczenia 🧶 ਸੇਵਾ', summary: 'é'.repeat(5000), description: 'not kept' }),
    service('empty', { name: '' }),
  ];
  const records = openRecords(packRecords(services));
  services.forEach((each, position) => expect(records.at(position)).toEqual(withoutLongTexts(each)));
});

test('more services than are kept ready are all read right, in any order', () => {
  const services = Array.from({ length: 1200 }, (_, at) => service(`s${at}`));
  const records = openRecords(packRecords(services));
  for (const at of [1199, 0, 700, 3, 1199, 512]) expect(records.at(at).id).toBe(`s${at}`);
  services.forEach((each, position) => expect(records.at(position).id).toBe(each.id));
});

test('takes no more memory than the services need', () => {
  const packed = packRecords([service('a')]);
  expect(packed.bytes.length).toBe(JSON.stringify(withoutLongTexts(service('a'))).length);
  expect(packRecords([]).bytes).toHaveLength(0);
});
