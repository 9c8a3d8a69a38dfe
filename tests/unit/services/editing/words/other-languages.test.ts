import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '#src/features/services/editing/words/languages.ts';
import { otherLanguages } from '#src/features/services/editing/words/other-languages/other-languages.ts';
import { WRITTEN_LANGUAGES, writtenLanguage } from '#src/features/services/languages.ts';
import { plainService, type ServiceRecord, type ServiceTextRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { editContext } from '../../../../support/editing/context.ts';
import { NASTY } from '../../../../support/nasty.ts';

const tea = (changes: Partial<ServiceRecord> = {}): ServiceRecord => ({
  ...plainService('a', 'b', 'Tea Club'),
  ...changes,
});
const said = (language: string, own: Partial<ServiceTextRecord> = {}): ServiceTextRecord => ({
  language,
  name: null,
  summary: null,
  description: null,
  eligibilityDescription: null,
  applicationProcess: null,
  ...own,
});
async function write(record: ServiceRecord, typed: FormValues, editor = otherLanguages) {
  const applied = await editor.apply(record, typed, editContext());
  return applied.ok
    ? { record: applied.record }
    : { problems: Object.fromEntries(applied.problems.map(({ field, text }) => [field, text])) };
}

describe('what a service says in other languages', () => {
  test('is one text a language, in the order of their codes', async () => {
    const typed = {
      'text-rows': '2',
      ...{ 'text-1-language': 'ur', 'text-1-name': 'چائے', 'text-1-happens': 'گپ شپ\n\nکیک' },
      ...{ 'text-2-language': 'cy', 'text-2-summary': 'Te.', 'text-2-who': 'Pawb', 'text-2-join': 'Dewch' },
    };
    expect((await write(tea(), typed)).record?.texts).toEqual([
      said('cy', { summary: 'Te.', eligibilityDescription: 'Pawb', applicationProcess: 'Dewch' }),
      said('ur', { name: 'چائے', description: 'گپ شپ\n\nکیک' }),
    ]);
  });

  test('stays to the letter when nothing was typed, whatever is stored', async () => {
    const words = fc.option(
      fc.oneof(fc.constantFrom(...NASTY, ' Te\r\nclub '), fc.string({ maxLength: 20 })),
    );
    const text = fc.record({
      language: fc.constantFrom('cy', 'ur', 'xx'),
      name: words,
      summary: words,
      description: words,
      eligibilityDescription: words,
      applicationProcess: words,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 3 }), async (texts) => {
        const record = tea({ texts });
        const { show, apply } = otherLanguages;
        expect(await apply(record, show(record), editContext())).toEqual({ ok: true, record });
      }),
      { numRuns: 100 },
    );
  });

  test('has a language, some words, and one place for each', async () => {
    expect(await write(tea(), { 'text-rows': '1', 'text-1-name': 'Te' })).toEqual({
      problems: { 'text-1-language': 'Choose the language' },
    });
    expect(await write(tea(), { 'text-rows': '1', 'text-1-language': 'cy' })).toEqual({
      problems: { 'text-1-name': 'Write something in Welsh, or remove this language' },
    });
    const typed = {
      'text-rows': '2',
      ...{ 'text-1-language': 'cy', 'text-1-name': 'Te', 'text-2-language': 'cy', 'text-2-name': 'Te' },
    };
    expect(await write(tea(), typed)).toEqual({
      problems: { 'text-2-language': 'Put what you say in Welsh in one place: you have it twice' },
    });
  });

  test('is no longer than the same words in English', async () => {
    const typed = { 'text-rows': '1', 'text-1-language': 'cy', 'text-1-summary': 'e'.repeat(201) };
    expect(await write(tea(), typed)).toEqual({
      problems: {
        'text-1-summary': '“In one sentence” must be 200 characters or less. You have written 201.',
      },
    });
  });

  test('goes when it is taken away', async () => {
    const record = tea({ texts: [said('cy', { name: 'Te' })] });
    expect((await write(record, { 'text-rows': '0' })).record?.texts).toEqual([]);
  });
});

describe('the languages to choose from', () => {
  test('have their own names, and those from right to left say so', () => {
    expect(writtenLanguage('cy')).toEqual({ code: 'cy', english: 'Welsh', own: 'Cymraeg', dir: 'ltr' });
    expect(writtenLanguage('pl').own).toBe('Polski');
    const rightToLeft = WRITTEN_LANGUAGES.filter(({ dir }) => dir === 'rtl').map(({ code }) => code);
    expect(rightToLeft.sort()).toEqual(['ar', 'ckb', 'fa', 'ps', 'ur']);
  });

  test('all have an English name and one of their own, and an unknown code harms nothing', () => {
    for (const { code, english, own } of WRITTEN_LANGUAGES) {
      expect([code, english, own]).toEqual([
        code,
        expect.stringMatching(/^\p{Lu}/u),
        expect.not.stringMatching(/^[a-z]{2,3}$/),
      ]);
    }
    for (const code of ['', 'xx', 'EN', '<b>', 'not a code', '__proto__'])
      expect(writtenLanguage(code)).toMatchObject({ code, dir: 'ltr' });
  });
});

describe('the video in British Sign Language', () => {
  const sentence = 'Enter the web address of the video, like https://www.example.org/video';

  test.each([
    ['https://video.example.org/tea', 'https://video.example.org/tea'],
    ['video.example.org/tea', 'https://video.example.org/tea'],
    ['', null],
  ])('"%s" is kept as %s', async (bslVideoUrl, kept) => {
    const record = tea({ bslVideoUrl: 'https://old.example.org/' });
    expect((await write(record, { bslVideoUrl }, languages)).record?.bslVideoUrl).toBe(kept);
  });

  test.each([
    'http://video.example.org',
    'javascript:alert(1)',
    'our video',
    'https://a@b.example',
    'data:text/html,x',
  ])('"%s" is refused with what to type', async (bslVideoUrl) => {
    expect(await write(tea(), { bslVideoUrl }, languages)).toEqual({ problems: { bslVideoUrl: sentence } });
  });
});
