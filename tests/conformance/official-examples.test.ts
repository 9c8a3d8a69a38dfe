import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  hasStandard,
  readJson,
  schemaFaults,
  STANDARD,
  type Kind,
} from '../support/open-referral/schemas.ts';

/** service_full.json is a service; api_details.json, taxonomy.json and the lists say what they are. */
const kindOf = (file: string): Kind => file.replace(/(_full)?\.json$/, '') as Kind;

const filesIn = (folder: string): { folder: string; file: string }[] =>
  hasStandard
    ? readdirSync(join(STANDARD, folder))
        .filter((file) => file.endsWith('.json') && !file.includes('response'))
        .map((file) => ({ folder, file }))
    : [];

describe.skipIf(!hasStandard)('our validator', () => {
  test.each([...filesIn('specification-3.0/examples'), ...filesIn('uk-profile/examples')])(
    'finds nothing wrong with the official $folder/$file',
    ({ folder, file }) => {
      expect(schemaFaults(kindOf(file), readJson(folder, file))).toEqual([]);
    },
  );

  test('refuses those answers of the official "Fail" feed that are wrong', () => {
    const refused = filesIn('validator-mocks/V3.0-UK-Fail').filter(
      ({ folder, file }) => schemaFaults(kindOf(file), readJson(folder, file)).length > 0,
    );
    // The other answers of that feed are the examples above, letter for letter or nearly.
    expect(refused.map(({ file }) => file).sort()).toEqual([
      'api_details.json',
      'service_full.json',
      'service_list.json',
      'taxonomy_term.json',
    ]);
  });

  test('hears from both sets of schemas what is wrong with a service', () => {
    const faults = schemaFaults('service', readJson('validator-mocks/V3.0-UK-Fail/service_full.json'));
    for (const which of ['live', 'profile'])
      expect(faults).toEqual(
        expect.arrayContaining([
          expect.stringMatching(new RegExp(`^${which} .*email.* must match format "email"`)),
          expect.stringMatching(new RegExp(`^${which} .*url.* must match format "uri"`)),
        ]),
      );
  });
});
