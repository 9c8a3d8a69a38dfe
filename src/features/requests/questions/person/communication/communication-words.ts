import type { Answers } from '#src/features/requests/answers.ts';

type Communication = NonNullable<Answers['communication']>;
type Labels<Value extends string> = Readonly<Record<Value, string>>;

/** Sizes of large print, in points. */
export const PRINT_POINTS = [16, 18, 20, 24, 28] as const;

/** What each of the four categories of the Accessible Information Standard offers, in the words that people choose by. */
export const METHOD_LABELS: Labels<Communication['methods'][number]> = {
  phone: 'By phone',
  text: 'By text message',
  email: 'By email',
  letter: 'By letter',
  'text-relay': 'By text relay (18001)',
  'through-somebody': 'Through a carer or another person',
  'in-person': 'In person',
};
export const FORMAT_LABELS: Labels<Communication['formats'][number]> = {
  'easy-read': 'Easy read',
  'large-print': 'Large print',
  braille: 'Braille',
  audio: 'Audio',
  'accessible-web': 'A web page or a Word file',
  'plain-text': 'Plain text email',
  makaton: 'Makaton',
  moon: 'Moon',
  'bsl-video': 'British Sign Language video',
  'coloured-paper': 'Coloured paper',
};
export const PROFESSIONAL_LABELS: Labels<Communication['professionals'][number]> = {
  'bsl-interpreter': 'British Sign Language interpreter',
  'deafblind-manual': 'Deafblind manual interpreter',
  lipspeaker: 'Lipspeaker',
  'speech-to-text': 'Speech-to-text reporter',
  'note-taker': 'Note taker',
  advocate: 'Advocate',
  'sign-supported-english': 'Sign Supported English interpreter',
};
export const SUPPORT_LABELS: Labels<Communication['support'][number]> = {
  'hearing-aid': 'Uses a hearing aid',
  'lip-reads': 'Lip-reads: face the person, in good light',
  'hearing-loop': 'Needs a hearing loop',
  'longer-appointment': 'Needs more time to talk',
  'somebody-with-them': 'Needs somebody with them',
  'communication-aid': 'Uses a communication aid or book',
  makaton: 'Uses Makaton',
  'simple-words': 'Needs simple words, and time',
};

/** What is needed, one line each: for whoever is going to talk or write to the person. None: nothing particular. */
export function communicationLines(given: Communication): string[] {
  return [
    ...given.methods.map((method) => METHOD_LABELS[method]),
    ...given.formats.map((format) =>
      format === 'large-print' && given.printPoints !== null
        ? `${FORMAT_LABELS[format]}, ${given.printPoints} point`
        : FORMAT_LABELS[format],
    ),
    ...given.professionals.map((professional) => PROFESSIONAL_LABELS[professional]),
    ...given.support.map((support) => SUPPORT_LABELS[support]),
    ...(given.language === null ? [] : [`An interpreter: ${given.language}`]),
    ...(given.other === null ? [] : [given.other]),
  ];
}
