import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readNeeds } from '#src/features/needs/content.ts';
import { pictures } from '#src/server/config/pictures-plugin.ts';
import { ROOT } from '../../support/server.ts';

interface Hooks {
  resolveId(id: string): string | undefined;
  load(id: string): string | undefined;
}
const hooksFor = (root: string): Hooks => pictures(pathToFileURL(`${root}/`)) as unknown as Hooks;

/** The drawings by name, as a page that imports `virtual:pictures` gets them. */
function bodiesOf(hooks: Hooks): Record<string, string> {
  const code = hooks.load(hooks.resolveId('virtual:pictures') ?? '') ?? '';
  const [, json = ''] = /^export const pictureBodies = ([\s\S]*);$/.exec(code) ?? [];
  return JSON.parse(json) as Record<string, string>;
}

function folderWith(lines: string): string {
  const root = mkdtempSync(join(tmpdir(), 'front-door-pictures-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'content', 'pictures'), { recursive: true });
  const credit = 'credit: { name: OpenMoji, licence: CC BY-SA 4.0, url: https://openmoji.org }';
  writeFileSync(join(root, 'content', 'pictures', 'pictures.yaml'), `${credit}\npictures:\n${lines}\n`);
  return root;
}

describe('the pictures of a build', () => {
  test('are those the file names, under our own words, and no others', () => {
    const bodies = bodiesOf(hooksFor(folderWith('  home: house\n  phone: telephone')));
    expect(Object.keys(bodies)).toEqual(['home', 'phone']);
    for (const body of Object.values(bodies)) expect(body).toMatch(/^<(g|path|circle|rect)\b/);
    expect(bodies.home).not.toBe(bodies.phone);
  });

  test('a picture that does not exist stops the build with both names', () => {
    expect(() => bodiesOf(hooksFor(folderWith('  home: a-house-on-the-moon')))).toThrow(
      'content/pictures/pictures.yaml: "home" names "a-house-on-the-moon", which is no picture of the set.',
    );
  });

  test('other modules are none of its business', () => {
    const hooks = hooksFor(ROOT);
    expect(hooks.resolveId('virtual:other')).toBeUndefined();
    expect(hooks.load('src/pages/index.astro')).toBeUndefined();
  });
});

describe('the pictures as they are', () => {
  const bodies = bodiesOf(hooksFor(ROOT));

  test('hold no script, no style and nothing from elsewhere', () => {
    for (const [name, body] of Object.entries(bodies))
      expect(body, name).not.toMatch(/<script|<style|style=|href="(?!#)|\son\w+=|url\((?!#)/i);
  });

  test('every need has one', () => {
    const needs = [...readNeeds(join(ROOT, 'content')).bySlug.values()];
    expect(needs.length).toBeGreaterThan(60);
    expect(
      needs
        .filter((need) => bodies[need.picture] === undefined)
        .map((need) => `${need.slug}: ${need.picture}`),
    ).toEqual([]);
  });
});
