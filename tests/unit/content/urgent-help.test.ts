import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readUrgentHelp, type LocalNumbers, type UrgentHelp } from '#src/features/urgent-help/content.ts';
import { isDay } from '#src/lib/dates.ts';
import { ROOT } from '../../support/server.ts';

const NONE: LocalNumbers = {
  'adult-safeguarding': null,
  'child-safeguarding': null,
  'housing-out-of-hours': null,
};
const ALL: LocalNumbers = {
  'adult-safeguarding': '01632 960111',
  'child-safeguarding': '01632 960122',
  'housing-out-of-hours': '01632 960133',
};
const ROW =
  "- { key: one, title: A, contact: '01632 960001', phone: '01632960001', how: Ring, easy: You are ill., picture: phone, hours: Always, group: health, review_on: '2027-02-21' }";

function read(yaml: string, local = NONE): UrgentHelp[] {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-urgent-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'urgent-help.yaml'), yaml);
  return readUrgentHelp(folder, local);
}

describe('a line of urgent help', () => {
  test('says what for, whom, how and when', () => {
    expect(read(ROW)).toEqual([
      {
        key: 'one',
        title: 'A',
        contact: '01632 960001',
        phone: '01632960001',
        text: undefined,
        url: undefined,
        how: 'Ring',
        easy: 'You are ill.',
        picture: 'phone',
        hours: 'Always',
        group: 'health',
        reviewOn: '2027-02-21',
      },
    ]);
  });

  test('that costs nothing says so after its hours, and speaks of calling only where there is a number', () => {
    expect(read(ROW.replace("phone: '01632960001'", "text: '85258', free: true"))[0]?.hours).toBe(
      'Always. Free.',
    );
    expect(read(ROW.replace('hours: Always', 'hours: Always, free: true'))[0]?.hours).toBe(
      'Always. Free to call.',
    );
    expect(read(ROW.replace('hours: Always', 'hours: Always, free: false'))[0]?.hours).toBe('Always');
  });

  test('of the place itself has the number of the settings, and is left out where there is none', () => {
    const local =
      "- { key: two, title: B, how: Ring, easy: You are ill., picture: phone, hours: Always, local: adult-safeguarding, group: abuse, review_on: '2027-02-21' }";
    expect(read(`${ROW}\n${local}`, ALL).map((row) => [row.key, row.contact, row.phone])).toEqual([
      ['one', '01632 960001', '01632960001'],
      ['two', '01632 960111', '01632 960111'],
    ]);
    expect(read(`${ROW}\n${local}`, { ...ALL, 'adult-safeguarding': null }).map((row) => row.key)).toEqual([
      'one',
    ]);
  });

  test.each([
    ['a misspelt field', ROW.replace('hours:', 'huors:'), '0'],
    ['letters in a number', ROW.replace("phone: '01632960001'", "phone: 'ring us'"), '0.phone'],
    ['an address without https', ROW.replace('how: Ring', "how: Ring, url: 'http://example.org'"), '0.url'],
    ['a script for an address', ROW.replace('how: Ring', "how: Ring, url: 'javascript:alert(1)'"), '0.url'],
    ['a group nobody knows', ROW.replace('group: health', 'group: other-things'), '0.group'],
    ['a local number nobody knows', ROW.replace('group:', 'local: the-mayor, group:'), '0.local'],
    ['no day of review', ROW.replace(", review_on: '2027-02-21'", ''), '0.review_on'],
    ['no rows', '[]', ''],
    ['no list', 'key: one', ''],
    ['broken YAML', '- { key: "one', ''],
  ])('with %s stops the start and names the file and the place', (_what, yaml, path) => {
    expect(() => read(yaml)).toThrow(new RegExp(`urgent-help\\.yaml: ${path.replace('.', '\\.')}`));
  });
});

describe('the lines as they are', () => {
  const rows = readUrgentHelp(join(ROOT, 'content'), ALL);

  test('each can be reached by phone, text or website, and has a day of review that exists', () => {
    for (const row of rows) {
      expect(row.phone ?? row.text ?? row.url, row.key).toBeDefined();
      expect(row.contact, row.key).toBeTruthy();
      expect(isDay(row.reviewOn), row.key).toBe(true);
    }
  });

  test('each key is there once', () => {
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });

  test('999 comes first, and 111 and somebody to talk to are there', () => {
    expect(rows[0]?.phone).toBe('999');
    expect(rows.map((row) => row.phone)).toEqual(expect.arrayContaining(['999', '111', '116123']));
  });

  test('what is read aloud or shown is the number that is dialled', () => {
    const digits = (text: string | undefined): string => (text ?? '').replace(/\D/g, '');
    for (const row of rows)
      if (row.phone !== undefined) expect(digits(row.contact), row.key).toContain(digits(row.phone));
  });

  test('no sentence has two full stops, and only what can be called is free to call', () => {
    for (const row of rows) {
      expect(row.hours, row.key).not.toContain('..');
      if (row.hours.includes('Free to call')) expect(row.phone, row.key).toBeDefined();
    }
  });

  test('without numbers of the place there are fewer, and none is empty', () => {
    const fewer = readUrgentHelp(join(ROOT, 'content'), NONE);
    expect(rows.length - fewer.length).toBe(3);
    expect(
      rows.filter((row) => !fewer.some((other) => other.key === row.key)).map((row) => row.phone),
    ).toEqual(Object.values(ALL));
  });
});
