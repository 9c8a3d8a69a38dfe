import type { Joining, PhoneType } from '#db/vocabulary.ts';
import type { Idea } from '#src/features/easy-read/types.ts';
import { formatDay } from '#src/lib/dates.ts';
import type { ServiceFacts } from './facts.ts';
import { ideaOf, sentenceOfList, sentenceWith } from './sentences.ts';

const MOST_PHONES = 2;

/** What it costs, from the words of its card. */
export function costIdea(price: string | null): Idea {
  switch (price) {
    case 'Free':
      return ideaOf('money', 'It is free.', 'You do not pay.');
    case 'Some of it free':
      return ideaOf('money', 'Some of it is free.', 'You pay for some of it.', 'Ask them what it costs.');
    case 'See cost':
    case null:
      return ideaOf('money', 'Ask them what it costs.');
    default: {
      const least = /^From (.+)$/.exec(price)?.[1];
      return least === undefined
        ? ideaOf('money', sentenceWith('It costs', price))
        : ideaOf('money', sentenceWith('It costs', least, ' or more.'), 'Ask what you need to pay.');
    }
  }
}

const JOINING_IDEAS: Readonly<Record<Joining, Idea>> = {
  drop_in: ideaOf('walker', 'You can just go there.', 'You do not need to book.'),
  self_referral: ideaOf('raised-hand', 'You can ask for it yourself.'),
  professional_referral: ideaOf('worker', 'Somebody who works with you can ask for you.'),
  gp_referral: ideaOf('doctor', 'Your doctor can ask for you.'),
};

/** How to join, whom to phone first, and whether there is space. */
export function joinIdeas(facts: ServiceFacts): Idea[] {
  const { joinings, deliveries } = facts;
  const isWalkIn = deliveries.length === 0 || deliveries.includes('venue');
  const phones = phoneIdeas(facts.phones);
  return [
    ...spaceIdeas(facts),
    ...(phones.length > 0 || facts.email === null ? phones : []),
    ...(facts.email === null
      ? []
      : [
          ideaOf(
            'email',
            sentenceWith(phones.length > 0 ? 'Or write an email to' : 'Write an email to', facts.email),
          ),
        ]),
    ...joinings.map((joining) =>
      joining === 'drop_in' && !isWalkIn ? ideaOf('yes', 'You do not need to book.') : JOINING_IDEAS[joining],
    ),
  ];
}

const PHONE_SENTENCES: Readonly<Record<PhoneType, { picture: string; words: string } | null>> = {
  voice: { picture: 'phone', words: 'Phone' },
  text: { picture: 'text-message', words: 'Send a text message to' },
  textphone: { picture: 'ear', words: 'If you use a textphone, phone' },
  fax: null,
};

/** The numbers to phone first, or to text. */
export function phoneIdeas(phones: ServiceFacts['phones']): Idea[] {
  const used = phones.flatMap(({ number, type }) => {
    const how = PHONE_SENTENCES[type];
    return how === null ? [] : [{ ...how, number }];
  });
  return used
    .slice(0, MOST_PHONES)
    .map(({ picture, words, number }, index) =>
      ideaOf(picture, sentenceWith(index === 0 ? words : `Or ${words.toLowerCase()}`, number)),
    );
}

/** Whether there is space now or a wait; nothing when it is not known. */
export function spaceIdeas({
  capacity,
  waitingWeeks,
  pausedUntil,
}: Pick<ServiceFacts, 'capacity' | 'waitingWeeks' | 'pausedUntil'>): Idea[] {
  switch (capacity) {
    case 'open':
      return [ideaOf('yes', 'There is space now.')];
    case 'waiting_list':
      return [
        ideaOf(
          'wait',
          'There is no space now.',
          waitingWeeks === null
            ? 'You need to wait.'
            : `You may wait about ${waitingWeeks} ${waitingWeeks === 1 ? 'week' : 'weeks'}.`,
        ),
      ];
    case 'full':
      return [ideaOf('stop', 'It is full now.', 'Ask them when there is space.')];
    case 'paused':
      return [
        ideaOf(
          'stop',
          'New people cannot join now.',
          pausedUntil === null
            ? 'Ask them when you can join.'
            : `You can ask again on ${formatDay(pausedUntil)}.`,
        ),
      ];
    case 'unknown':
      return [];
  }
}

/** What to bring, and languages. */
export function helpIdeas({ hasThingsToBring, languages, hasInterpreters }: ServiceFacts): Idea[] {
  return [
    ...(hasThingsToBring
      ? [ideaOf('school-bag', 'You may need to bring something.', 'Ask them what to bring.')]
      : []),
    ...(languages.length === 0
      ? []
      : [ideaOf('speaking', sentenceOfList('You can also use', languages, 'other languages'))]),
    ...(hasInterpreters
      ? [
          ideaOf(
            'interpreter',
            'Ask them if you need an **interpreter**.',
            'An interpreter is a person who puts words into your language.',
          ),
        ]
      : []),
  ];
}
