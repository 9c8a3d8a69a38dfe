import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';

interface KeyFile {
  current: string;
  keys: Record<string, string>;
}
const NEWER = { id: 'bbbbbbbb', key: Buffer.alloc(32, 7).toString('base64') };

let folder: string;
beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'front-door-keys-'));
  folder = made;
  onTestFinished(() => rmSync(made, { recursive: true }));
});
const keyFile = (): KeyFile => JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')) as KeyFile;
const writeKeys = (content: unknown): void =>
  writeFileSync(join(folder, 'keys.json'), JSON.stringify(content));

describe('sealing', () => {
  test('what was sealed can be read again with the same context', () => {
    const ring = openKeyRing(folder);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        fc.string(),
        (text, context) => {
          expect(ring.unseal(ring.seal(text, context), context)).toBe(text);
        },
      ),
    );
  });

  test('it cannot be opened as something else, so a row cannot be swapped for another', () => {
    const ring = openKeyRing(folder);
    const sealed = ring.seal('Mum fell', 'feedback:1');
    expect(() => ring.unseal(sealed, 'feedback:2')).toThrow();
  });

  test('a change of any single character is noticed', () => {
    const ring = openKeyRing(folder);
    const sealed = ring.seal('Mum fell', 'feedback:1');
    for (let at = 9; at < sealed.length - 1; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(() => ring.unseal(sealed.slice(0, at) + other + sealed.slice(at + 1), 'feedback:1')).toThrow();
    }
  });

  test('the same words sealed twice look different and show nothing of themselves', () => {
    const ring = openKeyRing(folder);
    const [one, other] = [ring.seal('Mum fell', 'a'), ring.seal('Mum fell', 'a')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(9), 'base64url').toString('latin1')).not.toContain('Mum');
  });

  test.each(['', 'abc', 'aaaaaaaa.', 'aaaaaaaa.AAAA', 'AAAAAAAA.AAAA', 'nothing sealed'])(
    '"%s" is not a sealed text',
    (text) => {
      const ring = openKeyRing(folder);
      expect(() => ring.unseal(text, 'a')).toThrow();
    },
  );
});

describe('the key file', () => {
  test('is made on first use, for its owner only, with one key of 256 bits and nothing left over', () => {
    openKeyRing(folder);
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
    expect(Object.values(keyFile().keys).map((key) => Buffer.from(key, 'base64').length)).toEqual([32]);
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  test('stays the same when opened again, so that what was sealed yesterday can be read today', () => {
    const sealed = openKeyRing(folder).seal('Mum fell', 'a');
    expect(openKeyRing(folder).unseal(sealed, 'a')).toBe('Mum fell');
  });

  test('two folders do not share a key', () => {
    const sealed = openKeyRing(folder).seal('Mum fell', 'a');
    const other = mkdtempSync(join(tmpdir(), 'front-door-keys-'));
    onTestFinished(() => rmSync(other, { recursive: true }));
    expect(() => openKeyRing(other).unseal(sealed, 'a')).toThrow('holds no key');
  });

  test('with a newer key, new texts use it and old ones can still be read', () => {
    const old = openKeyRing(folder).seal('Mum fell', 'a');
    writeKeys({ current: NEWER.id, keys: { ...keyFile().keys, [NEWER.id]: NEWER.key } });
    const ring = openKeyRing(folder);
    expect(ring.unseal(old, 'a')).toBe('Mum fell');
    expect(ring.seal('x', 'a').startsWith(`${NEWER.id}.`)).toBe(true);
  });

  test.each([
    ['is not JSON', 'not json'],
    ['has no keys', { current: 'aaaaaaaa', keys: {} }],
    ['has a short key', { current: 'aaaaaaaa', keys: { aaaaaaaa: 'AAAA' } }],
    ['names a key it does not hold', { current: 'aaaaaaaa', keys: { [NEWER.id]: NEWER.key } }],
  ])('that %s stops the start and is left as it is', (_why, content) => {
    writeKeys(content);
    const before = readFileSync(join(folder, 'keys.json'), 'utf8');
    expect(() => openKeyRing(folder)).toThrow(CannotStart);
    expect(() => openKeyRing(folder)).toThrow(/put it back from a backup\.$/);
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe(before);
  });

  test('is not replaced when it exists but was left readable by others', () => {
    writeKeys({ current: NEWER.id, keys: { [NEWER.id]: NEWER.key } });
    chmodSync(join(folder, 'keys.json'), 0o644);
    expect(openKeyRing(folder).seal('x', 'a')).toContain(NEWER.id);
  });
});
