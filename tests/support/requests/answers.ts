import type { Answers } from '#src/features/requests/answers.ts';

/** The person of the tests: made up, with numbers that Ofcom keeps for drama and an NHS number that passes the check. */
export const ADA = {
  name: 'Ada Example',
  phone: '07700 900 123',
  email: 'ada.example@example.org',
  nhsNumber: '9990000018',
  story: 'I used to sing with my neighbours on Thursdays',
  postcode: 'MB1 1QG',
} as const;

/** Words that may stand nowhere in the database unsealed; each has what no random letters make. */
export const PERSONAL_WORDS = [
  'Ada Example',
  'ada.example@example.org',
  'sing with my neighbours',
  'MB1 1QG',
  'Flat 2, Bobbin Row',
  'Nora Example',
] as const;

/** Everything that is needed to send a request for oneself; parts can be changed, or left out with undefined. */
export const anAnswers = (overrides: Partial<Answers> = {}): Answers => ({
  name: { full: ADA.name, called: 'Ada' },
  reach: { phone: ADA.phone, email: ADA.email, ways: ['phone', 'email'], preferred: 'phone' },
  safe: {
    phone: 'yes',
    message: 'no',
    text: null,
    email: 'yes',
    letter: null,
    times: 'In the morning',
    instead: null,
  },
  communication: {
    methods: [],
    formats: ['large-print'],
    printPoints: 18,
    professionals: [],
    support: [],
    language: null,
    other: null,
  },
  story: { words: ADA.story },
  needs: { slugs: ['loneliness'], other: null },
  inPlace: { words: 'A neighbour shops for me' },
  home: { caresForSomebody: 'no', hasCarer: 'yes', childrenAtHome: 'no' },
  place: { typed: ADA.postcode },
  dateOfBirth: { date: '1950-03-14' },
  address: {
    noFixedAddress: false,
    line1: 'Flat 2, Bobbin Row',
    line2: null,
    town: 'Marlbridge',
    postcode: ADA.postcode,
  },
  nhsNumber: { number: ADA.nhsNumber },
  gp: { practice: 'Loom Street Surgery', email: 'surgery@example.org' },
  services: { ids: [], helpMeChoose: true },
  sharing: {
    navigator: 'yes',
    services: [],
    gp: 'yes',
    wordingId: 'sharing-1',
    givenBy: 'self',
    method: 'online',
    at: '2026-11-21T10:00:00.000Z',
  },
  copy: { way: 'email', form: 'plain' },
  ...overrides,
});

/** What a daughter adds when she asks for her mother. */
export const aHelper = (overrides: Partial<Answers> = {}): Answers =>
  anAnswers({
    helper: {
      name: 'Nora Example',
      relationship: 'Daughter',
      role: null,
      organisation: null,
      phone: '07700 900 456',
      email: 'nora@example.org',
    },
    agreement: { agrees: 'yes', reason: null, method: 'phone' },
    ...overrides,
  });
