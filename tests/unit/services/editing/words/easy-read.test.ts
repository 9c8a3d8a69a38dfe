import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIdeaPictures } from '#src/features/pictures/content.ts';
import { rowsOf } from '#src/features/services/editing/facts/rows.ts';
import {
  easyRead,
  MOST_IDEAS_OF_SERVICE,
  START_BUTTON,
} from '#src/features/services/editing/words/easy-read/easy-read.ts';
import { plainService, type EasyReadRecord, type ServiceRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { editContext } from '../../../../support/editing/context.ts';
import { NASTY } from '../../../../support/nasty.ts';
import { ROOT } from '../../../../support/server.ts';

const CONTEXT = editContext({
  pictures: readIdeaPictures(join(ROOT, 'content')),
  factsAsIdeas: () => Promise.resolve([{ picture: 'money', words: 'It is free.' }]),
});
const TEA: EasyReadRecord = {
  ideas: [
    { picture: 'hot-drink', words: 'You can have tea.' },
    { picture: 'calendar', words: 'It is every Tuesday.' },
  ],
  testedBy: 'Our Tuesday group',
};
const tea = (own?: EasyReadRecord | null): ServiceRecord => ({
  ...plainService('a', 'b', 'Tea Club'),
  ...(own !== undefined && { easyRead: own }),
});

async function write(record: ServiceRecord, typed: FormValues) {
  const applied = await easyRead.apply(record, typed, CONTEXT);
  return applied.ok
    ? { easyRead: applied.record.easyRead }
    : { problems: Object.fromEntries(applied.problems.map(({ field, text }) => [field, text])) };
}
const typedIdeas = (...words: string[]): FormValues => ({
  'idea-rows': String(words.length),
  ...Object.fromEntries(words.map((text, index) => [`idea-${index + 1}-words`, text])),
});
const press = async (typed: FormValues, button: string): Promise<FormValues> =>
  (await easyRead.pressIn?.(typed, button, tea(), CONTEXT)) ?? {};

describe('the easy-read part', () => {
  test('takes what was typed, each idea with the picture that was chosen or the one that fits', async () => {
    const typed = { ...typedIdeas('We have tea.', 'Come on Monday.'), 'idea-2-picture': 'bus' };
    expect(await write(tea(), { ...typed, testedBy: 'Sam’s group' })).toEqual({
      easyRead: {
        ideas: [
          { picture: 'hot-drink', words: 'We have tea.' },
          { picture: 'bus', words: 'Come on Monday.' },
        ],
        testedBy: 'Sam’s group',
      },
    });
  });

  test('changes nothing when nothing was typed, whatever is stored', async () => {
    const words = fc.oneof(fc.constantFrom(...NASTY, 'Tea', ' padded '), fc.string({ maxLength: 20 }));
    const picture = fc.constantFrom('home', 'a-picture-that-went');
    const ideas = fc.array(fc.record({ picture, words }), { maxLength: 35 });
    const own = fc.option(fc.record({ ideas, testedBy: fc.option(words) }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(own, async (stored) => {
        const record = tea(stored);
        const applied = await easyRead.apply(record, easyRead.show(record), CONTEXT);
        expect(applied).toEqual({ ok: true, record });
      }),
      { numRuns: 100 },
    );
  });

  test('lets go of all of it when everything is taken away', async () => {
    expect(await write(tea(TEA), { 'idea-rows': '0', testedBy: '' })).toEqual({ easyRead: null });
  });

  test('is kept whole by a form that does not speak of it', async () => {
    expect(await write(tea(TEA), {})).toEqual({ easyRead: TEA });
  });

  test('ignores lines that nobody wrote in', async () => {
    expect(await write(tea(), typedIdeas('', 'Tea.', ''))).toMatchObject({
      easyRead: { ideas: [{ words: 'Tea.' }] },
    });
  });

  test('refuses an idea without words, one too many, one too long, and a picture that is not in the list', async () => {
    expect(await write(tea(), { 'idea-rows': '1', 'idea-1-picture': 'bus' })).toEqual({
      problems: { 'idea-1-words': 'Write the idea, or remove it' },
    });
    const most = Array.from({ length: MOST_IDEAS_OF_SERVICE + 1 }, (_, n) => `Tea ${n}.`);
    expect(await write(tea(), typedIdeas(...most))).toEqual({
      problems: { 'idea-31-words': 'There can be 30 ideas. Say the most important things only' },
    });
    expect(await write(tea(), typedIdeas('x'.repeat(301)))).toEqual({
      problems: { 'idea-1-words': 'An idea must be 300 characters or less. You have written 301.' },
    });
    expect(await write(tea(), { ...typedIdeas('Tea.'), 'idea-1-picture': 'no-such' })).toEqual({
      problems: { 'idea-1-picture': 'Choose a picture from the list' },
    });
  });

  test('refuses readers of a text that is not there', async () => {
    expect(await write(tea(), { 'idea-rows': '1', testedBy: 'Sam' })).toEqual({
      problems: { testedBy: 'Write what they read first, or leave this empty' },
    });
  });
});

describe('its buttons', () => {
  test('add a line, and show the picture that fits what was written before', async () => {
    const after = await press(typedIdeas('We have tea.'), 'add-idea');
    expect(rowsOf(after, 'idea')).toEqual([{ words: 'We have tea.', picture: 'hot-drink' }, {}]);
  });

  test('take a line away, and no picture that somebody chose', async () => {
    const typed = { ...typedIdeas('Tea.', 'Talk.'), 'idea-2-picture': 'bus' };
    expect(rowsOf(await press(typed, 'remove-idea-1'), 'idea')).toEqual([{ words: 'Talk.', picture: 'bus' }]);
  });

  test('begin with what is known, after whatever was typed already', async () => {
    expect(rowsOf(await press(typedIdeas('', ''), START_BUTTON), 'idea')).toEqual([
      { words: 'It is free.', picture: 'money' },
    ]);
    const after = await press({ ...typedIdeas('Mine.'), testedBy: 'Sam' }, START_BUTTON);
    expect(rowsOf(after, 'idea').map(({ words }) => words)).toEqual(['Mine.', 'It is free.']);
    expect(after.testedBy).toBe('Sam');
  });
});
