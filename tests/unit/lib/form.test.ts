import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readForm, type Form } from '#src/lib/form.ts';

const PersonForm = z.object({
  name: z.string({ error: 'Enter your full name' }).max(20, 'Full name must be 20 characters or less'),
  email: z.email({ error: 'Enter an email address' }).optional(),
  topics: z.union([z.string().transform((topic) => [topic]), z.array(z.string())], {
    error: 'Select a topic',
  }),
});

const post = (body: BodyInit, headers: Record<string, string> = {}): Request =>
  new Request('http://localhost/form', { method: 'POST', body, headers });
const send = (fields: readonly (readonly [string, string])[]): Promise<Form<z.infer<typeof PersonForm>>> =>
  readForm(post(new URLSearchParams(fields.map(([name, value]) => [name, value]))), PersonForm);

describe('a form that was sent', () => {
  test('gives its values, the ends of each text trimmed', async () => {
    const form = await send([
      ['name', '  Ada Lovelace \n'],
      ['topics', 'food'],
    ]);
    expect(form).toMatchObject({ submitted: true, ok: true, errors: [] });
    expect(form.value).toEqual({ name: 'Ada Lovelace', topics: ['food'] });
  });

  test('a field left blank counts as not given, so an optional one is not wrong', async () => {
    const form = await send([
      ['name', 'Ada'],
      ['email', '   '],
      ['topics', 'food'],
    ]);
    expect(form.ok).toBe(true);
    expect(form.values).not.toHaveProperty('email');
    expect((await send([['name', ' \t ']])).errorFor('name')).toBe('Enter your full name');
  });

  test('a name that comes again makes a list, without its blanks', async () => {
    const form = await send([
      ['name', 'Ada'],
      ['topics', 'food'],
      ['topics', ' '],
      ['topics', 'money'],
    ]);
    expect(form.value?.topics).toEqual(['food', 'money']);
    expect(form.values.topics).toEqual(['food', 'money']);
  });

  test('a text field sent twice is refused with its own sentence, not taken for a list', async () => {
    const form = await send([
      ['name', 'Ada'],
      ['name', 'Grace'],
      ['topics', 'food'],
    ]);
    expect(form.ok).toBe(false);
    expect(form.errorFor('name')).toBe('Enter your full name');
  });

  test('control characters go, tabs and line ends stay, and Windows line ends become plain', async () => {
    const form = await send([['name', 'a\u0000b\u0007\tc\r\nd\re\u007f\u001b[0m']]);
    expect(form.values.name).toBe('ab\tc\nd\ne[0m');
  });

  test('nothing but control characters is blank', async () => {
    expect((await send([['name', '\u0000\u0001\u007f']])).errorFor('name')).toBe('Enter your full name');
  });

  test('the same holds for any text: no end spaces, no control characters, and reading it again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter((text) => text.isWellFormed()),
        async (text) => {
          const kept = (await send([['name', text]])).values.name ?? '';
          expect(kept).toBe(String(kept).trim());
          expect(kept).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
          expect((await send([['name', String(kept)]])).values.name ?? '').toBe(kept);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('fields of a multipart form are read, files in it are not', async () => {
    const body = new FormData();
    body.append('name', 'Ada');
    body.append('topics', 'food');
    body.append('topics', new File(['x'], 'x.txt'));
    const form = await readForm(post(body), PersonForm);
    expect(form.value).toEqual({ name: 'Ada', topics: ['food'] });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'a field named %s harms nothing',
    async (name) => {
      const form = await send([
        [name, 'x'],
        [name, 'y'],
        ['name', 'Ada'],
        ['topics', 'food'],
      ]);
      expect(form.value).toEqual({ name: 'Ada', topics: ['food'] });
      expect(Object.getPrototypeOf(form.values)).toBe(Object.prototype);
      expect({}).not.toHaveProperty('x');
    },
  );
});

describe('what is wrong with it', () => {
  test('stands in the order of the page, not in the order it was sent, one sentence a field, with its anchor', async () => {
    const form = await send([
      ['email', 'not an address'],
      ['name', 'A name that is far too long for this field'],
    ]);
    expect(form.errors).toEqual([
      { field: 'name', href: '#name', text: 'Full name must be 20 characters or less' },
      { field: 'email', href: '#email', text: 'Enter an email address' },
      { field: 'topics', href: '#topics', text: 'Select a topic' },
    ]);
    expect(form.value).toBeUndefined();
  });

  test('several faults of one field are one sentence, the first', async () => {
    const schema = z.object({ code: z.string().min(5, 'Too short').regex(/^\d+$/, 'Digits only') });
    const form = await readForm(post(new URLSearchParams({ code: 'ab' })), schema);
    expect(form.errors.map((error) => error.text)).toEqual(['Too short']);
  });

  test('what was typed is kept for filling the form in again', async () => {
    const form = await send([
      ['name', 'Ada'],
      ['email', ' not an address '],
      ['extra', 'kept too'],
    ]);
    expect(form.values).toEqual({ name: 'Ada', email: 'not an address', extra: 'kept too' });
  });

  test('an anchor never holds what an address cannot', async () => {
    const schema = z.object({ 'note[a b]': z.string({ error: 'Enter a note' }) });
    const form = await readForm(post(new URLSearchParams({ other: 'x' })), schema);
    expect(form.errors).toEqual([{ field: 'note[a b]', href: '#note-a-b-', text: 'Enter a note' }]);
  });

  test('a refusal by the command comes after the others and the form is no longer right', async () => {
    const form = await send([
      ['name', 'Ada'],
      ['topics', 'food'],
    ]);
    form.fail('name', 'Somebody with this name is here already');
    expect(form.ok).toBe(false);
    expect(form.value).toBeUndefined();
    expect(form.errorFor('name')).toBe('Somebody with this name is here already');
    expect(form.errorFor('email')).toBeUndefined();
  });
});

describe('what is no form', () => {
  test('a page that was only asked for gives an empty form without errors', async () => {
    const form = await readForm(new Request('http://localhost/form?name=Ada'), PersonForm);
    expect(form).toMatchObject({ submitted: false, ok: false, value: undefined, values: {}, errors: [] });
  });

  test.each([
    ['JSON', '{"name":"Ada"}', { 'content-type': 'application/json' }],
    ['a broken multipart', 'nonsense', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['multipart without a boundary', 'nonsense', { 'content-type': 'multipart/form-data' }],
    ['nothing', '', {}],
  ])('%s counts as a form with nothing in it', async (_what, body, headers) => {
    const form = await readForm(post(body, headers as Record<string, string>), PersonForm);
    expect(form).toMatchObject({ submitted: true, ok: false, values: {} });
    expect(form.errors.map((error) => error.field)).toEqual(['name', 'topics']);
  });
});

describe('what was typed before signing in again', () => {
  const KEPT = { name: 'Ada Lovelace', topics: ['food', 'debt'] };
  const get = (): Request => new Request('http://localhost/form');

  test('fills the form that is opened, which has not been sent', async () => {
    const form = await readForm(get(), PersonForm, KEPT);
    expect(form).toMatchObject({ submitted: false, ok: false, values: KEPT, errors: [] });
    expect(form.value).toBeUndefined();
  });

  test('is nothing to a form that is sent: what is sent counts, blanks too', async () => {
    const form = await readForm(post(new URLSearchParams({ topics: 'food' })), PersonForm, KEPT);
    expect(form.values).toEqual({ topics: 'food' });
    expect(form.errorFor('name')).toBe('Enter your full name');
  });

  test('is left as it was when the form is changed', async () => {
    const form = await readForm(get(), PersonForm, KEPT);
    form.values.name = 'Somebody else';
    expect(KEPT.name).toBe('Ada Lovelace');
  });
});
