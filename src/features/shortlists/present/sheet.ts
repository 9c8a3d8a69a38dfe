import type { ServiceView } from '#src/features/services/present/page.ts';
import type { Notes } from '#src/features/shortlists/rules.ts';
import { part, sectionsOf, type Sheet } from '#src/features/formats/sheet.ts';
import { formatDay } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import { entryFacts } from './entry.ts';

export interface ListedServices {
  title: string;
  views: readonly ServiceView[];
  notes: Notes;
  siteUrl: string;
  today: string;
}

export const RING_FIRST = 'Ring before you go: things change.';
export const EMPTY_LIST = 'There are no services on this list.';

/** A shortlist with the notes of whoever made it, for braille: the same as on paper. */
export function shortlistSheet({ title, views, notes, siteUrl, today }: ListedServices): Sheet {
  return {
    title,
    intro: [`Made on ${formatDay(today)}. ${RING_FIRST}`, ...(views.length === 0 ? [EMPTY_LIST] : [])],
    sections: sectionsOf(
      views.map((view) => [
        view.name,
        [
          part(null, `${view.organisation.name}.`),
          part(null, view.alert),
          part(null, view.summary),
          part('Note', notes[view.id]),
          ...entryFacts(view, { address: `${siteUrl}${paths.service(view.slug)}`, today }).map(
            ({ label, text }) => part(label, text),
          ),
        ],
      ]),
    ),
  };
}
