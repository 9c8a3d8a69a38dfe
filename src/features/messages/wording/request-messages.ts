import { SECRET, SITE, type Filling } from './filling.ts';

const reference = 'FD-7KQM-3F2P-X';
const day = '25 November 2026';
const track = { link: `${SITE}/track/${SECRET}` };
const workspace = { link: `${SITE}/workspace/requests/${SECRET}` };
const codes = { code_a: '871731000000106', term_a: 'Referral to social prescribing service' };
const moreCodes = { code_b: '1362721000000106', term_b: 'Social prescribing case closed' };
const reason = 'They got the help they asked for';

/** Of requests. */
export const REQUEST_MESSAGES = {
  'request-sent': { values: { reference, day }, links: track },
  'request-sent-helper': { values: { reference, day }, links: track },
  'request-sent-professional': { values: { reference, day }, links: {} },
  'request-new': { values: { reference, when: 'by 25 November 2026' }, links: workspace },
  'request-copy': { values: { reference }, links: { link: `${SITE}/track/${SECRET}/copy` } },
  'request-taken': { values: { navigator: 'Asha Rao' }, links: track },
  'request-taken-referrer': { values: { reference, navigator: 'Asha Rao' }, links: {} },
  'request-handed-over': { values: { navigator: 'Asha Rao' }, links: track },
  'request-yours': { values: { reference }, links: workspace },
  'request-put-back': { values: {}, links: track },
  'request-attempted': { values: {}, links: track },
  'request-attempted-helper': { values: { reference }, links: {} },
  'request-added': { values: { reference }, links: workspace },
  'request-overdue': { values: { reference, day }, links: workspace },
  'request-same-day-late': { values: { reference }, links: workspace },
  'request-closed': { values: { why: 'you got the help that you asked for' }, links: track },
  'request-not-reached': { values: { reference }, links: track },
  'request-closed-helper': { values: { reference }, links: {} },
  'request-closed-professional': {
    values: { reference, reason, ...codes },
    optional: moreCodes,
    links: {},
  },
  'request-closed-gp': {
    values: { reference, reason, ...codes },
    optional: {
      ...moreCodes,
      name: 'Ada Example',
      born: '27 March 1947',
      nhs: '999 000 0018',
      not_named: 'this email does not name them: ring us, and say the number',
    },
    links: {},
  },
  'request-withdrawn': { values: {}, links: track },
  'request-withdrawn-referrer': { values: { reference }, links: {} },
  'request-withdrawn-navigator': { values: { reference }, links: workspace },
  'request-referred': { values: {}, links: track },
  'feedback-asked': { values: {}, links: { link: `${SITE}/track/feedback/${SECRET}` } },
  'handover-link': { values: { days: '7' }, links: { link: `${SITE}/get-help/continue/${SECRET}` } },
  'proof-code': { values: { code: '204 713', minutes: '30' }, links: {} },
} as const satisfies Readonly<Record<string, Filling>>;
