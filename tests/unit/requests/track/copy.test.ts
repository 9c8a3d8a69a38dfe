import { describe, expect, test } from 'vitest';
import {
  COPY_FORMS,
  copyPoints,
  copySheet,
  isCopyForm,
  presentCopy,
  type CopyForm,
} from '#src/features/requests/present/track/copy.ts';
import { presentTrack } from '#src/features/requests/present/track/page.ts';
import { brailleText } from '#src/features/formats/braille.ts';
import { aConsent, aRecord, aReferral, withSam } from '../../../support/requests/track.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const record = aRecord({
  request: withSam(),
  consents: [aConsent()],
  referrals: [aReferral('sent')],
  notes: [
    {
      id: 'note-1',
      referralId: null,
      author: 'person',
      kind: 'addition',
      words: 'I moved – to my sister’s',
      at: '2026-11-22T09:00:00.000Z',
      by: 'person',
      byName: null,
    },
  ],
});
const told = [
  { question: 'Name', lines: ['Ada Example', 'Call me “Ada”'] },
  { question: 'GP practice', lines: [] },
];
const copyIn = (form: CopyForm) => {
  const view = presentTrack(record, { reader: 'person', now, team: 'Front Door' });
  return presentCopy(record, view, told, { reader: 'person', form, now });
};

describe('a copy', () => {
  test.each(['plain', 'easy-read', 'large-print', 'text'] as const)('in %s has everything', (form) => {
    const text = brailleText(copySheet(copyIn(form))).replace(/\n/g, ' ');
    for (const part of [
      'FD-7KQM-3F2P-X',
      'Ada Example',
      'Not provided',
      'I moved - to my sister',
      'Sam Rivers is your navigator',
      'Kettle Club',
      'Your name, and what to call you',
      'Agreed online on Friday 20 November',
    ])
      expect(text).toContain(part);
  });

  test('in easy read begins with one thing a line', () => {
    expect(copyIn('easy-read').intro).toEqual([
      'You asked us for help.',
      'This is what you told us.',
      'Your reference is FD-7KQM-3F2P-X.',
      'We made this copy on 23 November 2026.',
    ]);
  });

  test('as text has nothing that braille software stumbles over', () => {
    const text = brailleText(copySheet(copyIn('text')));
    expect(text).not.toMatch(/[\u2018-\u201d\u2010-\u2015\u00a0\u2026\t*•]/);
    expect(text).toContain(`Call me "Ada"`);
    expect(text).toContain('\n\n\nWhat you told us\n\nName:\nAda Example\n');
    expect(text.endsWith('\n')).toBe(true);
  });

  test('leaves out what is empty', () => {
    const headings = presentCopy(
      aRecord(),
      presentTrack(aRecord(), { reader: 'person', now, team: 'Front Door' }),
      [],
      { reader: 'person', form: 'plain', now },
    ).sections.map(({ heading }) => heading);
    expect(headings).toEqual(['Where things stand']);
  });
});

test('only the four forms are forms', () => {
  expect(['plain', 'easy-read', 'large-print', 'text'].every(isCopyForm)).toBe(true);
  expect([null, '', 'braille', 'constructor'].some(isCopyForm)).toBe(false);
});

test('large print and easy read are as large as the person asked, and plain print is plain', () => {
  const communication = {
    methods: [],
    formats: ['large-print' as const],
    printPoints: 28,
    professionals: [],
    support: [],
    language: null,
    other: null,
  };
  expect(COPY_FORMS.map((form) => copyPoints(form, { communication }))).toEqual([14, 28, 28, 14]);
  expect(COPY_FORMS.map((form) => copyPoints(form, {}))).toEqual([14, 18, 20, 14]);
});
