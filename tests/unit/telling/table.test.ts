import { describe, expect, test } from 'vitest';
import { MESSAGE_NAMES } from '#src/features/messages/wording/templates.ts';
import { AUDIENCES, HEARD_INSTEAD, ROWS, rowOf, WHO_HEARS } from '#src/features/telling/table.ts';
import { CLOSING_REASONS } from '#src/features/requests/rules.ts';

/** Who hears what, written a second time by hand: person | helper | professional | gp | service | navigator. */
const EXPECTED = `
request.sent                     | request-sent              | request-sent-helper        | request-sent-professional   | -                  | -                   | request-new
request.copy                     | request-copy              | request-copy               | request-copy                | -                  | -                   | -
request.taken                    | request-taken             | request-taken-referrer     | request-taken-referrer      | -                  | -                   | -
request.handed-over              | request-handed-over       | request-taken-referrer     | request-taken-referrer      | -                  | -                   | request-yours
request.put-back                 | request-put-back          | -                          | -                           | -                  | -                   | request-new
request.attempted                | request-attempted         | request-attempted-helper   | -                           | -                  | -                   | -
request.added                    | -                         | -                          | -                           | -                  | -                   | request-added
request.overdue                  | -                         | -                          | -                           | -                  | -                   | request-overdue
request.same-day-late            | -                         | -                          | -                           | -                  | -                   | request-same-day-late
request.closed                   | request-closed            | request-closed-helper      | request-closed-professional | request-closed-gp  | -                   | -
request.closed:could-not-contact | request-not-reached       | request-closed-helper      | request-closed-professional | request-closed-gp  | -                   | -
request.closed:died              | -                         | -                          | request-closed-professional | request-closed-gp  | -                   | -
request.withdrawn                | request-withdrawn         | request-withdrawn-referrer | request-withdrawn-referrer  | -                  | -                   | request-withdrawn-navigator
referral.sent                    | request-referred          | referral-news-referrer     | referral-news-referrer      | -                  | referral-sent       | -
referral.asked-again             | -                         | -                          | -                           | -                  | referral-sent       | -
referral.told-again              | -                         | -                          | -                           | -                  | referral-progress   | -
referral.unreachable             | -                         | -                          | -                           | -                  | -                   | referral-unreachable
referral.accepted                | referral-accepted         | referral-news-referrer     | referral-news-referrer      | -                  | referral-progress   | referral-news
referral.declined                | referral-declined         | referral-news-referrer     | referral-news-referrer      | -                  | -                   | referral-news
referral.more-asked              | -                         | -                          | -                           | -                  | -                   | referral-more-asked
referral.more-told               | -                         | -                          | -                           | -                  | referral-more-told  | -
referral.chased                  | -                         | referral-news-referrer     | referral-news-referrer      | -                  | referral-chased     | -
referral.escalated               | referral-escalated-person | referral-news-referrer     | referral-news-referrer      | -                  | -                   | referral-escalated
referral.contacted               | -                         | -                          | referral-news-referrer      | -                  | -                   | referral-news
referral.started                 | -                         | referral-news-referrer     | referral-news-referrer      | -                  | -                   | referral-news
referral.completed               | referral-completed        | referral-news-referrer     | referral-news-referrer      | -                  | -                   | referral-news
referral.could-not-contact       | referral-not-reached      | -                          | referral-news-referrer      | -                  | -                   | referral-news
referral.person-declined         | -                         | -                          | referral-news-referrer      | -                  | -                   | referral-news
referral.withdrawn               | -                         | -                          | -                           | -                  | referral-withdrawn  | -
feedback.asked                   | feedback-asked            | -                          | -                           | -                  | -                   | -
handover                         | handover-link             | -                          | -                           | -                  | -                   | -
`;
const expected = new Map(
  EXPECTED.trim()
    .split('\n')
    .map((line) => {
      const [row = '', ...names] = line.split('|').map((cell) => cell.trim());
      return [row, names.map((name) => (name === '-' ? null : name))] as const;
    }),
);

describe('who hears what', () => {
  test('is one line for each happening, and no other', () => {
    expect([...expected.keys()].toSorted()).toEqual(ROWS.toSorted());
  });

  test.each(ROWS)('of %s is what was agreed, audience by audience', (row) => {
    expect(AUDIENCES.map((audience) => WHO_HEARS[row][audience])).toEqual(expected.get(row));
  });

  test('uses every message of requests and referrals', () => {
    const told = new Set(ROWS.flatMap((row) => AUDIENCES.map((audience) => WHO_HEARS[row][audience])));
    // A code and new links are asked for by the pages that need them.
    const asked = ['proof-code', 'referral-link', 'track-link'];
    const ours = MESSAGE_NAMES.filter((name) =>
      /^(request|referral|feedback|handover|proof|track)-/.test(name),
    );
    expect(ours.filter((name) => !told.has(name)).toSorted()).toEqual(asked);
  });

  test('what a family hears in the place of the person is not what they hear anyway', () => {
    for (const row of HEARD_INSTEAD) {
      expect(WHO_HEARS[row].person).not.toBeNull();
      expect(WHO_HEARS[row].helper).toBeNull();
    }
  });

  test.each(CLOSING_REASONS)('knows the line of a request that was closed with "%s"', (reason) => {
    const row = rowOf({ kind: 'request.closed', requestId: 'x', reason });
    expect(row).toBe(
      reason === 'died'
        ? 'request.closed:died'
        : reason === 'could-not-contact'
          ? 'request.closed:could-not-contact'
          : 'request.closed',
    );
  });
});
