import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readRedFlags } from '#src/features/red-flags/content.ts';
import { ROOT } from '../../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'red-flags-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A content folder with this list beside the real urgent help. */
function withList(name: string, yaml: string): string {
  const content = join(folder, name);
  mkdirSync(content);
  writeFileSync(
    join(content, 'urgent-help.yaml'),
    readFileSync(join(ROOT, 'content/urgent-help.yaml'), 'utf8'),
  );
  writeFileSync(join(content, 'red-flags.yaml'), yaml);
  return content;
}

describe('content/red-flags.yaml', () => {
  test('is as its reader wants it, and each group shows help that can be reached without settings of the place', () => {
    const { groups } = readRedFlags(join(ROOT, 'content'));
    expect(groups.length).toBeGreaterThan(3);
    const local = ['adult-safeguarding', 'child-safeguarding', 'housing-out-of-hours'];
    for (const { show } of groups) expect(show.some((key) => !local.includes(key))).toBe(true);
  });

  test('has the phrases that the design names', () => {
    const phrases = readRedFlags(join(ROOT, 'content')).groups.flatMap((group) => group.phrases);
    for (const phrase of [
      'kill myself',
      'end my life',
      'suicide',
      'self harm',
      'overdose',
      'hurt me',
      'hitting me',
      'scared of my',
      'nothing to eat',
      'being evicted today',
    ])
      expect(phrases).toContain(phrase);
  });

  test.each([
    [
      'help that does not exist',
      '- show: [nobody]\n  phrases: [help me]\n',
      'no row "nobody" in urgent-help.yaml',
    ],
    [
      'a phrase that is there twice',
      '- show: [nhs-111]\n  phrases: ["Can’t go on", cant go on]\n',
      'is there twice',
    ],
    ['a phrase without a word', '- show: [nhs-111]\n  phrases: ["!!!"]\n', 'has no word in it'],
    ['an empty list', '[]\n', 'red-flags.yaml'],
  ])('%s is refused in a sentence that names the file', (name, yaml, why) => {
    expect(() => readRedFlags(withList(name.replaceAll(' ', '-'), yaml))).toThrow(why);
  });
});
