import {
  servicesGone,
  servicesOffered,
  stopSentence,
} from '#src/features/requests/questions/facts/services/services.ts';
import { whomOf } from '#src/features/requests/questions/question.ts';
import { MAY_BE_EMPTY, type EasyChoices, type EasyIdea, type EasyWords } from './types.ts';

export const placeWords: EasyWords = ({ madeBy }) => {
  const isYou = whomOf(madeBy) === 'you';
  return {
    title: isYou ? 'Where do you live?' : 'Where do they live?',
    ideas: [
      { picture: 'place', words: isYou ? 'We look for help near you.' : 'We look for help near them.' },
      {
        picture: 'roof',
        words: isYou
          ? 'No home now? Tell us where you are most days.'
          : 'No home now? Tell us where they are most days.',
      },
    ],
    fields: [
      {
        kind: 'text',
        name: 'place',
        label: 'Postcode, town or village',
        hint: 'A postcode is the end of an address. For example: MB3 5AA.',
        width: 20,
      },
    ],
  };
};

export const servicesWords: EasyWords = (context) => {
  const isYou = whomOf(context.madeBy) === 'you';
  const offered = servicesOffered(context);
  const isAny = offered.length > 0;
  const ideas: EasyIdea[] = isAny
    ? [
        {
          picture: 'heart',
          words: isYou ? 'You picked these groups before.' : 'These groups were picked before.',
        },
        { picture: 'no', words: 'Do you not want one? Take out the tick.' },
      ]
    : [{ picture: 'help', words: 'You do not need to know any group or service.' }];
  const help: EasyChoices = {
    kind: 'choices',
    name: 'help',
    id: isAny ? 'help' : 'services',
    legend: isYou ? 'Do you want help to choose?' : 'Do they want help to choose?',
    isMultiple: true,
    choices: [
      { value: 'yes', text: isYou ? 'Yes, help me choose' : 'Yes, help them choose', picture: 'navigator' },
    ],
  };
  return {
    title: isYou ? 'Who should help you?' : 'Who should help them?',
    ideas: [
      ...ideas,
      ...(servicesGone(context) > 0
        ? [{ picture: 'no', words: 'Some that you picked are gone. We left them out.' }]
        : [{ picture: 'navigator', words: 'A navigator can choose with you. They know what there is.' }]),
    ],
    fields: [
      ...(isAny
        ? [
            {
              kind: 'choices' as const,
              name: 'services',
              legend: 'Pick who should help',
              isMultiple: true,
              choices: offered.map((service) => ({
                value: service.id,
                text: service.name,
                picture: 'help',
                hint: [service.organisation, stopSentence(service, context)]
                  .filter((part) => part !== null)
                  .join('. '),
              })),
            },
          ]
        : []),
      help,
    ],
  };
};

export const addressWords: EasyWords = ({ madeBy, answers }) => {
  const isYou = whomOf(madeBy) === 'you';
  const isForLetters = answers.reach?.ways.includes('letter') === true;
  return {
    title: isYou ? 'What is your address?' : 'What is their address?',
    ideas: [
      isForLetters
        ? { picture: 'letter', words: 'We send letters to this address.' }
        : {
            picture: 'home',
            words: isYou ? 'Some helpers come to your home.' : 'Some helpers come to their home.',
          },
      {
        picture: 'roof',
        words: isYou ? 'No address? Use the last button.' : 'No address? Use the last button.',
      },
    ],
    fields: [
      {
        kind: 'text',
        name: 'line1',
        label: 'House number and street',
        autocomplete: isYou ? 'address-line1' : 'off',
      },
      {
        kind: 'text',
        name: 'line2',
        label: 'More of the address',
        hint: MAY_BE_EMPTY,
        autocomplete: isYou ? 'address-line2' : 'off',
      },
      {
        kind: 'text',
        name: 'town',
        label: 'Town or city',
        width: 20,
        autocomplete: isYou ? 'address-level2' : 'off',
      },
      {
        kind: 'text',
        name: 'postcode',
        label: 'Postcode',
        width: 10,
        autocomplete: isYou ? 'postal-code' : 'off',
      },
      {
        kind: 'choices',
        name: 'noFixedAddress',
        legend: 'No address',
        isMultiple: true,
        choices: [
          { value: 'yes', text: isYou ? 'I have no address' : 'They have no address', picture: 'roof' },
        ],
      },
    ],
  };
};
