import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSame } from '#src/features/services/fields.ts';
import { contact } from '#src/features/services/editing/facts/contact/contact.ts';
import type { ContactRecord, PhoneRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { email, few, maybe, optional, phone, text, web } from '../../../../db/open-referral/any-parts.ts';
import { aService, typing } from './world.ts';

const anyContact: fc.Arbitrary<ContactRecord> = fc
  .tuple(
    fc.record({ name: maybe(text), title: maybe(text), email: maybe(email), phones: few(phone) }),
    optional<Pick<ContactRecord, 'department' | 'visibility'>>({
      department: text,
      visibility: fc.constantFrom('public', 'hidden', 'draft'),
    }),
  )
  .map(([own, more]) => ({ ...own, ...more }));

const office: PhoneRecord = { number: '01632 960001', type: 'voice', description: 'Office', extension: '12' };

test('saving the form untouched changes nothing, whatever a record says about contact', async () => {
  await fc.assert(
    fc.asyncProperty(
      few(phone),
      maybe(email),
      maybe(web),
      few(anyContact),
      async (phones, address, url, contacts) => {
        const record = aService({ phones, email: address, url, contacts });
        const { record: after, problems } = await typing(contact, record, {});
        expect(problems).toEqual({});
        expect(isSame(after, record)).toBe(true);
      },
    ),
  );
});

describe('how people reach it', () => {
  test('a number that changes keeps its extension, and a new one is a phone', async () => {
    const { record } = await typing(contact, aService({ phones: [office] }), {
      'phone-rows': '2',
      'phone-1-number': '01632  960002',
      'phone-2-number': '07700 900982',
      'phone-2-type': 'text',
      'phone-2-note': 'Evenings',
    });
    expect(record.phones).toEqual([
      { ...office, number: '01632 960002' },
      { number: '07700 900982', type: 'text', description: 'Evenings' },
    ]);
  });

  test('a website is given its "https://", email and website can be emptied', async () => {
    const { record } = await typing(contact, aService(), {
      url: 'www.example.org',
      email: 'club@example.org',
    });
    expect(record).toMatchObject({ url: 'https://www.example.org', email: 'club@example.org' });
    expect((await typing(contact, record, { url: '', email: '' })).record).toMatchObject({
      url: null,
      email: null,
    });
  });

  test('a person is public or hidden, and keeps further phone numbers', async () => {
    const secretary: ContactRecord = {
      name: 'A. Person',
      title: 'Secretary',
      email: null,
      phones: [office, { ...office, number: '01632 960009' }],
      department: 'Club',
    };
    const { record } = await typing(contact, aService({ contacts: [secretary] }), {
      'contact-1-visibility': 'hidden',
      'contact-1-phone': '',
    });
    expect(record.contacts).toEqual([{ ...secretary, phones: [secretary.phones[1]], visibility: 'hidden' }]);
    const open = (await typing(contact, record, { 'contact-1-visibility': 'public' })).record;
    expect(open.contacts[0]?.visibility).toBe('public');
    for (const own of [{ visibility: 'draft' as const }, {}]) {
      const before = { name: 'A. Person', title: null, email: null, phones: [], ...own };
      const { record: after } = await typing(contact, aService({ contacts: [before] }), {
        'contact-1-title': 'Cook',
      });
      expect(after.contacts).toEqual([{ ...before, title: 'Cook' }]);
    }
  });

  test.each<[string, FormValues, string, RegExp]>([
    ['no number', { 'phone-1-number': 'ask inside' }, 'phone-1-number', /^Enter a phone number/],
    ['a note alone', { 'phone-1-note': 'Evenings' }, 'phone-1-number', /^Enter the phone number, or remove/],
    [
      'a long note',
      { 'phone-1-number': '111', 'phone-1-note': 'x'.repeat(121) },
      'phone-1-note',
      /120 characters/,
    ],
    ['no email address', { email: 'club at example' }, 'email', /^Enter an email address/],
    ['no website', { url: 'javascript:alert(1)' }, 'url', /^Enter a website/],
    ['nobody', { 'contact-1-phone': '111' }, 'contact-1-name', /^Enter a name/],
    [
      'a wrong email of a person',
      { 'contact-1-name': 'A', 'contact-1-email': 'a@' },
      'contact-1-email',
      /^Enter an email/,
    ],
    [
      'a wrong phone of a person',
      { 'contact-1-name': 'A', 'contact-1-phone': '12' },
      'contact-1-phone',
      /^Enter a phone/,
    ],
    ['too many numbers', { 'phone-rows': '11' }, 'phone-11-number', /can have 10 phone numbers/],
  ])('%s is refused at its field', async (_, typed, field, sentence) => {
    const { problems } = await typing(contact, aService(), {
      'phone-rows': '1',
      'contact-rows': '1',
      'phone-1-type': 'voice',
      ...typed,
    });
    expect(problems).toEqual({ [field]: expect.stringMatching(sentence) as string });
  });
});
