import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAccepted } from '#src/cli/readability/accepted.ts';
import { reportOn } from '#src/cli/readability/report.ts';
import { ROOT } from '../../../support/server.ts';

let root = '';
const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'readability-'));
  for (const file of ['content/plain-words.yaml', 'content/pictures/pictures.yaml'])
    cpSync(join(ROOT, file), join(root, file));
  write('src/pages/good.astro', '---\n---\n<p>Ring us.</p>\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const BAD = "---\nconst label = 'Ask now';\n---\n<p>\n  Ring us.\n  We utilise tea.\n</p>\n";

describe('the report', () => {
  test('says nothing where everything is right', () => {
    expect(reportOn(root, [])).toEqual({ lines: [], notes: [] });
  });

  test('names file, line, rule and sentence, and says what to do', () => {
    write('src/pages/bad.astro', BAD);
    expect(reportOn(root, []).lines).toEqual([
      'src/pages/bad.astro:6: jargon: We utilise tea.: Instead of “utilise” you could say: use.',
    ]);
  });

  test('leaves out what is accepted, by its sentence or by its word', () => {
    write('src/pages/bad.astro', BAD);
    const place = { file: 'src/pages/bad.astro', rule: 'jargon', reason: 'A test.' };
    expect(reportOn(root, [{ ...place, sentence: 'We utilise' }]).lines).toEqual([]);
    expect(reportOn(root, [{ ...place, found: 'utilise' }]).lines).toEqual([]);
    expect(reportOn(root, [{ ...place, rule: 'grade', found: 'utilise' }]).lines).toHaveLength(2);
  });

  test('names what is accepted and needed no more', () => {
    const accepted = [{ file: 'src/pages/good.astro', rule: 'jargon', found: 'utilise', reason: 'A test.' }];
    expect(reportOn(root, accepted).lines).toEqual([
      'src/cli/readability/accepted.yaml:1: unneeded: src/pages/good.astro, jargon, utilise: Nothing needs this any more. Take it out.',
    ]);
  });

  test('names a file that nobody can read, and looks at the others', () => {
    write('src/pages/broken.astro', '---\n---\n<p>{</p>\n');
    write('src/pages/bad.astro', BAD);
    expect(reportOn(root, []).lines).toEqual([
      expect.stringMatching(/^src\/pages\/broken\.astro:\d+: unread: .+: Mend the file/),
      expect.stringMatching(/^src\/pages\/bad\.astro:6: /),
    ]);
  });

  test('has notes when they are asked for, which are nothing to mend', () => {
    write('src/pages/note.astro', '---\n---\n<p>Your form was changed.</p>\n');
    expect(reportOn(root, [], { notes: true })).toEqual({
      lines: [],
      notes: [
        'src/pages/note.astro:3: passive: Your form was changed.: “was changed”: say who does it, if that helps.',
      ],
    });
    expect(reportOn(root, []).notes).toEqual([]);
  });
});

describe('what is accepted', () => {
  const accepted = readAccepted(new URL('../../../../src/cli/readability/accepted.yaml', import.meta.url));

  test('is a short list, each with its reason', () => {
    expect(accepted.length).toBeLessThanOrEqual(25);
    expect(accepted.filter(({ reason }) => reason.length < 10)).toEqual([]);
  });

  test('is read only from a list of the right form', () => {
    write('list.yaml', '- { file: a, rule: b, sentence: c }\n');
    expect(() => readAccepted(new URL(`file://${join(root, 'list.yaml')}`))).toThrow();
    write('list.yaml', '# nothing yet\n');
    expect(readAccepted(new URL(`file://${join(root, 'list.yaml')}`))).toEqual([]);
  });
});
