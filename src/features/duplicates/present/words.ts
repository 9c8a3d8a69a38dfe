import { formatMiles } from '#src/lib/distance.ts';
import { countOf, listInWords } from '#src/lib/text.ts';
import type { Level, Reason, ReasonKind, SubjectKind } from '../types.ts';

/** How sure a pair is, as a heading says it. */
export const LEVEL_LABELS: Readonly<Record<Level, string>> = {
  same: 'Almost certainly the same',
  likely: 'Likely the same',
  possible: 'Possibly the same',
};

/** What a reason is about, for counting. */
export const REASON_LABELS: Readonly<Record<ReasonKind, string>> = {
  name: 'the same name',
  'names-alike': 'names alike',
  postcode: 'the same postcode',
  near: 'within 100 metres',
  close: 'within 400 metres',
  apart: 'further apart',
  district: 'the same postcode district',
  'other-district': 'different postcode districts',
  phone: 'the same phone number',
  'web-page': 'the same web page',
  website: 'the same website',
  'other-web-page': 'different pages of one website',
  charity: 'the same charity number',
  'other-charity': 'different charity numbers',
  organisation: 'organisations of the same name',
  days: 'the same days',
  'other-days': 'different days',
  'one-organisation': 'listed by one organisation',
};

/** Whether a reason speaks for two records being one; what many share may speak neither for nor against. */
export const speaksFor = (reason: Reason): boolean => reason.points >= 0;

/** A reason in words, with the values it was seen in: "the same postcode, AB1 2CD". Nothing of it is HTML. */
export function describeReason(reason: Reason, kind: SubjectKind = 'service'): string {
  const shared = (carriers: number): string =>
    carriers <= 2 ? '' : ` (${countOf(carriers, kind)} share it)`;
  switch (reason.kind) {
    case 'name':
      return `the same name, \u201c${reason.name}\u201d`;
    case 'names-alike':
      return describeNames(reason);
    case 'postcode':
      return `the same postcode, ${reason.postcode}${shared(reason.carriers)}`;
    case 'near':
    case 'close':
      return `${Math.round(reason.metres)} metres from each other`;
    case 'apart':
      return `${formatMiles(reason.metres)} apart`;
    case 'district':
      return `the same postcode district, ${reason.outcode}`;
    case 'phone':
      return `the same phone number, ${reason.number}${shared(reason.carriers)}`;
    case 'web-page':
    case 'website':
      return `${REASON_LABELS[reason.kind]}, ${reason.address}${shared(reason.carriers)}`;
    case 'other-web-page':
      return `different pages of ${reason.address}`;
    case 'charity':
      return `the same charity number, ${reason.number}`;
    case 'other-charity':
      return `different charity numbers, ${listInWords(reason.numbers)}`;
    case 'organisation':
      return `organisations of the same name, \u201c${reason.name}\u201d`;
    case 'days':
    case 'other-days':
      return `open on ${REASON_LABELS[reason.kind]}`;
    case 'other-district':
    case 'one-organisation':
      return REASON_LABELS[reason.kind];
  }
}

function describeNames({ names, differsIn, points }: Extract<Reason, { kind: 'names-alike' }>): string {
  const both = names.map((name) => `\u201c${name}\u201d`).join(' and ');
  const only =
    differsIn.length === 0
      ? ''
      : `, but only one has ${listInWords(differsIn.map((word) => `\u201c${word}\u201d`))}`;
  return `${points > 0 ? 'names alike' : 'names that differ'}: ${both}${only}`;
}
