import { SECRET, SITE, type Filling } from './filling.ts';

const reference = 'FD-M4TD-9WXH-6';
const help = 'Getting a hot meal, and feeling lonely';
const area = 'MB3';
const news = 'a service can help';
const track = { link: `${SITE}/track/${SECRET}` };
const service = { link: `${SITE}/referrals/${SECRET}` };
const workspace = { link: `${SITE}/workspace/requests/${SECRET}` };

/** Of referrals: to services, and of what they answer. */
export const REFERRAL_MESSAGES = {
  'referral-sent': {
    values: { reference, help, day: '25 November 2026' },
    optional: { area },
    links: service,
  },
  'referral-chased': { values: { reference, help }, optional: { area }, links: service },
  'referral-progress': { values: { reference }, links: service },
  'referral-more-told': { values: { reference }, links: service },
  'referral-withdrawn': { values: { reference }, links: {} },
  'referral-news-referrer': { values: { reference, news }, links: {} },
  'referral-news': { values: { reference, news }, links: workspace },
  'referral-more-asked': { values: { reference }, links: workspace },
  'referral-escalated': { values: { reference }, links: workspace },
  'referral-unreachable': { values: { reference }, links: workspace },
  'referral-accepted': { values: {}, links: track },
  'referral-declined': { values: {}, links: track },
  'referral-escalated-person': { values: {}, links: track },
  'referral-completed': { values: {}, links: track },
  'referral-not-reached': { values: {}, links: track },
} as const satisfies Readonly<Record<string, Filling>>;
