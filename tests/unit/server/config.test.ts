import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { settings } from '#src/server/config/settings.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'front-door-config-'));
  writeFileSync(join(root, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(root, 'large.png'), Buffer.alloc(300 * 1024));
  writeFileSync(join(root, 'logo.gif'), '');
});
afterAll(() => rmSync(root, { recursive: true }));

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env, root);
  } catch (error) {
    if (error instanceof CannotStart) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('with nothing set', () => {
  test('the example place is shown on port 4321 with the data beside the program', () => {
    expect(readConfig({}, root)).toEqual({
      port: 4321,
      dataFolder: join(root, 'data'),
      databaseFile: join(root, 'data', 'front-door.sqlite'),
      keys: null,
      keysFile: null,
      demo: true,
      siteUrl: 'http://localhost:4321',
      name: 'Front Door',
      placeName: 'Marlbridge',
      phone: '0808 157 0150',
      phoneHours: 'Monday to Friday, 8am to 6pm',
      email: 'hello@frontdoor.example.org',
      brandColour: '#0f5257',
      accentColour: '#c8553d',
      logoFile: null,
      tileUrl: null,
      tileAttribution: null,
      adultSafeguardingPhone: '01632 960111',
      childSafeguardingPhone: '01632 960122',
      housingOutOfHoursPhone: '01632 960133',
      licence: {
        name: 'Open Government Licence v3.0',
        url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      },
      trustProxy: 0,
      allowPrivateSources: false,
      jobs: true,
      oidc: null,
      metricsToken: null,
      mail: { channel: 'log', from: null, smtp: null, notify: null },
    });
  });

  test('a licence of your own is not given the address of another', () => {
    const own = { FRONT_DOOR_LICENCE: 'CC BY 4.0' };
    expect(readConfig(own, root).licence).toEqual({ name: 'CC BY 4.0', url: null });
    const url = 'https://creativecommons.org/licenses/by/4.0/';
    expect(readConfig({ ...own, FRONT_DOOR_LICENCE_URL: url }, root).licence).toEqual({
      name: 'CC BY 4.0',
      url,
    });
  });

  test('all numbers of the example place are Ofcom numbers for drama', () => {
    const config = readConfig({}, root);
    for (const phone of [
      config.phone,
      config.adultSafeguardingPhone,
      config.childSafeguardingPhone,
      config.housingOutOfHoursPhone,
    ]) {
      expect(phone).toMatch(/^(01632 960\d{3}|0808 157 0\d{3})$/);
    }
  });
});

describe('with the example place off', () => {
  test('nothing of the example place is shown as if it were real', () => {
    const config = readConfig({ FRONT_DOOR_DEMO: 'off' }, root);
    expect(config).toMatchObject({
      demo: false,
      placeName: 'your area',
      phone: null,
      phoneHours: null,
      email: null,
      adultSafeguardingPhone: null,
      childSafeguardingPhone: null,
      housingOutOfHoursPhone: null,
    });
  });

  test('what is set is used', () => {
    const env = { FRONT_DOOR_DEMO: 'off', FRONT_DOOR_PHONE: '0300 123 4567', FRONT_DOOR_PLACE: 'Eastshire' };
    expect(readConfig(env, root)).toMatchObject({ phone: '0300 123 4567', placeName: 'Eastshire' });
  });
});

describe('reading settings', () => {
  test('the hours of the example phone are not shown beside another phone', () => {
    expect(readConfig({ FRONT_DOOR_PHONE: '0300 123 4567' }, root).phoneHours).toBeNull();
  });

  test('a blank setting counts as not set, and spaces around one are dropped', () => {
    const config = readConfig({ FRONT_DOOR_NAME: '  ', FRONT_DOOR_PLACE: ' Eastshire ' }, root);
    expect(config).toMatchObject({ name: 'Front Door', placeName: 'Eastshire' });
  });

  test('the address of the website follows the port until it is set, and loses its last slash', () => {
    expect(readConfig({ PORT: '8080' }, root).siteUrl).toBe('http://localhost:8080');
    expect(readConfig({ FRONT_DOOR_SITE_URL: 'https://Help.Example.org/' }, root).siteUrl).toBe(
      'https://help.example.org',
    );
  });

  test('a logo is found beside the program', () => {
    expect(readConfig({ FRONT_DOOR_LOGO: 'logo.svg' }, root).logoFile).toBe(join(root, 'logo.svg'));
  });

  test('settings of other programs are not looked at', () => {
    expect(refusal({ PATH: '/bin', FRONT: 'x', NODE_ENV: 'production' })).toBe('accepted');
  });
});

describe('a wrong setting stops the start with one sentence', () => {
  test.each<[Record<string, string>, string]>([
    [{ PORT: 'abc' }, 'PORT cannot be "abc": give a whole number from 1 to 65535, such as 4321.'],
    [{ PORT: '70000' }, 'PORT cannot be "70000": give a whole number from 1 to 65535, such as 4321.'],
    [{ PORT: '0' }, 'PORT cannot be "0": give a whole number from 1 to 65535, such as 4321.'],
    [
      { FRONT_DOOR_DEMO: 'no' },
      'FRONT_DOOR_DEMO cannot be "no": give "on" for the example place or "off" for an empty directory.',
    ],
    [
      { FRONT_DOOR_BRAND_COLOUR: 'teal' },
      'FRONT_DOOR_BRAND_COLOUR cannot be "teal": give a colour as # and six hexadecimal digits, such as #0f5257.',
    ],
    [
      { FRONT_DOOR_BRAND_COLOUR: '#777777' },
      'FRONT_DOOR_BRAND_COLOUR cannot be "#777777": its contrast with white is 4.47 to 1 and words need 4.5 to 1, so give a darker colour.',
    ],
    [
      { FRONT_DOOR_ACCENT_COLOUR: '#ffff00' },
      'FRONT_DOOR_ACCENT_COLOUR cannot be "#ffff00": its contrast with white is 1.07 to 1 and shapes need 3 to 1, so give a darker colour.',
    ],
    [
      { FRONT_DOOR_SITE_URL: 'https://example.org/help' },
      'FRONT_DOOR_SITE_URL cannot be "https://example.org/help": give the address people type, without a path, such as https://directory.example.org.',
    ],
    [
      { FRONT_DOOR_TILE_URL: 'https://tiles.example.org/{x}/{y}.png', FRONT_DOOR_TILE_ATTRIBUTION: 'Maps' },
      'FRONT_DOOR_TILE_URL cannot be "https://tiles.example.org/{x}/{y}.png": give an https address holding {z}, {x} and {y}, such as https://tiles.example.org/{z}/{x}/{y}.png.',
    ],
    [
      { FRONT_DOOR_TILE_URL: 'https://tiles.example.org/{z}/{x}/{y}.png' },
      'FRONT_DOOR_TILE_ATTRIBUTION cannot be left out when FRONT_DOOR_TILE_URL is set: give the credit that the tile server asks for.',
    ],
    [
      { FRONT_DOOR_LICENCE: 'Ours', FRONT_DOOR_LICENCE_URL: 'our-terms' },
      'FRONT_DOOR_LICENCE_URL cannot be "our-terms": give the web address where the licence can be read.',
    ],
    [
      { FRONT_DOOR_LICENCE_URL: 'https://example.org/terms' },
      'FRONT_DOOR_LICENCE cannot be left out when FRONT_DOOR_LICENCE_URL is set: give the name of the licence.',
    ],
    [
      { FRONT_DOOR_PHONE: 'ring us' },
      'FRONT_DOOR_PHONE cannot be "ring us": give a phone number as people read it, such as 01632 960123.',
    ],
    [
      { FRONT_DOOR_EMAIL: 'hello' },
      'FRONT_DOOR_EMAIL cannot be "hello": give an email address, such as hello@directory.example.org.',
    ],
    [
      { FRONT_DOOR_JOBS: 'no' },
      'FRONT_DOOR_JOBS cannot be "no": give "on" to run background jobs with the server or "off" to leave them to others.',
    ],
    [
      { FRONT_DOOR_TRUST_PROXY: '-1' },
      'FRONT_DOOR_TRUST_PROXY cannot be "-1": give a whole number from 0 to 9, such as 1.',
    ],
  ])('%o', (env, sentence) => {
    expect(refusal(env)).toBe(sentence);
  });

  test('a logo that is not there, not a picture, or too heavy', () => {
    expect(refusal({ FRONT_DOOR_LOGO: 'missing.svg' })).toBe(
      'FRONT_DOOR_LOGO cannot be "missing.svg": there is no such file, so give the path of a picture.',
    );
    expect(refusal({ FRONT_DOOR_LOGO: 'logo.gif' })).toContain('give a picture ending in .svg, .png');
    expect(refusal({ FRONT_DOOR_LOGO: 'large.png' })).toContain('the file is over 256 kB');
    expect(refusal({ FRONT_DOOR_LOGO: '.' })).toContain('there is no such file');
  });

  test('a misspelt name, with the names there are', () => {
    expect(refusal({ FRONT_DOOR_COLOR: '#000000' })).toMatch(
      /^FRONT_DOOR_COLOR is not a setting: .*FRONT_DOOR_BRAND_COLOUR/,
    );
  });

  test('whatever is set, the answer is a configuration or a single line', () => {
    const names = Object.keys(settings(root).shape);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ maxLength: 30 })), (env) => {
        // A line break in a value is the tester's; the sentence around it must not add one.
        const clean = Object.fromEntries(
          Object.entries(env).map(([name, value]) => [name, value.replace(/[\r\n\u2028\u2029]/g, '')]),
        );
        expect(refusal(clean)).toMatch(/^(accepted|.+\.)$/u);
      }),
    );
  });
});

test('every setting says what it means', () => {
  for (const [name, schema] of Object.entries(settings(root).shape)) {
    expect(schema.description, name).toMatch(/^["A-Z].{10,}\.$/);
  }
});

describe('the token of /metrics', () => {
  test('is twenty characters or more', () => {
    expect(readConfig({ FRONT_DOOR_METRICS_TOKEN: 'x'.repeat(20) }, root).metricsToken).toBe('x'.repeat(20));
  });

  test.each(['x'.repeat(19), `${'x'.repeat(19)} y`, 'ü'.repeat(30), 'x'.repeat(201)])(
    '"%s" is refused, and not printed',
    (token) => {
      const sentence = refusal({ FRONT_DOOR_METRICS_TOKEN: token });
      expect(sentence).toMatch(/^FRONT_DOOR_METRICS_TOKEN cannot be what it is: give 20 to 200 letters/);
      expect(sentence).not.toContain(token);
    },
  );
});
