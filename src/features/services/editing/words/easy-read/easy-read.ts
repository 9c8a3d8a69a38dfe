import { proposePicture, type IdeaPictures } from '#src/features/pictures/propose.ts';
import type { SectionEditor } from '#src/features/services/editing/editor.ts';
import { LIMITS, tooLong } from '#src/features/services/editing/limits.ts';
import { asTyped, textAfter, textOf } from '#src/features/services/editing/typed.ts';
import type { EasyReadRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import {
  filledRow,
  isBlank,
  lineAfter,
  pressRows,
  readRows,
  rowsOf,
  showRows,
  tooManyRows,
  withRows,
  type Row,
  type RowAnswer,
} from '#src/features/services/editing/facts/rows.ts';

type Idea = EasyReadRecord['ideas'][number];

/** Two screens of easy read: a service that needs more says too much (domain.md 4.1). */
export const MOST_IDEAS_OF_SERVICE = 30;
/** The button that fills the form with what is known of the service. */
export const START_BUTTON = 'start-from-facts';

const rowOf = ({ words, picture }: Idea): Row => filledRow({ words: asTyped(words), picture });

/** A service's own words in easy read: ideas, each with its picture, and who read them. */
export const easyRead: SectionEditor = {
  show: ({ easyRead: text }) => ({
    ...showRows('idea', text?.ideas ?? [], rowOf),
    testedBy: asTyped(text?.testedBy),
  }),

  apply(record, typed, { pictures }) {
    const stored = record.easyRead ?? null;
    const ideas = readRows(typed, {
      list: 'idea',
      stored: stored?.ideas ?? [],
      show: rowOf,
      read: (row, was) => readIdea(row, was, pictures),
    });
    const problems = [
      ...ideas.problems,
      ...tooManyRows(
        typed,
        'idea',
        'words',
        Math.max(MOST_IDEAS_OF_SERVICE, stored?.ideas.length ?? 0),
        (most) => `There can be ${most} ideas. Say the most important things only`,
      ),
    ];
    const testedBy =
      typed.testedBy === undefined
        ? (stored?.testedBy ?? null)
        : textAfter(stored?.testedBy ?? null, textOf(typed, 'testedBy').replace(/\s+/g, ' '));
    if (testedBy !== (stored?.testedBy ?? null)) {
      const long = tooLong('testedBy', 'Who read it', testedBy ?? '', LIMITS.testedBy);
      if (long !== null) problems.push(long);
      if (testedBy !== null && ideas.parts.length === 0 && ideas.problems.length === 0)
        problems.push({ field: 'testedBy', text: 'Write what they read first, or leave this empty' });
    }
    if (problems.length > 0) return Promise.resolve({ ok: false, problems });
    if (ideas.parts.length === 0 && testedBy === null && stored === null)
      return Promise.resolve({ ok: true, record });
    const isNothing = ideas.parts.length === 0 && testedBy === null && (stored?.ideas.length ?? 1) > 0;
    return Promise.resolve({
      ok: true,
      record: { ...record, easyRead: isNothing ? null : { ideas: ideas.parts, testedBy } },
    });
  },

  /** Rows come and go; a row of words without a picture gets one, and a start is made from the facts. */
  async pressIn(typed, button, record, context) {
    if (button !== START_BUTTON) return withPictures(pressRows(typed, button, ['idea']), context.pictures);
    const written = rowsOf(typed, 'idea').filter((row) => !isBlank({ words: textOf(row, 'words') }));
    const facts = (await context.factsAsIdeas(record)).map(rowOf);
    return withRows(typed, 'idea', [...written, ...facts].slice(0, MOST_IDEAS_OF_SERVICE));
  },
};

const withPictures = (typed: Readonly<FormValues>, pictures: IdeaPictures): FormValues =>
  withRows(
    typed,
    'idea',
    rowsOf(typed, 'idea').map((row) => {
      const words = textOf(row, 'words');
      return words === '' || textOf(row, 'picture') !== ''
        ? row
        : { ...row, picture: proposePicture(words, pictures) };
    }),
  );

/** An idea as it was typed; one without a picture gets the one that fits its words. */
function readIdea(row: Row, was: Idea | undefined, pictures: IdeaPictures): RowAnswer<Idea> {
  const words = lineAfter(was?.words ?? null, textOf(row, 'words').replace(/\s+/g, ' '));
  if (words === null) return { problems: [{ field: 'words', text: 'Write the idea, or remove it' }] };
  const long = words === was?.words ? null : tooLong('words', 'An idea', words, LIMITS.idea);
  if (long !== null) return { problems: [long] };
  const picture = textOf(row, 'picture');
  const isKnown = picture === was?.picture || pictures.all.some(({ key }) => key === picture);
  if (picture !== '' && !isKnown)
    return { problems: [{ field: 'picture', text: 'Choose a picture from the list' }] };
  return { parts: [{ picture: picture === '' ? proposePicture(words, pictures) : picture, words }] };
}
