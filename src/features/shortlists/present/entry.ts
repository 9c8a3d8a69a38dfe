import type { ServiceView } from '#src/features/services/present/page.ts';
import { onPaper } from '#src/features/formats/present/service-sheet.ts';
import { choicesInWords } from '#src/lib/text.ts';

export interface EntryFact {
  label: string;
  text: string;
  isPhone?: boolean;
}

/** What a shortlist says of a service, in the order it is needed; what is not known is left out. */
export function entryFacts(
  view: ServiceView,
  { address, today }: { address: string; today: string },
): EntryFact[] {
  const rules = [...view.times.rules, ...view.venues.flatMap((venue) => venue.times.rules)];
  const places = view.venues.map((venue) => [venue.heading, ...venue.lines].join(', '));
  const facts: { label: string; text: string | null; isPhone?: boolean }[] = [
    {
      label: 'How to join',
      text: view.howToJoin ?? (view.joining.length > 0 ? `${choicesInWords(view.joining, 'or')}.` : null),
    },
    ...view.phones.map(({ number, description }) => ({
      label: description ? `Phone (${description})` : 'Phone',
      text: number,
      isPhone: true,
    })),
    { label: 'Email', text: view.email },
    { label: 'When', text: rules.map((rule) => rule.text).join('. ') },
    { label: 'Next', text: nextOf(view, today) },
    { label: 'Where', text: places.join('. ') || whereElse(view) },
    { label: 'Getting there', text: view.venues.flatMap((venue) => venue.transport ?? []).join(' ') },
    { label: 'Cost', text: view.price === 'See cost' ? view.feesNote : view.price },
    { label: 'Who it is for', text: [view.whoFor.words, view.whoFor.ages].filter(Boolean).join(' ') },
    { label: 'First visit', text: view.firstVisit },
    { label: 'Space', text: view.status?.text ?? null },
    { label: 'Last checked', text: view.checked.on ?? view.checked.text },
    { label: 'Web page', text: address },
  ];
  return facts.flatMap(({ text, ...fact }) => (text ? { ...fact, text } : []));
}

const whereElse = ({ deliveries }: ServiceView): string | null =>
  deliveries.length === 0 ? null : `${choicesInWords(deliveries)}.`;

/** The soonest session anywhere. */
function nextOf({ times, venues }: ServiceView, today: string): string | null {
  const sessions = [times, ...venues.map((venue) => venue.times)].flatMap(({ next }) => next);
  const [soonest] = sessions.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return soonest === undefined ? null : onPaper(soonest, today);
}
