import type { Audience } from '#db/vocabulary.ts';
import type { Idea } from '#src/features/easy-read/types.ts';
import type { ServiceFacts } from './facts.ts';
import { ideaOf } from './sentences.ts';

/** Each group of people in one easy sentence; a hard word is explained in the next. */
const AUDIENCE_IDEAS: Readonly<Record<Audience, Idea>> = {
  carers: ideaOf(
    'carer',
    'It is for **carers**.',
    'A carer is a person who looks after someone, without pay.',
  ),
  disabled_people: ideaOf('wheelchair', 'It is for disabled people.'),
  people_with_dementia: ideaOf(
    'brain',
    'It is for people with **dementia**.',
    'Dementia is an illness that makes it hard to remember things.',
  ),
  people_with_learning_disabilities: ideaOf('book', 'It is for people with a learning disability.'),
  autistic_people: ideaOf('neurodiversity', 'It is for autistic people.'),
  deaf_people: ideaOf('ear', 'It is for people who are deaf or hard of hearing.'),
  people_with_sight_loss: ideaOf('white-cane', 'It is for people who cannot see well.'),
  parents_and_families: ideaOf('family', 'It is for parents and families.'),
  young_people: ideaOf('school-bag', 'It is for young people.'),
  older_people: ideaOf('older-adult', 'It is for older people.'),
  women: ideaOf('woman', 'It is for women.'),
  men: ideaOf('man', 'It is for men.'),
  lgbtq_people: ideaOf('pride-flag', 'It is for people who are lesbian, gay, bisexual or trans.'),
  veterans: ideaOf('medal', 'It is for people from the army, navy or air force, and their families.'),
  refugees_and_migrants: ideaOf('world', 'It is for people who came here from another country.'),
  people_in_recovery: ideaOf('heart-hands', 'It is for people who are stopping drink, drugs or gambling.'),
  people_on_low_income: ideaOf('purse', 'It is for people who do not have much money.'),
  people_without_a_home: ideaOf('roof', 'It is for people who have no home.'),
  bereaved_people: ideaOf('dove', 'It is for people who are sad because someone died.'),
};

/** Who can go and who cannot, as far as it is known without the service's own words. */
export function whoIdeas(facts: ServiceFacts): Idea[] {
  const { audiences, saysWhoFor, saysNotFor } = facts;
  const ages = agesIdea(facts);
  const isUnknown = audiences.length === 0 && ages === null && !saysWhoFor;
  return [
    ...audiences.map((audience, index) => {
      const { picture, words } = AUDIENCE_IDEAS[audience];
      // One of them is enough.
      return { picture, words: index === 0 ? words : words.replace('It is for', 'It is also for') };
    }),
    ...(ages === null ? [] : [ages]),
    ...(isUnknown ? [ideaOf('question', 'We do not know who can go.', 'Ask them first.')] : []),
    ...(saysNotFor
      ? [ideaOf('question', 'Some people cannot use it.', 'Ask first if it is right for you.')]
      : saysWhoFor
        ? [ideaOf('question', 'Not sure if it is for you?', 'You can ask them.')]
        : []),
  ];
}

/** The ages in words; null for everybody. */
function agesIdea({ minimumAge, maximumAge }: ServiceFacts): Idea | null {
  const from = minimumAge === 0 ? null : minimumAge;
  const picture = maximumAge !== null && maximumAge < 18 ? 'child' : 'person';
  if (from === null && maximumAge === null) return null;
  if (maximumAge === null)
    return ideaOf(picture, `You must be ${from} or older.`, `It is not for people under ${from}.`);
  if (from === null)
    return ideaOf(
      picture,
      `It is for people up to ${maximumAge} years old.`,
      `It is not for people over ${maximumAge}.`,
    );
  if (from === maximumAge) return ideaOf(picture, `You must be ${from} years old.`);
  return ideaOf(
    picture,
    `You must be ${from} to ${maximumAge} years old.`,
    'It is not for younger or older people.',
  );
}
