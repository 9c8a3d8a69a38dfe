import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { charityKey, isHelpline, phoneKey, websiteKey } from '#src/features/duplicates/contact-points.ts';

describe('a phone number before it is compared', () => {
  test.each([
    '01632 960123',
    '(01632) 960 123',
    '+44 1632 960123',
    '+44 (0) 1632 960123',
    '0044 1632 960123',
    '01632-960-123 ext. 12',
    '01632 960123 x 4',
    'Tel: 01632 960123',
    '01632 960123 option 2',
  ])('%s is one and the same', (typed) => {
    expect(phoneKey(typed)).toBe('01632960123');
  });

  test.each(['', 'ask inside', '960123', '01632 96', '01632 960123 or 01632 960124', '+33 1 23 45 67 89'])(
    '%j is none',
    (typed) => {
      expect(phoneKey(typed)).toBeNull();
    },
  );

  test('short numbers count, and are helplines like freephone ones', () => {
    expect(phoneKey('111')).toBe('111');
    expect(phoneKey('116 123')).toBe('116123');
    for (const number of ['111', '116123', '08081570000', '03001234567'])
      expect(isHelpline(number)).toBe(true);
    for (const number of ['01632960123', '07700900123', '02079460000'])
      expect(isHelpline(number)).toBe(false);
  });

  test('normalised twice is normalised once', () => {
    const digits = fc.stringMatching(/^[0-9+() -]{0,18}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), digits), (typed) => {
        const key = phoneKey(typed);
        if (key !== null) expect(phoneKey(key)).toBe(key);
      }),
    );
  });
});

describe('a web address before it is compared', () => {
  test.each([
    ['https://www.kettle.example/', 'kettle.example'],
    ['http://KETTLE.example', 'kettle.example'],
    ['kettle.example/index.html', 'kettle.example'],
    ['https://kettle.example/Cafe/', 'kettle.example/cafe'],
    ['https://kettle.example/cafe?utm_source=x#top', 'kettle.example/cafe'],
    ['https://kettle.example/show.php?id=5&fbclid=1', 'kettle.example/show.php?id=5'],
  ])('%s is %s', (typed, page) => {
    expect(websiteKey(typed)?.page).toBe(page);
  });

  test('a host where anybody may have a page is nothing without the page', () => {
    expect(websiteKey('https://www.facebook.com/')).toBeNull();
    expect(websiteKey('https://facebook.com/elmcafe')).toEqual({
      host: null,
      page: 'facebook.com/elmcafe',
      isHome: false,
    });
    expect(websiteKey('https://kettle.example')).toMatchObject({ host: 'kettle.example', isHome: true });
  });

  test.each(['', 'ask inside', 'mailto:us@kettle.example', 'ftp://kettle.example', 'https://', 'localhost'])(
    '%j is none',
    (typed) => {
      expect(websiteKey(typed)).toBeNull();
    },
  );

  test('normalised twice is normalised once', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (typed) => {
        const key = websiteKey(typed);
        if (key !== null) expect(websiteKey(key.page)).toEqual(key);
      }),
      {
        examples: [['https://kettle.example/index.html/index.html//'], ['https://www.www2.kettle.example/a']],
      },
    );
  });
});

describe('a charity number before it is compared', () => {
  test.each(['1123456', 'GB-CHC-1123456', 'gb-chc-1123456', ' 1123456 ', '01123456'])(
    '%j is one',
    (typed) => {
      expect(charityKey(typed)).toBe('1123456');
    },
  );

  test.each(['', 'none', '123', 'GB-COH-01234567', 'applied for'])('%j is none', (typed) => {
    expect(charityKey(typed)).toBeNull();
  });
});
