import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFormType } from '#src/server/http/accepting/form-type.ts';

describe('browsers send forms', () => {
  test.each([
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=UTF-8',
    'APPLICATION/x-www-form-urlencoded;charset="utf8";',
    'multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW',
    'multipart/form-data; boundary="a b"; charset=utf-8',
  ])('as %s', (type) => {
    expect(isFormType(type)).toBe(true);
  });
});

describe('no browser sends a form', () => {
  test.each([
    undefined,
    '',
    'application/json',
    'text/plain',
    'text/html',
    'application/xml',
    'application/x-www-form-urlencoded2',
    'application/x-www-form-urlencoded; charset=utf-16',
    'application/x-www-form-urlencoded; charset=utf-8; charset=utf-16',
    'application/x-www-form-urlencoded, application/json',
    'multipart/form-data',
    'multipart/form-data; boundary',
    'multipart/form-data; boundary=""',
    'multipart/form-data; boundary=a; boundary=b',
    `multipart/form-data; boundary=${'a'.repeat(71)}`,
    'multipart/mixed; boundary=a',
    'text/plain; boundary=multipart/form-data',
  ])('as %s', (type) => {
    expect(isFormType(type)).toBe(false);
  });

  test('as anything that does not begin with one of the two', () => {
    const other = fc
      .string()
      .filter((text) => !/^\s*(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(text));
    fc.assert(fc.property(other, (type) => !isFormType(type)));
  });
});
