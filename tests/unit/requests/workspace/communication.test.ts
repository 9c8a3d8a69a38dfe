import { describe, expect, test } from 'vitest';
import {
  COMMUNICATION_PROFESSIONALS,
  COMMUNICATION_SUPPORT,
  CONTACT_METHODS,
  INFORMATION_FORMATS,
} from '#src/features/requests/answers.ts';
import {
  communicationNeeds,
  contactWarnings,
  waysToReach,
} from '#src/features/requests/present/workspace/communication.ts';
import { anAnswers } from '../../../support/requests/answers.ts';

const safe = {
  phone: null,
  message: null,
  text: null,
  email: null,
  letter: null,
  times: null,
  instead: null,
};

describe('Accessible Information needs', () => {
  test('each value of the four categories is said in words of its own, as something to do', () => {
    const said = communicationNeeds({
      communication: {
        methods: [...CONTACT_METHODS],
        formats: [...INFORMATION_FORMATS],
        printPoints: 20,
        professionals: [...COMMUNICATION_PROFESSIONALS],
        support: [...COMMUNICATION_SUPPORT],
        language: 'Polish',
        other: 'Yellow paper, please',
      },
    });
    const values = [CONTACT_METHODS, INFORMATION_FORMATS, COMMUNICATION_PROFESSIONALS, COMMUNICATION_SUPPORT];
    expect(said).toHaveLength(values.flat().length + 2);
    expect(new Set(said).size).toBe(said.length);
    expect(said).toContain('Large print, 20 point');
    expect(said).toContain('Book an interpreter: Polish');
    expect(said).toContain('Yellow paper, please');
  });

  test('nobody who was not asked needs anything', () => {
    expect(communicationNeeds({})).toEqual([]);
  });
});

describe('what is not safe', () => {
  test.each(['phone', 'message', 'text', 'email', 'letter'] as const)(
    '%s is warned of, and nothing else',
    (way) => {
      expect(contactWarnings({ safe: { ...safe, [way]: 'no' } })).toHaveLength(1);
      expect(contactWarnings({ safe: { ...safe, [way]: 'yes' } })).toEqual([]);
    },
  );

  test('the way they like best stands first, unless it is not safe: then it is last and says so', () => {
    const reach = {
      phone: '07700 900 123',
      email: 'ada@example.org',
      ways: ['email', 'phone'] as ('email' | 'phone')[],
    };
    const ways = (phone: 'yes' | 'no') =>
      waysToReach({ reach: { ...reach, preferred: 'phone' }, safe: { ...safe, phone } });
    expect(ways('yes').map(({ way, note }) => [way, note])).toEqual([
      ['phone', 'They like this best'],
      ['email', null],
    ]);
    expect(ways('no').map(({ way, note }) => [way, note])).toEqual([
      ['email', null],
      ['phone', 'Not safe: do not use it'],
    ]);
  });

  test('whether a message may be left is said beside the number', () => {
    const [phone] = waysToReach(anAnswers());
    expect(phone).toMatchObject({ way: 'phone', note: 'They like this best. Do not leave a message' });
  });

  test('letters go to the address that was given', () => {
    const answers = anAnswers({ reach: { phone: null, email: null, ways: ['letter'], preferred: 'letter' } });
    expect(waysToReach(answers)[0]?.address).toBe('Flat 2, Bobbin Row, Marlbridge, MB1 1QG');
  });
});
