import type { Answers, ContactWay } from '#src/features/requests/answers.ts';

type Communication = NonNullable<Answers['communication']>;
type Labels<T extends keyof Communication> = Communication[T] extends (infer V extends string)[]
  ? Readonly<Record<V, string>>
  : never;

/** The words of Accessible Information needs as a navigator acts on them: what to do, never why. */
const METHODS: Labels<'methods'> = {
  phone: 'Phone them',
  text: 'Send text messages',
  email: 'Send emails',
  letter: 'Send letters',
  'text-relay': 'Ring through text relay (18001)',
  'through-somebody': 'Get in touch through somebody they named',
  'in-person': 'Talk face to face',
};
const FORMATS: Labels<'formats'> = {
  'easy-read': 'Easy read',
  'large-print': 'Large print',
  braille: 'Braille',
  audio: 'Audio',
  'accessible-web': 'Accessible web page or document',
  'plain-text': 'Plain text',
  makaton: 'Makaton',
  moon: 'Moon',
  'bsl-video': 'British Sign Language video',
  'coloured-paper': 'Coloured paper',
};
const PROFESSIONALS: Labels<'professionals'> = {
  'bsl-interpreter': 'Book a British Sign Language interpreter',
  'deafblind-manual': 'Book a deafblind manual interpreter',
  lipspeaker: 'Book a lipspeaker',
  'speech-to-text': 'Book a speech-to-text reporter',
  'note-taker': 'Book a note-taker',
  advocate: 'Bring in an advocate',
  'sign-supported-english': 'Book a Sign Supported English interpreter',
};
const SUPPORT: Labels<'support'> = {
  'hearing-aid': 'Uses a hearing aid',
  'lip-reads': 'Lip-reads: face them, in good light',
  'hearing-loop': 'Needs a hearing loop',
  'longer-appointment': 'Needs more time',
  'somebody-with-them': 'Needs somebody with them',
  'communication-aid': 'Uses a communication aid or book',
  makaton: 'Uses Makaton',
  'simple-words': 'Use simple words, and take time',
};

/** What must be done to talk and write to somebody well, each as a short sentence; empty when nothing was said. */
export function communicationNeeds(answers: Pick<Answers, 'communication'>): string[] {
  const said = answers.communication;
  if (said === undefined) return [];
  const points = said.printPoints === null ? '' : `, ${said.printPoints} point`;
  return [
    ...said.methods.map((value) => METHODS[value]),
    ...said.professionals.map((value) => PROFESSIONALS[value]),
    ...(said.language === null ? [] : [`Book an interpreter: ${said.language}`]),
    ...said.formats.map((value) => (value === 'large-print' ? `${FORMATS[value]}${points}` : FORMATS[value])),
    ...said.support.map((value) => SUPPORT[value]),
    ...(said.other === null ? [] : [said.other]),
  ];
}

const WAY_WORDS: Readonly<Record<ContactWay, string>> = {
  phone: 'Phone',
  text: 'Text message',
  email: 'Email',
  letter: 'Letter',
};
const NOT_SAFE: Readonly<Record<ContactWay | 'message', string>> = {
  phone: 'Do not ring them: somebody else may answer or hear it',
  message: 'Do not leave a message on the phone',
  text: 'Do not text them: somebody else may read it',
  email: 'Do not email them: somebody else may read it',
  letter: 'Do not write letters: somebody else may open them',
};

/** What must not be done to reach somebody: each way that they said is not safe. */
export function contactWarnings({ safe }: Pick<Answers, 'safe'>): string[] {
  if (safe === undefined) return [];
  return (['phone', 'message', 'text', 'email', 'letter'] as const).flatMap((way) =>
    safe[way] === 'no' ? NOT_SAFE[way] : [],
  );
}

/** Which ways are safe, in words; null when nobody was asked. */
export function isSafeWay(answers: Pick<Answers, 'safe'>, way: ContactWay): boolean | null {
  const said = answers.safe?.[way] ?? null;
  return said === null ? null : said === 'yes';
}

export interface WayToReach {
  way: ContactWay;
  words: string; // "Phone"
  address: string | null; // the number or address; null: in the person's answers
  note: string | null; // "They like this best", "Not safe", "Do not leave a message"
  isSafe: boolean;
}

/** How to reach somebody, what they like best first and what is not safe last. */
export function waysToReach(answers: Pick<Answers, 'reach' | 'safe' | 'address'>): WayToReach[] {
  const { reach } = answers;
  if (reach === undefined) return [];
  const letterTo = [
    answers.address?.line1,
    answers.address?.line2,
    answers.address?.town,
    answers.address?.postcode,
  ]
    .filter((line) => line != null && line !== '')
    .join(', ');
  const addresses: Readonly<Record<ContactWay, string | null>> = {
    phone: reach.phone,
    text: reach.phone,
    email: reach.email,
    letter: letterTo === '' ? null : letterTo,
  };
  const ways = [...new Set<ContactWay>([reach.preferred, ...reach.ways])];
  return ways
    .map((way) => {
      const isSafe = isSafeWay(answers, way) !== false;
      const notes = [
        isSafe ? null : 'Not safe: do not use it',
        isSafe && way === reach.preferred ? 'They like this best' : null,
        isSafe && way === 'phone' && answers.safe?.message === 'no' ? 'Do not leave a message' : null,
        isSafe && way === 'phone' && answers.safe?.message === 'yes' ? 'You may leave a message' : null,
      ].filter((note) => note !== null);
      return {
        way,
        words: WAY_WORDS[way],
        address: addresses[way],
        note: notes.length === 0 ? null : notes.join('. '),
        isSafe,
      };
    })
    .toSorted((a, b) => Number(b.isSafe) - Number(a.isSafe));
}
