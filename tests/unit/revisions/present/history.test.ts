import { expect, test } from 'vitest';
import { describeAuthor, describeState, formatMoment } from '#src/features/revisions/present/history.ts';

const author = (
  authorKind: Parameters<typeof describeAuthor>[0]['authorKind'],
  authorName: string | null,
) => ({
  authorKind,
  authorName,
});

test('a partner reads the names of colleagues, and not of those at the desk', () => {
  const pat = { text: 'Pat', isName: true };
  expect(describeAuthor(author('partner', 'Pat'), 'partner')).toEqual(pat);
  expect(describeAuthor(author('partner', 'Pat'), 'desk')).toEqual(pat);
  const team = { text: 'The directory team', isName: false };
  expect(describeAuthor(author('desk', 'Edna'), 'partner')).toEqual(team);
  expect(describeAuthor(author('undo', 'Edna'), 'partner')).toEqual(team);
  expect(describeAuthor(author('desk', 'Edna'), 'desk')).toEqual({ text: 'Edna', isName: true });
  expect(describeAuthor(author('desk', null), 'desk')).toEqual(team);
});

test('whoever has no name is told by how they came', () => {
  const words = (kind: Parameters<typeof author>[0]) => describeAuthor(author(kind, null), 'desk').text;
  expect(words('partner')).toBe('Somebody of the organisation');
  expect(words('review-link')).toBe('Somebody with the link from our email');
  expect(words('import')).toBe('The list that the service comes from');
});

test('what became of a revision is said in words, and what was taken in part is not "no"', () => {
  const said = (state: Parameters<typeof describeState>[0]['state'], acceptedFields: string[] = []) => {
    const { text, tone } = describeState({ state, acceptedFields });
    return [text, tone];
  };
  expect(said('proposed')).toEqual(['Waits for the directory team', 'caution']);
  expect(said('published')).toEqual(['Put on the website', 'good']);
  expect(said('declined')).toEqual(['Not put on the website', 'bad']);
  expect(said('declined', ['name'])).toEqual(['Some of it was put on the website', 'caution']);
  expect(said('withdrawn')).toEqual(['Not used', 'off']);
});

test('a moment is told by London’s clock', () => {
  expect(formatMoment('2026-07-01T23:30:00.000Z')).toBe('2 July 2026, 12:30am');
  expect(formatMoment('2026-12-01T12:00:00.000Z')).toBe('1 December 2026, midday');
});
