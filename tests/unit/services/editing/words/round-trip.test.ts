import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCESS_FEATURES, AUDIENCES, JOININGS } from '#db/vocabulary.ts';
import { SECTIONS } from '#src/features/revisions/sections.ts';
import { SECTION_EDITORS } from '#src/features/services/editing/registry.ts';
import { changedFields, type ContentField } from '#src/features/services/fields.ts';
import { plainService, type ServiceRecord } from '#src/features/services/record.ts';
import { readFields, type FormValues } from '#src/lib/form.ts';
import { editContext } from '../../../../support/editing/context.ts';
import { NASTY } from '../../../../support/nasty.ts';

const OURS = ['name', 'happens', 'needs', 'people', 'joining', 'access', 'languages', 'first-visit'] as const;

const words = fc.oneof(
  fc.constantFrom(
    ...NASTY,
    'Tea',
    'Tea\r\nand cake\n\n\nfor all',
    ' padded ',
    'a\n \nb',
    'Polish (Tuesdays)',
    'Polish',
  ),
  fc.string({ maxLength: 30 }),
);
const maybe = fc.option(words);
const age = fc.option(fc.constantFrom(0, 5, 17.5, 18, 65, 120, 130));
const language = fc.record({
  name: words,
  code: fc.option(fc.constantFrom('pl', 'en', 'xx')),
  note: maybe,
});
const access = fc.record(
  {
    feature: fc.option(fc.constantFrom(...ACCESS_FEATURES)),
    description: maybe,
    details: words,
    url: fc.constant('https://example.org/'),
  },
  { requiredKeys: ['feature', 'description'] },
);
const need = fc.record({
  slug: fc.constantFrom('food', 'hungry', 'lonely', 'gone-from-the-tree'),
  suggested: fc.boolean(),
});

/** Records as imports bring them: anything anywhere. */
const record: fc.Arbitrary<ServiceRecord> = fc
  .record(
    {
      name: words,
      alternateName: maybe,
      summary: maybe,
      description: maybe,
      eligibilityDescription: maybe,
      notForDescription: maybe,
      applicationProcess: maybe,
      interpretationServices: maybe,
      bslVideoUrl: fc.option(fc.oneof(words, fc.constant('http://video.example.org/'))),
      firstVisitNote: maybe,
      whatToBring: maybe,
      minimumAge: age,
      maximumAge: age,
      audiences: fc.uniqueArray(fc.constantFrom(...AUDIENCES)),
      joinings: fc.uniqueArray(fc.constantFrom(...JOININGS)),
      needs: fc.uniqueArray(need, { selector: ({ slug }) => slug }),
      documents: fc.array(fc.record({ document: maybe, uri: maybe }), { maxLength: 4 }),
      languages: fc.array(language, { maxLength: 4 }),
      access: fc.array(access, { maxLength: 4 }),
    },
    { requiredKeys: [] },
  )
  .map((changes) => ({ ...plainService('a', 'b', 'Tea Club'), ...changes }) as ServiceRecord);

/** What a browser sends back of a form that nobody touched. */
async function sentBack(values: Readonly<FormValues>): Promise<FormValues> {
  const form = new FormData();
  for (const [name, value] of Object.entries(values))
    for (const text of [value].flat()) form.append(name, text);
  return readFields(new Request('http://localhost/', { method: 'POST', body: form }));
}

describe.each(OURS)('the section "%s"', (section) => {
  const { show, apply } = SECTION_EDITORS[section];

  test('changes nothing when nothing was typed, or asks for what must not be empty', async () => {
    await fc.assert(
      fc.asyncProperty(record, async (stored) => {
        const applied = await apply(stored, await sentBack(show(stored)), editContext());
        if (applied.ok) expect(applied.record).toEqual(stored);
        else for (const { text } of applied.problems) expect(text).toMatch(/^(Enter|Write|Choose) /);
      }),
      { numRuns: 150 },
    );
  });

  test('changes no field of another section, whatever is typed, and never throws', async () => {
    const fields: readonly ContentField[] = SECTIONS[section].fields;
    const names = Object.keys(show(plainService('a', 'b', 'Tea Club')));
    const typed = fc.dictionary(
      fc.constantFrom(...names, 'email', 'organisationKey', '__proto__'),
      fc.oneof(words, fc.array(fc.oneof(words, fc.constantFrom('food', 'pl', 'drop_in', 'step_free')))),
    );
    await fc.assert(
      fc.asyncProperty(record, typed, async (stored, values) => {
        const applied = await apply(stored, values, editContext());
        if (!applied.ok) expect(applied.problems.length).toBeGreaterThan(0);
        else
          expect(changedFields(stored, applied.record).filter((field) => !fields.includes(field))).toEqual(
            [],
          );
      }),
      { numRuns: 150 },
    );
  });

  test('shows what was typed as it was typed, once it is saved', async () => {
    const stored = plainService('a', 'b', 'Tea Club');
    const typed: FormValues = {
      name: 'Kettle Club',
      alternateName: 'The Kettle',
      summary: 'Tea and talk.',
      description: 'Tea.\n\nTalk.',
      needs: ['food', 'lonely'],
      eligibilityDescription: 'Anyone.',
      notForDescription: 'Dogs.',
      minimumAge: '18',
      maximumAge: '99',
      audiences: ['carers', 'men'],
      joinings: ['drop_in', 'self_referral'],
      applicationProcess: 'Come along.',
      documents: 'A letter\nA photo',
      features: ['step_free', 'lift'],
      accessWords: 'We meet you at the door.\n\nThe path is flat.',
      languages: ['pl'],
      otherLanguages: 'Klingon (Tuesdays)',
      interpretationServices: 'Ask us.',
      bslVideoUrl: 'https://video.example.org/tea',
      firstVisitNote: 'Sam meets you.',
      whatToBring: 'Nothing.',
    };
    const applied = await apply(stored, typed, editContext());
    if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
    const shown = show(applied.record);
    for (const [name, value] of Object.entries(shown))
      expect([name, [value].flat().sort()]).toEqual([name, [typed[name] ?? []].flat().sort()]);
  });
});
