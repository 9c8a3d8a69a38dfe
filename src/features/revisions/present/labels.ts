import type { ContentField } from '#src/features/services/fields.ts';
import { listInWords } from '#src/lib/text.ts';

/** What people call each field: in the editor, in differences and in messages. */
export const FIELD_LABELS: Readonly<Record<ContentField, string>> = {
  organisationKey: 'Organisation',
  name: 'Name',
  alternateName: 'Other name',
  summary: 'Summary',
  description: 'What happens',
  url: 'Website',
  email: 'Email',
  status: 'Status',
  interpretationServices: 'Interpreters',
  applicationProcess: 'How to join, in words',
  feesDescription: 'Cost, in words',
  waitTime: 'Waiting time, in words',
  accreditations: 'Accreditations',
  licences: 'Licences',
  eligibilityDescription: 'Who it is for',
  notForDescription: 'Who it is not for',
  minimumAge: 'Youngest age',
  maximumAge: 'Oldest age',
  firstVisitNote: 'The first visit',
  whatToBring: 'What to bring',
  alert: 'Notice',
  capacity: 'Space now',
  waitingWeeks: 'Weeks to wait',
  pausedUntil: 'Paused until',
  capacityUpdatedOn: 'Space last updated',
  validFrom: 'Shown from',
  validTo: 'Shown until',
  assuredOn: 'Last checked',
  assuredBy: 'Checked by',
  assurerEmail: 'Email of who checked',
  reviewMonths: 'Months between checks',
  needs: 'What it helps with',
  deliveries: 'How people get help',
  joinings: 'Ways to join',
  audiences: 'Especially for',
  locations: 'Places and their times',
  schedules: 'Times',
  closures: 'Closed days',
  areas: 'Area',
  phones: 'Phone',
  contacts: 'Contact people',
  costOptions: 'Prices',
  languages: 'Languages',
  access: 'Access',
  terms: 'Terms of other directories',
  fundings: 'Funding',
  documents: 'Papers to bring',
  picture: 'Picture',
  bslVideoUrl: 'Video in British Sign Language',
  easyRead: 'Easy read',
  texts: 'In other languages',
};

const MOST_NAMED = 6;

/** Fields in a sentence: "Name, Summary and Phone", or "Name, Summary ... and 4 more". */
export function fieldsInWords(fields: readonly ContentField[]): string {
  const labels = fields.map((field) => FIELD_LABELS[field]);
  const more = labels.length - MOST_NAMED;
  return listInWords(more > 1 ? [...labels.slice(0, MOST_NAMED), `${more} more`] : labels);
}
