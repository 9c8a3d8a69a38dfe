import type { ServiceView, VenueView } from '#src/features/services/present/page.ts';
import type { TimesView } from '#src/features/services/present/times.ts';
import { formatDay, formatWeekdayAndDay } from '#src/lib/dates.ts';
import { choicesInWords, listInWords } from '#src/lib/text.ts';
import { part, sectionsOf, type Sheet, type SheetPart } from '../sheet.ts';

export interface SheetFacts {
  today: string;
  /** Where it came from, when that source no longer has it: since which day, in words. */
  source: { name: string; missingSince: string | null } | null;
}

/** Everything that somebody takes away of a service; what a link or a map says on its page is said in words. */
export function serviceSheet(view: ServiceView, { today, source }: SheetFacts): Sheet {
  return {
    title: view.name,
    intro: [
      `${view.organisation.name}. ${view.sector}.`,
      ...warnings(view, source),
      ...(view.summary ? [view.summary] : []),
    ],
    sections: sectionsOf([
      ['How to join', howToJoin(view)],
      ['What happens there', view.about.map((paragraph) => part(null, paragraph))],
      ['Who it is for', whoFor(view)],
      ['What it costs', costs(view)],
      ['When', [...times(view.times, null, today), part(null, ...view.closures)]],
      ...where(view, today),
      ['Access', [part(null, ...view.access)]],
      ['Your first visit', [part(null, view.firstVisit), part('What to bring', view.bring)]],
      [
        'Languages',
        [
          part(null, listInWords(view.languages)),
          part(null, view.interpreters),
          part('In British Sign Language (video)', view.bslVideo),
        ],
      ],
      [
        'Last checked',
        [
          part(null, checked(view)),
          part(null, view.accreditations),
          part(null, `This copy was made on ${formatDay(today)}. Ring before you go: things change.`),
        ],
      ],
    ]),
  };
}

function warnings({ alert, checked: { overdue, on } }: ServiceView, source: SheetFacts['source']): string[] {
  return [
    ...(alert === null ? [] : [alert]),
    ...(overdue
      ? [
          `This may be out of date. ${on === null ? '' : `It was last checked on ${on}. `}Ring or email before you go.`,
        ]
      : []),
    ...(source?.missingSince
      ? [
          `This service may have ended. ${source.name} has not had it since ${source.missingSince}. Check before you go.`,
        ]
      : []),
  ];
}

function howToJoin(view: ServiceView): SheetPart[] {
  const ways = view.joining.length === 0 ? null : `${choicesInWords(view.joining, 'or')}.`;
  const updated = view.statusUpdated === null ? '' : ` (on ${view.statusUpdated})`;
  return [
    part(null, view.howToJoin ?? ways),
    ...view.phones.map(({ number, description }) => ({
      ...part(description ? `Phone (${description})` : 'Phone', number),
      isBig: true,
    })),
    part('Email', view.email),
    part('Website', view.url),
    part('Space', view.status && `${view.status.text}${updated}`),
    part(null, view.closing),
  ];
}

const whoFor = ({ whoFor: { words, ages, audiences, notFor } }: ServiceView): SheetPart[] => [
  part(null, words),
  part(null, ages, ...audiences),
  part('Not for', notFor),
];

const costs = ({ costs: prices, price, feesNote }: ServiceView): SheetPart[] => [
  part(null, prices.length === 0 && price !== 'See cost' ? price : null),
  ...prices.map(({ label, amount, note }) => part(label, note === null ? amount : `${amount} (${note})`)),
  part(null, feesNote),
];

/** Several places have a heading each, so that the times of one are not read as those of another. */
function where(view: ServiceView, today: string): (readonly [string, SheetPart[]])[] {
  const { venues } = view;
  const known = part(null, reach(view));
  return venues.length > 1
    ? [
        ['Where', [known]],
        ...venues.map((place) => [`Where: ${place.heading}`, venue(place, 'Address', today)] as const),
      ]
    : [['Where', [known, ...venues.flatMap((place) => venue(place, place.heading, today))]]];
}

const times = ({ table, rules, next }: TimesView, label: string | null, today: string): SheetPart[] => [
  part(
    label,
    ...(table === null
      ? rules.map(({ text, notes }) => (notes === null || notes === text ? text : `${text} (${notes})`))
      : table.map((row) => `${row.day}: ${row.times.join(', ')}`)),
  ),
  part('Next dates', ...next.map((session) => onPaper(session, today))),
];

function reach({ deliveries, areas }: ServiceView): string {
  return [
    deliveries.length === 0 ? '' : `${choicesInWords(deliveries)}.`,
    areas === null ? '' : `Covers ${areas}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

const venue = (place: VenueView, label: string, today: string): SheetPart[] => [
  place.confidential
    ? part(label, 'The address is kept private to keep people safe. You are told it when you need it.')
    : part(label, ...(place.lines.length === 0 ? ['Ask for the address.'] : place.lines)),
  part('Finding us', place.directions),
  part('Getting here', place.transport),
  ...times(place.times, 'Times', today),
  part('Access', ...place.access),
];

/** A session as it is still true when the paper is read on another day: "Sunday 22 November, all day", not "Today". */
export const onPaper = ({ day, text }: TimesView['next'][number], today: string): string =>
  text.replace(/^Today\b/, formatWeekdayAndDay(day, today));

const checked = ({ checked: { text, on, by } }: ServiceView): string =>
  `${on === null ? text : `Checked on ${on}`}${by === null ? '' : ` by ${by}`}.`;
