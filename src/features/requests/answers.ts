import { z } from 'zod';

/**
 * What a person, or who asks for them, has told us: one value per request, sealed as JSON. Each part is what one question
 * page asks; a part that is missing was not asked, or not answered yet. Times are dates in England, YYYY-MM-DD.
 */

export const MADE_BY = ['self', 'helper', 'professional', 'navigator'] as const;
export type MadeBy = (typeof MADE_BY)[number];

export const CONTACT_WAYS = ['phone', 'text', 'email', 'letter'] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

/** Accessible Information Standard (DAPB1605): the four categories. What is needed, never why. */
export const CONTACT_METHODS = [
  'phone',
  'text',
  'email',
  'letter',
  'text-relay',
  'through-somebody',
  'in-person',
] as const;
export const INFORMATION_FORMATS = [
  'easy-read',
  'large-print',
  'braille',
  'audio',
  'accessible-web',
  'plain-text',
  'makaton',
  'moon',
  'bsl-video',
  'coloured-paper',
] as const;
export const COMMUNICATION_PROFESSIONALS = [
  'bsl-interpreter',
  'deafblind-manual',
  'lipspeaker',
  'speech-to-text',
  'note-taker',
  'advocate',
  'sign-supported-english',
] as const;
export const COMMUNICATION_SUPPORT = [
  'hearing-aid',
  'lip-reads',
  'hearing-loop',
  'longer-appointment',
  'somebody-with-them',
  'communication-aid',
  'makaton',
  'simple-words',
] as const;

const text = z.string();
const orNull = text.nullable();
const yesNo = z.enum(['yes', 'no']);
const yesNoUnsaid = z.enum(['yes', 'no', 'not-said']);

export const AnswersShape = z.object({
  /** The person who needs help. */
  name: z.object({ full: text, called: orNull }).optional(),
  /** Who asks for them: made_by helper or professional. */
  helper: z
    .object({
      name: text,
      relationship: orNull, // of a helper: "daughter"
      role: orNull, // of a professional: "Practice nurse"
      organisation: orNull,
      phone: orNull,
      email: orNull,
    })
    .optional(),
  /** Whether the person knows of this and agrees; `cannot`: a best-interests decision (Mental Capacity Act 2005). */
  agreement: z
    .object({
      agrees: z.enum(['yes', 'cannot', 'attorney']),
      reason: orNull,
      method: z.enum(['phone', 'in-person', 'written', 'online']),
    })
    .optional(),
  /** How to reach the person. `preferred` is one of the ways given. */
  reach: z
    .object({
      phone: orNull,
      email: orNull,
      ways: z.array(z.enum(CONTACT_WAYS)),
      preferred: z.enum(CONTACT_WAYS),
    })
    .optional(),
  /** Whether each way is safe: nobody else sees or hears it. Only what was asked for has a value. */
  safe: z
    .object({
      phone: yesNo.nullable(),
      message: yesNo.nullable(), // leaving one on the phone
      text: yesNo.nullable(),
      email: yesNo.nullable(),
      letter: yesNo.nullable(),
      times: orNull, // when to ring, in their words
      instead: orNull, // whom else to ask for, in their words
    })
    .optional(),
  /** Accessible Information needs. All lists empty and both texts null: none. */
  communication: z
    .object({
      methods: z.array(z.enum(CONTACT_METHODS)),
      formats: z.array(z.enum(INFORMATION_FORMATS)),
      printPoints: z.number().int().nullable(), // of large print
      professionals: z.array(z.enum(COMMUNICATION_PROFESSIONALS)),
      support: z.array(z.enum(COMMUNICATION_SUPPORT)),
      language: orNull, // to speak in, where it is not English; an interpreter is needed
      other: orNull,
    })
    .optional(),
  /** What matters to them, in their words. */
  story: z.object({ words: text }).optional(),
  /** Slugs of the needs tree. */
  needs: z.object({ slugs: z.array(text), other: orNull }).optional(),
  /** What is already in place. */
  inPlace: z.object({ words: orNull }).optional(),
  home: z
    .object({ caresForSomebody: yesNoUnsaid, hasCarer: yesNoUnsaid, childrenAtHome: yesNoUnsaid })
    .optional(),
  /** Postcode or town, as typed. */
  place: z.object({ typed: text }).optional(),
  dateOfBirth: z.object({ date: text }).optional(),
  address: z
    .object({ noFixedAddress: z.boolean(), line1: orNull, line2: orNull, town: orNull, postcode: orNull })
    .optional(),
  nhsNumber: z.object({ number: orNull }).optional(), // 10 digits; null: they do not know it
  gp: z.object({ practice: orNull, email: orNull }).optional(), // null: none, or not known
  /** The services they chose, and whether they would like help with choosing. */
  services: z.object({ ids: z.array(text), helpMeChoose: z.boolean() }).optional(),
  /** What they agreed to so far, one per recipient; becomes rows of `consent` on sending. */
  sharing: z
    .object({
      navigator: yesNo,
      services: z.array(z.object({ serviceId: text, decision: yesNo, shared: z.array(text) })),
      gp: yesNo.nullable(), // null: not asked
      wordingId: text,
      givenBy: z.enum(['self', 'helper', 'attorney', 'best-interests']),
      method: z.enum(['online', 'phone', 'in-person', 'written']),
      at: text, // ISO moment
    })
    .optional(),
  /** In which form they would like a copy. */
  copy: z
    .object({
      way: z.enum(['email', 'text', 'letter', 'none']),
      form: z.enum(['plain', 'easy-read', 'large-print']),
    })
    .optional(),
});

export type Answers = z.infer<typeof AnswersShape>;
export type AnswerPart = keyof Answers;

/** The answers of a request as they were sealed. Throws on what never was one. */
export const readAnswers = (json: string): Answers => AnswersShape.parse(JSON.parse(json));
export const writeAnswers = (answers: Answers): string => JSON.stringify(AnswersShape.parse(answers));
