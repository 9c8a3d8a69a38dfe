import { ADA } from './answers.ts';

/** Ways that are safe: a call and a text, no message left. */
export const SAFE = {
  phone: 'yes',
  message: 'no',
  text: 'yes',
  email: 'no',
  letter: null,
  times: null,
  instead: null,
} as const;

/** Everything of a person that must not be read without a proof. */
export const PERSONAL = [
  ADA.name,
  ADA.story,
  ADA.email,
  '07700 900 123',
  '07700900123',
  'Nora Example',
  '07700900456',
  'nora@example.org',
  'Loom Street Surgery',
  'Bobbin Row',
  'Loneliness',
];
