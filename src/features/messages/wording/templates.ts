import { SECRET, SITE, type Filling } from './filling.ts';
import { REFERRAL_MESSAGES } from './referral-messages.ts';
import { REQUEST_MESSAGES } from './request-messages.ts';

/** Every message this website sends: its name, which is that of its file in content/messages, and what fills it. */
export const MESSAGES = {
  invitation: {
    values: { days: '7' },
    optional: { inviter: 'Priya Shah' },
    links: { link: `${SITE}/invitations/${SECRET}` },
  },
  'sign-in-link': { values: { minutes: '15' }, links: { link: `${SITE}/sign-in/link/${SECRET}` } },
  'password-reset': { values: { minutes: '60' }, links: { link: `${SITE}/sign-in/new-password/${SECRET}` } },
  'password-changed': { values: {}, links: {} },
  'email-change': { values: {}, links: { link: `${SITE}/account/email/${SECRET}` } },
  'email-changed': { values: {}, links: {} },
  'second-step-reset': { values: {}, links: {} },
  'second-step-changed': { values: {}, links: {} },
  'account-stopped': { values: {}, links: {} },
  'proposal-decided': {
    values: { service: 'Marl Street Community Café' },
    optional: { taken: 'Name and Phone', left_out: 'Summary', reason: 'The summary says the name again' },
    links: { link: `${SITE}/partner/services/${SECRET}/revisions/3` },
  },
  'new-tasks': { values: { tasks: '3 tasks' }, links: { link: `${SITE}/admin/tasks` } },
  'team-added': {
    values: { organisation: 'Marl Valley Carers' },
    links: { link: `${SITE}/partner/organisations/${SECRET}` },
  },
  'claim-asked': {
    values: { organisation: 'Marl Valley Carers' },
    links: { link: `${SITE}/claims/${SECRET}` },
  },
  'claim-colleague': {
    values: { organisation: 'Marl Valley Carers', person: 'Ben Example' },
    links: { link: `${SITE}/partner/organisations/${SECRET}/team` },
  },
  'claim-declined': {
    values: { organisation: 'Marl Valley Carers', reason: 'We could not reach you' },
    links: {},
  },
  'evidence-expires': {
    values: { organisation: 'Marl Valley Carers', paper: 'Safeguarding policy', day: '3 May 2027' },
    links: { link: `${SITE}/partner/organisations/${SECRET}/evidence` },
  },
  'report-received': {
    values: { service: 'Marl Street Community Café', topic: 'the days or times are wrong' },
    links: { link: `${SITE}/partner/organisations/${SECRET}/reports` },
  },
  'report-received-without-account': {
    values: { service: 'Marl Street Community Café', topic: 'the days or times are wrong' },
    links: { link: `${SITE}/services/marl-street-community-cafe` },
  },
  'report-answered': {
    values: {
      service: 'Marl Street Community Café',
      outcome: 'the page has been changed',
    },
    optional: {
      answer_a: 'They told us that the café now opens an hour later.',
      answer_b: '',
      answer_c: '',
      answer_d: '',
      answer_e: '',
      answer_f: '',
      answer_g: '',
      answer_h: '',
      answer_i: '',
    },
    links: { link: `${SITE}/services/marl-street-community-cafe` },
  },
  'review-due': {
    values: {
      services: 'Monday lunch club and Sewing group',
      organisation: 'Marlbridge Community Kitchen',
      day: '21 December 2026',
      days: '60',
    },
    links: { link: `${SITE}/review/${SECRET}` },
  },
  'review-overdue': {
    values: {
      services: 'Monday lunch club and Sewing group',
      organisation: 'Marlbridge Community Kitchen',
      day: '21 February 2027',
      days: '60',
    },
    links: { link: `${SITE}/review/${SECRET}` },
  },
  'review-link': { values: { days: '60' }, links: { link: `${SITE}/review/${SECRET}` } },
  'referral-link': {
    values: { reference: 'FD-7KQM-3F2P-X', days: '60' },
    links: { link: `${SITE}/referrals/${SECRET}` },
  },
  'track-link': { values: {}, links: { link: `${SITE}/track/${SECRET}` } },
  ...REQUEST_MESSAGES,
  ...REFERRAL_MESSAGES,
} as const satisfies Readonly<Record<string, Filling>>;

export type MessageName = keyof typeof MESSAGES;
export const MESSAGE_NAMES = Object.keys(MESSAGES) as readonly MessageName[];
export const isMessageName = (text: string): text is MessageName => Object.hasOwn(MESSAGES, text);

/** What fills a template, in the general shape. */
export const fillingOf = (name: MessageName): Filling => MESSAGES[name];

/** Of the website, in every template. `site_url` is a link; a sentence with one that is not set is left out. */
export const SITE_FACTS = ['site', 'site_url', 'phone', 'phone_hours'] as const;
