import {
  COMMUNICATION_PROFESSIONALS,
  COMMUNICATION_SUPPORT,
  CONTACT_METHODS,
  INFORMATION_FORMATS,
} from '#src/features/requests/answers.ts';
import { PRINT_POINTS } from '#src/features/requests/questions/person/communication/communication-words.ts';
import { whomOf } from '#src/features/requests/questions/question.ts';
import { MAY_BE_EMPTY, YES_OR_NO, type EasyChoice, type EasyField, type EasyWords } from './types.ts';

type Shown<Value extends string> = Readonly<Record<Value, Omit<EasyChoice, 'value'>>>;

const FORMATS: Shown<(typeof INFORMATION_FORMATS)[number]> = {
  'easy-read': { text: 'Easy read', picture: 'book', hint: 'Easy words and pictures, like here.' },
  'large-print': { text: 'Large print', picture: 'letters' },
  braille: { text: 'Braille', picture: 'braille-dots', hint: 'You read it with your fingers.' },
  audio: { text: 'Audio', picture: 'headphones', hint: 'You listen to it.' },
  'accessible-web': { text: 'A web page or a Word file', picture: 'computer' },
  'plain-text': { text: 'A plain email', picture: 'email', hint: 'Words only. No pictures.' },
  makaton: { text: 'Makaton', picture: 'hands', hint: 'Signs and symbols with words.' },
  moon: { text: 'Moon', picture: 'moon', hint: 'Shapes that you read with your fingers.' },
  'bsl-video': { text: 'A video in British Sign Language', picture: 'camera' },
  'coloured-paper': { text: 'Paper in a colour', picture: 'paint' },
};
const METHODS: Shown<(typeof CONTACT_METHODS)[number]> = {
  phone: { text: 'A phone call', picture: 'phone' },
  text: { text: 'A text message', picture: 'text-message' },
  email: { text: 'An email', picture: 'email' },
  letter: { text: 'A letter', picture: 'letter' },
  'text-relay': { text: 'Text relay', picture: 'keyboard', hint: 'A worker types what we say. Ring 18001.' },
  'through-somebody': { text: 'Talk to someone else for me', picture: 'carer', hint: 'Like a carer.' },
  'in-person': { text: 'Meet me', picture: 'people-talking' },
};
const PROFESSIONALS: Shown<(typeof COMMUNICATION_PROFESSIONALS)[number]> = {
  'bsl-interpreter': { text: 'A British Sign Language interpreter', picture: 'hands' },
  'deafblind-manual': { text: 'A deafblind manual interpreter', picture: 'finger' },
  lipspeaker: { text: 'A lipspeaker', picture: 'speaking' },
  'speech-to-text': { text: 'Someone who types what people say', picture: 'keyboard' },
  'note-taker': { text: 'Someone who takes notes', picture: 'writing-hand' },
  advocate: { text: 'An advocate', picture: 'megaphone', hint: 'An advocate helps you say what you want.' },
  'sign-supported-english': { text: 'A Sign Supported English interpreter', picture: 'wave' },
};
const SUPPORT: Shown<(typeof COMMUNICATION_SUPPORT)[number]> = {
  'hearing-aid': { text: 'A hearing aid', picture: 'ear' },
  'lip-reads': { text: 'Lip reading', picture: 'eyes', hint: 'People must face me, in good light.' },
  'hearing-loop': { text: 'A hearing loop', picture: 'loud', hint: 'It sends sound to a hearing aid.' },
  'longer-appointment': { text: 'More time to talk', picture: 'clock' },
  'somebody-with-them': { text: 'Someone who comes too', picture: 'friends' },
  'communication-aid': { text: 'A book or machine to talk with', picture: 'phone-tablet' },
  makaton: { text: 'Makaton', picture: 'hands' },
  'simple-words': { text: 'Easy words, and time', picture: 'smile' },
};

const listed = <Value extends string>(all: readonly Value[], shown: Shown<Value>): EasyChoice[] =>
  all.map((value) => ({ value, ...shown[value] }));

/** About somebody else nothing is said in the words of the person. */
const aboutThem = (choices: readonly EasyChoice[]): EasyChoice[] =>
  choices.map((choice) => ({
    ...choice,
    text: choice.text.replace(/\bme\b/g, 'them'),
    ...(choice.hint === undefined ? {} : { hint: choice.hint.replace(/\bme\b/g, 'them') }),
  }));

/** The four categories of the Accessible Information Standard (DAPB1605). */
export const communicationWords: EasyWords = ({ madeBy, answers, isEasyRead }) => {
  const isYou = whomOf(madeBy) === 'you';
  const pick = (name: string, legend: string, choices: readonly EasyChoice[]): EasyField => ({
    kind: 'choices',
    name,
    legend,
    choices: isYou ? choices : aboutThem(choices),
    isMultiple: true,
  });
  const isChosenForThem = isEasyRead === true && answers.communication === undefined;
  return {
    title: isYou ? 'What helps you read, hear or talk?' : 'What helps them read, hear or talk?',
    ideas: [
      { picture: 'ear', words: 'Some people need information in another way. Tell us what helps.' },
      isChosenForThem
        ? { picture: 'book', words: 'This is easy read. So we picked Easy read below. You can change it.' }
        : { picture: 'secret', words: 'You do not have to say why.' },
    ],
    fields: [
      {
        kind: 'choices',
        name: 'any',
        legend: isYou ? 'Do you need anything like this?' : 'Do they need anything like this?',
        hint: 'If you say yes, pick what helps below.',
        choices: YES_OR_NO,
      },
      {
        kind: 'fold',
        summary: 'Reading: like easy read or large print',
        fields: [
          pick('formats', 'How should we write?', listed(INFORMATION_FORMATS, FORMATS)),
          {
            kind: 'list',
            name: 'print-points',
            label: 'Large print: how large?',
            choices: [
              { value: '', text: 'Not sure' },
              ...PRINT_POINTS.map((size) => ({ value: String(size), text: `Size ${size}` })),
            ],
          },
        ],
      },
      {
        kind: 'fold',
        summary: 'Only some ways to talk to us',
        fields: [pick('methods', 'Which ways are OK?', listed(CONTACT_METHODS, METHODS))],
      },
      {
        kind: 'fold',
        summary: 'A person who helps us understand each other',
        fields: [
          pick('professionals', 'Who should be there?', listed(COMMUNICATION_PROFESSIONALS, PROFESSIONALS)),
        ],
      },
      {
        kind: 'fold',
        summary: 'Help when we talk',
        fields: [pick('support', 'What helps when we talk?', listed(COMMUNICATION_SUPPORT, SUPPORT))],
      },
      {
        kind: 'text',
        name: 'language',
        label: isYou ? 'Do you speak another language?' : 'Do they speak another language?',
        hint: `Only if English is hard. ${MAY_BE_EMPTY}`,
        width: 20,
      },
      { kind: 'text', name: 'other', label: 'Does anything else help?', hint: MAY_BE_EMPTY, rows: 2 },
    ],
  };
};
