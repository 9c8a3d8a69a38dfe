import type { SharedFact } from '#src/features/consents/facts.ts';
import {
  factLabel,
  sharingBlocks,
  type SharingBlock,
} from '#src/features/requests/questions/facts/sharing/blocks.ts';
import { factLines } from '#src/features/requests/questions/facts/sharing/told.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { whomOf, type QuestionContext } from '#src/features/requests/questions/question.ts';
import { YES_OR_NO, type EasyChoice, type EasyField, type EasyIdea, type EasyWords } from './types.ts';

const FACT_PICTURES: Readonly<Record<SharedFact, string>> = {
  name: 'person',
  contact: 'phone',
  communication: 'ear',
  story: 'story',
  needs: 'help',
  'in-place': 'carer',
  home: 'home',
  'date-of-birth': 'birthday',
  address: 'place',
  'nhs-number': 'hospital',
  gp: 'doctor',
  helper: 'friends',
};

/** Which picture goes with a paragraph of content/consents; the first that fits. */
const PICTURES: readonly (readonly [pattern: RegExp, picture: string])[] = [
  [/change your mind/i, 'undo'],
  [/to stop/i, 'stop'],
  [/before they tell|only after/i, 'secret'],
  [/can say no/i, 'no'],
  [/will get|will see/i, 'paper'],
  [/will read/i, 'eyes'],
  [/health/i, 'doctor'],
  [/help/i, 'help'],
];
const pictureFor = (words: string): string =>
  PICTURES.find(([pattern]) => pattern.test(words))?.[1] ?? 'share';

/**
 * The words that are agreed to, as the version in content/consents has them: a list of what is shared is set out as a
 * list, and nothing else is done to them, because they are what is kept.
 */
function wordsOf({ words }: SharingBlock): EasyField[] {
  return words.map((paragraph) => {
    const list = /^([^:]+:) (.+; .+)\.$/.exec(paragraph);
    return list === null
      ? { kind: 'ideas', ideas: [{ picture: pictureFor(paragraph), words: paragraph }] }
      : { kind: 'lines', picture: 'paper', before: list[1] ?? '', lines: (list[2] ?? '').split('; ') };
  });
}

/** What a service may get is ticked: what it needs stands open, the rest folded up. */
function ticksOf({ factsField, always, needed, offered }: SharingBlock, whom: 'you' | 'them'): EasyField[] {
  if (factsField === null) return [];
  const choice = (fact: SharedFact): EasyChoice => ({
    value: fact,
    text: factLabel(fact, whom),
    picture: FACT_PICTURES[fact],
  });
  const ticks = (id: string, legend: string, facts: readonly SharedFact[]): EasyField[] =>
    facts.length === 0
      ? []
      : [{ kind: 'choices', name: factsField, id, legend, isMultiple: true, choices: facts.map(choice) }];
  const rest = offered.filter((fact) => !needed.includes(fact));
  return [
    {
      kind: 'lines',
      picture: 'paper',
      before: 'They always get:',
      lines: always.map((fact) => factLabel(fact, whom)),
    },
    ...ticks(factsField, 'They get what has a tick', needed),
    ...(rest.length === 0
      ? []
      : [
          {
            kind: 'fold' as const,
            summary: 'Let them have more',
            fields: ticks(`${factsField}-more`, 'Tick what they can have', rest),
          },
        ]),
  ];
}

export const sharingWords: EasyWords = (context) => {
  const whom = whomOf(context.madeBy);
  const isYou = whom === 'you';
  const ideas: EasyIdea[] = isYou
    ? [
        { picture: 'secret', words: 'Nobody gets your story unless you say yes.' },
        { picture: 'question', words: 'We ask you about each of them.' },
      ]
    : [
        { picture: 'secret', words: 'Nobody gets the story unless the person says yes.' },
        { picture: 'people-talking', words: 'Read this page to the person. Pick what they say.' },
        { picture: 'one-person', words: 'Below here, the word "you" means the person.' },
      ];
  return {
    title: 'Who can see this?',
    ideas,
    fields: [
      {
        kind: 'fold',
        summary: isYou ? 'See all that you told us' : 'See all that was told',
        fields: factLines(context).map(({ fact, lines }) => ({
          kind: 'lines',
          before: factLabel(fact, whom),
          lines,
        })),
      },
      ...sharingBlocks(context).map((block): EasyField => ({
        kind: 'part',
        title: block.title,
        fields: [
          ...wordsOf(block),
          ...ticksOf(block, whom),
          {
            kind: 'choices',
            name: block.field,
            legend: isYou ? 'Do you say yes?' : 'Do they say yes?',
            choices: YES_OR_NO,
          },
        ],
      })),
    ],
  };
};

/** Who may see it and who may not, a line each, where answers are checked: what they get stands on the page itself. */
export function easySharing({ sharing }: Answers, context: QuestionContext): string[] {
  if (sharing === undefined) return [];
  return sharingBlocks(context).flatMap(({ field, serviceId, recipient }) => {
    const decision =
      serviceId === null
        ? sharing[field === 'gp' ? 'gp' : 'navigator']
        : sharing.services.find((service) => service.serviceId === serviceId)?.decision;
    return decision == null ? [] : `${recipient}: ${decision}`;
  });
}
