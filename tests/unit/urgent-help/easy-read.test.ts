import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPictureKeys } from '#src/features/easy-read/content.ts';
import { countWords, sentencesOf } from '#src/features/readability/rules.ts';
import { readUrgentHelp } from '#src/features/urgent-help/content.ts';
import { easyUrgentScreen } from '#src/features/urgent-help/easy-read.ts';
import { ROOT } from '../../support/server.ts';

const content = join(ROOT, 'content');
const help = readUrgentHelp(content, {
  'adult-safeguarding': '01632 960111',
  'child-safeguarding': '01632 960122',
  'housing-out-of-hours': '01632 960133',
});
const first = easyUrgentScreen(help, '');
const screens = [first, ...first.others.map(({ slug }) => easyUrgentScreen(help, slug))];

describe('urgent help in easy read', () => {
  test('has every line of urgent help, each once', () => {
    const keys = screens.flatMap(({ rows }) => rows.map(({ key }) => key));
    expect(keys.toSorted()).toEqual(help.map(({ key }) => key).toSorted());
  });

  test('begins with 999 and 111', () => {
    expect(first.rows.map(({ contact }) => contact).slice(0, 1)).toEqual(['999']);
    expect(first.rows.map(({ contact }) => contact)).toContain('111');
  });

  test('says each thing in sentences of at most 15 words, with a picture that is there', () => {
    const pictures = readPictureKeys(content);
    for (const { key, easy, picture } of help) {
      expect(pictures.has(picture), key).toBe(true);
      for (const sentence of sentencesOf(easy))
        expect(countWords(sentence), sentence).toBeLessThanOrEqual(15);
    }
  });

  test('shows at most 15 things on a screen, and a way to reach each of them', () => {
    for (const { rows, title } of screens) {
      expect(rows.length, title).toBeLessThanOrEqual(15);
      for (const row of rows)
        expect(`${row.contact} ${row.href}`, row.key).toMatch(/^.+ (tel:\d+|sms:\d+|https:\/\/.+)$/);
    }
  });

  test('a number of the place itself is the one of the settings', () => {
    const row = screens.flatMap(({ rows }) => rows).find(({ key }) => key === 'adult-safeguarding');
    expect(row?.href).toBe('tel:01632960111');
  });

  test('only the screen about being hurt is sensitive, and an unknown one is the first', () => {
    expect(screens.filter(({ isSensitive }) => isSensitive).map(({ slug }) => slug)).toEqual(['unsafe']);
    expect(easyUrgentScreen(help, 'nothing').slug).toBe('');
  });

  test('names the first day on which one of its lines must be looked at again', () => {
    const [row] = help;
    if (row === undefined) throw new Error('There is no urgent help.');
    const later = { ...row, key: 'later', reviewOn: '2031-01-01' };
    expect(easyUrgentScreen([later, { ...row, reviewOn: '2030-01-01' }], '').reviewOn).toBe('2030-01-01');
  });
});
