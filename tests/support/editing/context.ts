import type { EditContext } from '#src/features/services/editing/editor.ts';

/** A world in which a section is written: few needs, no holidays, no gazetteer. */
export const editContext = (changes: Partial<EditContext> = {}): EditContext => ({
  today: '2026-11-21',
  calendar: { bankHolidays: new Set(), termTimes: [] },
  needs: [
    { slug: 'food', name: 'Food', parent: null },
    { slug: 'hungry', name: 'I am hungry', parent: 'food' },
    { slug: 'company', name: 'Company', parent: null },
    { slug: 'lonely', name: 'I am lonely', parent: 'company' },
  ],
  suggestNeeds: () => [],
  keepPicture: () => Promise.resolve({ ok: false, error: 'no-picture' }),
  showPicture: () => Promise.resolve(undefined),
  pictures: { all: [], byWords: new Map() },
  factsAsIdeas: () => Promise.resolve([]),
  locate: () => Promise.resolve(undefined),
  ...changes,
});
