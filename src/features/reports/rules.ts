/** What a visitor can say is wrong with a service, in the order of the page. */
export const REPORT_TOPICS = [
  'closed',
  'times',
  'contact',
  'cost',
  'not-as-said',
  'safety',
  'other',
] as const;
export type ReportTopic = (typeof REPORT_TOPICS)[number];

export const REPORT_TOPIC_LABELS: Readonly<Record<ReportTopic, string>> = {
  closed: 'It has closed or moved',
  times: 'The days or times are wrong',
  contact: 'The phone, email or website does not work',
  cost: 'The cost is wrong',
  'not-as-said': 'It is not what the page says',
  safety: 'I am worried about somebody’s safety there',
  other: 'Something else',
};

/** The topic as part of a sentence about the service: "Somebody says that …". */
export const REPORT_TOPIC_SAYINGS: Readonly<Record<ReportTopic, string>> = {
  closed: 'it has closed or moved',
  times: 'the days or times are wrong',
  contact: 'the phone, email or website does not work',
  cost: 'the cost is wrong',
  'not-as-said': 'it is not what the page says',
  safety: 'they are worried about somebody’s safety',
  other: 'something else is wrong',
};

export const isReportTopic = (text: string): text is ReportTopic =>
  (REPORT_TOPICS as readonly string[]).includes(text);

/** What a topic is called; one from before the list was changed by its own name. */
export const topicInWords = (topic: string): string =>
  isReportTopic(topic) ? REPORT_TOPIC_LABELS[topic] : topic;

/**
 * False for what only the desk sees: a worry about safety may be about the very people who run the service, and whoever
 * tells of it must not be found out through us.
 */
export const isToldToOrganisation = (topic: string): boolean => topic !== 'safety';

/** How a report ended. */
export const REPORT_OUTCOMES = {
  changed: 'The page has been changed',
  right: 'The page is right as it is',
  closed: 'The service has closed, and is hidden or about to be',
  'passed-on': 'It was passed to somebody who can act on it',
  'no-action': 'There is nothing that we can do',
} as const;
export type ReportOutcome = keyof typeof REPORT_OUTCOMES;
export const REPORT_OUTCOME_NAMES = Object.keys(REPORT_OUTCOMES) as readonly ReportOutcome[];

/** How a report ended, in words. */
export const outcomeInWords = (outcome: string): string =>
  (REPORT_OUTCOMES as Readonly<Record<string, string>>)[outcome] ?? outcome;

/** What an organisation says to a report about its service. */
export const PARTNER_SAYINGS = {
  changed: 'We have changed it',
  right: 'It is right as it is',
} as const;
export type PartnerSaying = keyof typeof PARTNER_SAYINGS;

/** From this many open reports of one kind a service is marked on the desk. */
export const MANY_REPORTS = 5;

/** Words and contact are removed this many days after a report was answered. */
export const REPORT_KEPT_DAYS = 90;

/** Longest answer that is sent to whoever reported, in characters. */
export const ANSWER_MAXIMUM = 600;
/** Messages cut a value off after 200 characters, and making one harmless lengthens it by a space for each dot. */
const PIECE_LENGTH = 150;
/** Two pieces that follow each other hold more than one takes. */
export const ANSWER_PIECES = Math.ceil((2 * ANSWER_MAXIMUM) / PIECE_LENGTH) + 1;

/**
 * An answer cut into pieces that a message takes whole, between words where it can be: `answer_a`, `answer_b` and so
 * on, the last ones empty. Throws for an answer longer than ANSWER_MAXIMUM.
 */
export function answerInPieces(answer: string): Record<string, string> {
  if (answer.length > ANSWER_MAXIMUM) throw new Error('An answer is longer than a message takes');
  const pieces: string[] = [];
  for (const word of answer.split(/\s+/).flatMap(cutLongWord)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= PIECE_LENGTH)
      pieces[pieces.length - 1] = `${last} ${word}`;
    else if (word !== '') pieces.push(word);
  }
  return Object.fromEntries(
    Array.from({ length: ANSWER_PIECES }, (_, index) => [
      `answer_${'abcdefghi'[index] ?? ''}`,
      pieces[index] ?? '',
    ]),
  );
}

const cutLongWord = (word: string): string[] => word.match(/.{1,75}/gsu) ?? [''];
