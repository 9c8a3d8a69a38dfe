import type { AccessFeature, Delivery } from '#db/vocabulary.ts';
import type { Idea } from '#src/features/easy-read/types.ts';
import type { PlaceFacts, ServiceFacts } from './facts.ts';
import { ideaOf, sentenceOfList, sentenceWith } from './sentences.ts';

const MOST_PLACES = 2;

const DELIVERY_IDEAS: Readonly<Record<Delivery, Idea>> = {
  venue: ideaOf('door', 'You go to a place.'),
  home: ideaOf('home', 'They come to your home.'),
  phone: ideaOf('phone', 'They talk with you on the phone.'),
  online: ideaOf('laptop', 'You can use it on a computer or phone.'),
};

/** Where it is and how it reaches people; of a private place only its area. */
export function whereIdeas(facts: ServiceFacts): Idea[] {
  const { deliveries, places, areas } = facts;
  const shown = places.slice(0, MOST_PLACES);
  const left = places.length - shown.length;
  return [
    ...deliveries.map((delivery) => DELIVERY_IDEAS[delivery]),
    ...shown.flatMap((place, index) => placeIdeas(place, index > 0)),
    ...(left > 0
      ? [
          ideaOf(
            'place',
            `There ${left === 1 ? 'is 1 more place' : `are ${left} more places`}.`,
            'Ask them where.',
          ),
        ]
      : []),
    ...(areas.length === 0
      ? []
      : [ideaOf('place', sentenceOfList('They help people in', areas, 'other places'))]),
  ];
}

/** "Less than 0.1 miles" within a sentence. */
const lowerFirst = (text: string): string => `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`;

function placeIdeas(place: PlaceFacts, isAnother: boolean): Idea[] {
  const also = isAnother ? 'It is also' : 'It is';
  if (place.isPrivate)
    return [
      ...(place.area === null ? [] : [ideaOf('place', sentenceWith(`${also} in this area:`, place.area))]),
      ideaOf('secret', 'The address is private.', 'They tell you where it is when you need it.'),
    ];
  const street = place.streets.filter((line) => line !== place.name).join(', ');
  const address = [
    ...(street === '' ? [] : [sentenceWith('The address is', street)]),
    ...(place.town === null ? [] : [sentenceWith('The town is', place.town)]),
    ...(place.postcode === null
      ? []
      : [sentenceWith('The postcode is', place.postcode).replace(/ (\S+)$/, '\u00a0$1')]),
  ];
  return [
    ...(place.name === null ? [] : [ideaOf('place', sentenceWith(`${also} at`, place.name))]),
    ...(address.length === 0 ? [] : [ideaOf('letter', ...address)]),
    ...(place.distance === null ? [] : [ideaOf('walker', sentenceWith('It is', lowerFirst(place.distance)))]),
  ];
}

/** What helps to get in and to take part, a few features to one picture. */
const ACCESS_GROUPS: readonly { picture: string; says: Partial<Record<AccessFeature, string>> }[] = [
  {
    picture: 'wheelchair',
    says: { step_free: 'You can get in without using steps.', lift: 'There is a lift.' },
  },
  {
    picture: 'blue-badge',
    says: { accessible_parking: 'Disabled people can park a car there.' },
  },
  {
    picture: 'toilet',
    says: {
      accessible_toilet: 'There is a toilet for disabled people.',
      changing_places: 'There is a big toilet with a hoist and a bench.',
    },
  },
  {
    picture: 'ear',
    says: {
      hearing_loop: 'There is a loop for hearing aids.',
      captions: 'You can read the words that people say.',
    },
  },
  { picture: 'sign-language', says: { bsl: 'Somebody there uses British Sign Language.' } },
  {
    picture: 'armchair',
    says: {
      quiet_space: 'There is a quiet room.',
      seating_on_arrival: 'You can sit down when you get there.',
    },
  },
  {
    picture: 'friends',
    says: { carers_welcome: 'A friend or carer can come with you.' },
  },
  { picture: 'dog', says: { assistance_dogs: 'You can bring your assistance dog.' } },
  { picture: 'book', says: { easy_read_materials: 'They have easy read information.' } },
];

/** Help to get in and to take part. */
export function accessIdeas({ access }: ServiceFacts): Idea[] {
  return ACCESS_GROUPS.flatMap(({ picture, says }) => {
    const sentences = Object.entries(says).flatMap(([feature, sentence]) =>
      (access as readonly string[]).includes(feature) ? [sentence] : [],
    );
    return sentences.length === 0 ? [] : [ideaOf(picture, ...sentences)];
  });
}
