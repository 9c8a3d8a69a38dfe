import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mailDomain, siteDomain } from '#src/features/claims/domains.ts';
import {
  chooseWay,
  codeRefusal,
  deskFrom,
  type Asked,
  type PublishedContacts,
} from '#src/features/claims/rules.ts';
import { addWorkingDays } from '#src/features/working-days/rules.ts';
import { CodeForm } from '#src/features/claims/forms.ts';
import { isForDesk } from '#src/features/claims/present.ts';

describe('domains that say whom somebody works for', () => {
  test.each([
    ['ada@kettle.example.org', 'kettle.example.org'],
    ['Ada@Kettle.Example.ORG ', 'kettle.example.org'],
    ['ada@marlbridge.gov.uk', 'marlbridge.gov.uk'],
    ['ada@kettle.org.uk', 'kettle.org.uk'],
    ['ada@gmail.com', null],
    ['ada@GoogleMail.com', null],
    ['ada@nhs.net', null],
    ['ada@org.uk', null],
    ['ada@kettle.wordpress.com', null],
    ['kettle.example.org', null],
    ['ada@localhost', null],
  ])('the address %s belongs to %s', (email, domain) => {
    expect(mailDomain(email)).toBe(domain);
  });

  test.each([
    ['https://www.kettle.example.org/about', 'kettle.example.org'],
    ['http://kettle.example.org', 'kettle.example.org'],
    ['https://www.facebook.com/kettle', null],
    ['https://kettle.facebook.com', null],
    ['https://kettle.wixsite.com/home', null],
    ['https://sites.google.com/view/kettle', null],
    ['nonsense', null],
  ])('the website %s belongs to %s', (website, domain) => {
    expect(siteDomain(website)).toBe(domain);
  });
});

const CLUB: PublishedContacts = {
  id: 'club',
  parentId: null,
  website: 'https://www.kettle.example.org',
  emails: ['hello@tea.example.net'],
};
const other = (changes: Partial<PublishedContacts>): PublishedContacts => ({
  id: 'other',
  parentId: null,
  website: null,
  emails: [],
  ...changes,
});
const way = (changes: Partial<Asked>) =>
  chooseWay({
    email: 'ada@kettle.example.org',
    organisation: CLUB,
    others: [],
    hasManagers: false,
    hasPhone: true,
    ...changes,
  });

describe('the way in which a claim is settled', () => {
  test('an address on the website’s domain, or on that of the published address, speaks for itself', () => {
    expect(way({})).toBe('email-domain');
    expect(way({ email: 'ada@tea.example.net' })).toBe('email-domain');
  });

  test('a domain that only ends alike does not', () => {
    expect(way({ email: 'ada@evilkettle.example.org' })).toBe('phone-code');
    expect(way({ email: 'ada@mail.kettle.example.org' })).toBe('phone-code');
    expect(way({ email: 'ada@example.org' })).toBe('phone-code');
  });

  test('free mail never speaks for itself, even when the organisation publishes such an address', () => {
    const organisation = { ...CLUB, emails: ['kettle@gmail.com'] };
    expect(way({ organisation, email: 'ada@gmail.com' })).toBe('phone-code');
  });

  test('the very address that is published does, whatever its host', () => {
    const organisation = { ...CLUB, emails: ['kettle@gmail.com'] };
    expect(way({ organisation, email: 'Kettle@gmail.com' })).toBe('charity-contact');
  });

  test('a domain that an unrelated organisation shares does not; a branch of the same one may', () => {
    const sharing = { website: 'https://kettle.example.org/hall' };
    expect(way({ others: [other(sharing)] })).toBe('phone-code');
    expect(way({ others: [other({ emails: ['x@kettle.example.org'] })] })).toBe('phone-code');
    expect(way({ others: [other({ ...sharing, parentId: 'club' })] })).toBe('email-domain');
    const branch = { ...CLUB, parentId: 'head' };
    expect(way({ organisation: branch, others: [other({ ...sharing, id: 'head' })] })).toBe('email-domain');
    expect(way({ organisation: branch, others: [other({ ...sharing, parentId: 'head' })] })).toBe(
      'email-domain',
    );
  });

  test('whoever manages the organisation already is asked first, whatever the address', () => {
    expect(way({ hasManagers: true })).toBe('colleague');
  });

  test('without a published number the desk decides', () => {
    expect(way({ email: 'ada@gmail.com', hasPhone: false })).toBe('desk');
  });
});

describe('codes', () => {
  const NOW = new Date('2026-11-21T10:00:00Z');
  const kept = { codeHash: 'x', expiresAt: '2026-11-21T10:00:00.001Z', tries: 4 };

  test('count until they run out or five were wrong', () => {
    expect(codeRefusal(kept, NOW)).toBeNull();
    expect(codeRefusal({ ...kept, tries: 5 }, NOW)).toBe('too-many');
    expect(codeRefusal({ ...kept, expiresAt: NOW.toISOString() }, NOW)).toBe('expired');
    expect(codeRefusal({ ...kept, codeHash: null }, NOW)).toBe('no-code');
  });

  test('are read with spaces and hyphens anywhere, and are six digits', () => {
    expect(CodeForm.safeParse({ code: '012 - 345' }).data).toEqual({ code: '012345' });
    for (const code of ['12345', '1234567', 'abcdef'])
      expect(CodeForm.safeParse({ code }).success).toBe(false);
  });
});

describe('working days', () => {
  const CHRISTMAS = new Set(['2026-12-25', '2026-12-28']);

  test('pass over weekends and bank holidays', () => {
    expect(addWorkingDays('2026-11-20', 1, CHRISTMAS)).toBe('2026-11-23');
    expect(addWorkingDays('2026-12-24', 1, CHRISTMAS)).toBe('2026-12-29');
  });

  test('however many, the last is neither on a weekend nor a bank holiday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 20 }), (offset, count) => {
        const from = new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10);
        const to = addWorkingDays(from, count, CHRISTMAS);
        expect([0, 6]).not.toContain(new Date(to).getUTCDay());
        expect(CHRISTMAS.has(to)).toBe(false);
        expect(to > from).toBe(true);
      }),
    );
  });

  test('a colleague has five; on the day after, the desk decides', () => {
    expect(deskFrom('2026-11-20', CHRISTMAS)).toBe('2026-11-28');
    const claim = { way: 'colleague' as const, createdAt: '2026-11-20T12:00:00Z', hasCode: false };
    expect(isForDesk(claim, '2026-11-27', CHRISTMAS)).toBe(false);
    expect(isForDesk(claim, '2026-11-28', CHRISTMAS)).toBe(true);
  });

  test('a claim that its address settles is not for the desk', () => {
    const claim = { way: 'email-domain' as const, createdAt: '2026-01-01T12:00:00Z', hasCode: false };
    expect(isForDesk(claim, '2026-11-28', CHRISTMAS)).toBe(false);
  });
});
