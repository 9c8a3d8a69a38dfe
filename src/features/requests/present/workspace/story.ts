import { formatDay } from '#src/lib/dates.ts';
import { listInWords, paragraphs } from '#src/lib/text.ts';
import type { Answers } from '#src/features/requests/answers.ts';

/** One question and what was answered; words of the person's own are kept in their paragraphs. */
export interface Told {
  label: string;
  lines: string[];
}

export interface Names {
  need(slug: string): string;
  today: string;
}

/** Whole years between two days; null for what is no day. */
export function ageOn(born: string, today: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(born) || born > today) return null;
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}

/** "999 000 0018" */
export const nhsNumberInWords = (number: string): string =>
  number.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');

const told = (label: string, ...lines: (string | null | undefined)[]): Told[] => {
  const said = lines.filter((line) => line != null && line !== '') as string[];
  return said.length === 0 ? [] : [{ label, lines: said }];
};

/** What the person said matters to them, and what they would like help with: what a navigator reads first. */
export function storyTold(answers: Answers, names: Names): Told[] {
  const { story, needs, inPlace } = answers;
  return [
    ...told('What matters to them, in their words', ...paragraphs(story?.words ?? '')),
    ...told(
      'What they would like help with',
      ...(needs?.slugs ?? []).map((slug) => names.need(slug)),
      needs?.other,
    ),
    ...told('What is in place already', ...paragraphs(inPlace?.words ?? '')),
    ...told('At home', ...homeTold(answers)),
  ];
}

function homeTold({ home }: Answers): string[] {
  if (home === undefined) return [];
  const said = (value: 'yes' | 'no' | 'not-said', yes: string, no: string): string[] =>
    value === 'not-said' ? [] : [value === 'yes' ? yes : no];
  return [
    ...said(home.caresForSomebody, 'They look after somebody', 'They look after nobody'),
    ...said(home.hasCarer, 'They have a carer', 'They have no carer'),
    ...said(home.childrenAtHome, 'Children live with them', 'No children live with them'),
  ];
}

/** Who the person is: for finding the right record, and for forms that ask. */
export function personTold(answers: Answers, { today }: Names): Told[] {
  const { name, dateOfBirth, address, nhsNumber, gp, place, safe } = answers;
  const age = dateOfBirth === undefined ? null : ageOn(dateOfBirth.date, today);
  const born =
    dateOfBirth === undefined
      ? null
      : `${formatDay(dateOfBirth.date)}${age === null ? '' : ` (${age} years old)`}`;
  const lines =
    address?.noFixedAddress === true
      ? ['No fixed address']
      : [address?.line1, address?.line2, address?.town, address?.postcode];
  return [
    ...told('Name', name?.full),
    ...told('Call them', name?.called),
    ...told('Best times', safe?.times),
    ...told('Ask for instead', safe?.instead),
    ...told('Date of birth', born),
    ...told('Address', ...(address === undefined ? [place?.typed] : lines)),
    ...told(
      'NHS number',
      nhsNumber === undefined
        ? null
        : nhsNumber.number === null
          ? 'They do not know it'
          : nhsNumberInWords(nhsNumber.number),
    ),
    ...told('GP practice', gp === undefined ? null : (gp.practice ?? 'None, or not known'), gp?.email),
  ];
}

/** Who asks for them, and whether the person knows; empty when they asked themselves. */
export function helperTold({ helper, agreement }: Answers): Told[] {
  const agrees = {
    yes: 'The person knows and agrees',
    cannot: 'The person cannot decide this: it was decided in their best interests',
    attorney: 'Their attorney or deputy decides',
  } as const;
  return [
    ...told('Who asks for them', helper?.name),
    ...told(
      'Who that is',
      listInWords(
        [helper?.relationship, helper?.role, helper?.organisation].filter((part) => part != null),
        'at',
      ),
    ),
    ...told('How to reach them', helper?.phone, helper?.email),
    ...told('Agreement', agreement === undefined ? null : agrees[agreement.agrees], agreement?.reason),
  ];
}
