import { describe, expect, test } from 'vitest';
import type { SectionEditor } from '#src/features/services/editing/editor.ts';
import { LIMITS } from '#src/features/services/editing/limits.ts';
import { access } from '#src/features/services/editing/words/access.ts';
import { joining } from '#src/features/services/editing/words/joining.ts';
import { languages } from '#src/features/services/editing/words/languages.ts';
import { needChoices, needs } from '#src/features/services/editing/words/needs.ts';
import { people } from '#src/features/services/editing/words/people.ts';
import { happens, name } from '#src/features/services/editing/words/texts.ts';
import { plainService, type ServiceRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { editContext } from '../../../../support/editing/context.ts';

const tea = (changes: Partial<ServiceRecord> = {}): ServiceRecord => ({
  ...plainService('a', 'b', 'Tea Club'),
  ...changes,
});

/** The problems by field, or the record. */
async function write(editor: SectionEditor, record: ServiceRecord, typed: FormValues) {
  const applied = await editor.apply(record, typed, editContext());
  return applied.ok
    ? { record: applied.record }
    : { problems: Object.fromEntries(applied.problems.map(({ field, text }) => [field, text])) };
}

describe('plain words', () => {
  test('must be there where a service is nothing without them', async () => {
    expect(await write(name, tea(), {})).toEqual({
      problems: {
        name: 'Enter the name of the service',
        summary: 'Write one sentence that says what it is',
      },
    });
    expect(await write(happens, tea({ description: 'Tea.' }), { description: ' \n' })).toEqual({
      problems: { description: 'Write what happens there' },
    });
  });

  test('may be as long as the table says, counted in characters as people see them', async () => {
    const longest = '🫖'.repeat(LIMITS.summary);
    expect(await write(name, tea(), { name: 'Tea', summary: longest })).toMatchObject({
      record: { summary: longest },
    });
    expect(await write(name, tea(), { name: 'Tea', summary: `${longest}a` })).toEqual({
      problems: { summary: '“In one sentence” must be 200 characters or less. You have written 201.' },
    });
  });

  test('that are stored and too long stay, as nobody here wrote them', async () => {
    const description = 'tea '.repeat(2000).trim();
    expect(await write(happens, tea({ description }), { description })).toEqual({
      record: tea({ description }),
    });
  });

  test('of one line have no line ends', async () => {
    const result = await write(name, tea(), { name: 'Tea\nClub', summary: 'Tea.\n\nTalk.' });
    expect(result.record).toMatchObject({ name: 'Tea Club', summary: 'Tea.\n\nTalk.' });
  });
});

describe('what it helps with', () => {
  test('is what was ticked; a need that is not in the tree cannot be ticked, and one that was there stays', async () => {
    const stored = tea({
      needs: [
        { slug: 'gone', suggested: false },
        { slug: 'food', suggested: true },
      ],
    });
    const { record } = await write(needs, stored, { needs: ['lonely', 'food', 'made-up'] });
    expect(record?.needs).toEqual([
      { slug: 'food', suggested: false },
      { slug: 'gone', suggested: false },
      { slug: 'lonely', suggested: false },
    ]);
  });

  test('stays a suggestion while nobody changes the list', async () => {
    const stored = tea({ needs: [{ slug: 'food', suggested: true }] });
    expect(await write(needs, stored, { needs: 'food' })).toEqual({ record: stored });
  });

  test('is at least one thing and at most twelve', async () => {
    expect(await write(needs, tea(), { needs: ['made-up'] })).toEqual({
      problems: { needs: 'Choose at least one thing it helps with' },
    });
    const many = Array.from({ length: 13 }, (_, n) => ({ slug: `need-${n}`, name: 'Need', parent: null }));
    const applied = await needs.apply(
      tea(),
      { needs: many.map(({ slug }) => slug) },
      editContext({ needs: many }),
    );
    expect(applied).toMatchObject({ ok: false, problems: [{ field: 'needs' }] });
  });

  test('shows suggestions first, each need once, and no suggestion that is chosen', () => {
    const context = editContext({ suggestNeeds: () => ['lonely', 'food'] });
    const { suggested, groups } = needChoices(context, tea(), ['food']);
    expect(suggested.map(({ slug }) => slug)).toEqual(['lonely']);
    expect(groups.map(({ needs: list }) => list.map(({ slug }) => slug))).toEqual([
      ['food', 'hungry'],
      ['company'],
    ]);
  });
});

describe('who it is for', () => {
  test.each([
    ['-1', 'minimumAge'],
    ['eighteen', 'minimumAge'],
    ['1e3', 'minimumAge'],
    ['121', 'minimumAge'],
    ['17.5', 'minimumAge'],
  ])('does not take %s for an age', async (typed, field) => {
    expect((await write(people, tea(), { minimumAge: typed })).problems).toHaveProperty(field);
  });

  test('has an oldest age that is not below the youngest', async () => {
    expect(await write(people, tea(), { minimumAge: '60', maximumAge: '18' })).toEqual({
      problems: { maximumAge: 'The oldest age must be 60 or more: the youngest is 60' },
    });
    expect(await write(people, tea(), { minimumAge: '18', maximumAge: '18' })).toHaveProperty('record');
  });

  test('takes only audiences there are, in alphabetical order', async () => {
    const { record } = await write(people, tea(), { audiences: ['women', 'carers', 'everyone', 'carers'] });
    expect(record?.audiences).toEqual(['carers', 'women']);
  });
});

describe('how to join', () => {
  test('is ticked or said in words', async () => {
    expect(await write(joining, tea(), {})).toEqual({
      problems: { joinings: 'Choose how people can join, or say it in words' },
    });
    expect(await write(joining, tea(), { applicationProcess: 'Ring us.' })).toHaveProperty('record');
  });

  test('keeps the address of a paper whose line is still there', async () => {
    const stored = tea({
      joinings: ['drop_in'],
      documents: [
        { document: 'A form', uri: 'https://example.org/form' },
        { document: 'A letter', uri: null },
      ],
    });
    const { record } = await write(joining, stored, { joinings: 'drop_in', documents: 'A photo\nA form' });
    expect(record?.documents).toEqual([
      { document: 'A photo', uri: null },
      { document: 'A form', uri: 'https://example.org/form' },
    ]);
  });
});

describe('access', () => {
  test('keeps what is known of a feature that stays ticked', async () => {
    const stored = tea({
      access: [
        { feature: 'step_free', description: 'By the side door' },
        { feature: 'lift', description: null },
        { feature: null, description: 'Ring first.', details: 'From a form' },
      ],
    });
    const { record } = await write(access, stored, {
      features: ['step_free', 'bsl', 'magic'],
      accessWords: 'Ring first.\n\nBring a friend.',
    });
    expect(record?.access).toEqual([
      { feature: 'step_free', description: 'By the side door' },
      { feature: 'bsl', description: null },
      { feature: null, description: 'Ring first.', details: 'From a form' },
      { feature: null, description: 'Bring a friend.' },
    ]);
  });
});

describe('languages', () => {
  test('have their code and their note, whether ticked or typed', async () => {
    const { record } = await write(languages, tea(), {
      languages: ['pl', 'xx'],
      otherLanguages: 'urdu (Mondays)\nKlingon\nPolish',
    });
    expect(record?.languages).toEqual([
      { name: 'Polish', code: 'pl', note: null },
      { name: 'Urdu', code: 'ur', note: 'Mondays' },
      { name: 'Klingon', code: null, note: null },
    ]);
  });
});
