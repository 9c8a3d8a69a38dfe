import { describe, expect, test } from 'vitest';
import { ItemForm, NoteForm, SHORTLIST_SENTENCES, WithdrawalForm } from '#src/features/shortlists/forms.ts';

const SERVICE = '0190a000-0000-7000-8000-000000000001';
const sentences = (result: { error?: { issues: { message: string }[] } }): string[] =>
  (result.error?.issues ?? []).map((issue) => issue.message);

describe('the forms of the shortlist', () => {
  test('saving takes the id of a service, and where to go back to', () => {
    expect(ItemForm.parse({ service: SERVICE, return: '/search?q=tea' })).toEqual({
      service: SERVICE,
      return: '/search?q=tea',
    });
    expect(sentences(ItemForm.safeParse({ service: 'tea-and-talk' }))).toEqual(['Choose a service to save']);
    expect(sentences(ItemForm.safeParse({}))).toEqual(['Choose a service to save']);
  });

  test('ids of imported services, which are made from their source, are taken too', () => {
    expect(ItemForm.safeParse({ service: '886313e1-3b8a-5372-9b90-0c9aee199e5d' }).success).toBe(true);
  });

  test('a note is 200 characters at most, and an empty one takes it away', () => {
    expect(NoteForm.parse({ service: SERVICE })).toEqual({ service: SERVICE, note: '' });
    expect(NoteForm.safeParse({ service: SERVICE, note: 'a'.repeat(200) }).success).toBe(true);
    expect(sentences(NoteForm.safeParse({ service: SERVICE, note: 'a'.repeat(201) }))).toEqual([
      'Note must be 200 characters or less',
    ]);
  });

  test('withdrawing asks for the link', () => {
    expect(sentences(WithdrawalForm.safeParse({}))).toEqual(['Select the link to withdraw']);
  });

  test('every refusal has a sentence that says what to do', () => {
    for (const sentence of Object.values(SHORTLIST_SENTENCES))
      expect(sentence).toMatch(/^[A-Z][^.]+(\. [A-Z][^.]+)?$/);
  });
});
