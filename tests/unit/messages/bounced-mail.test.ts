import { describe, expect, test } from 'vitest';
import { readBouncedMail } from '#src/features/messages/bounced-mail.ts';

const ID = '0193a5e0-7c1b-7d2e-8f3a-4b5c6d7e8f90';

/** As Postfix writes it (RFC 3464, with the headers of what came back). */
const notification = (changes: Readonly<Record<string, string>> = {}): string => {
  const parts = {
    action: 'failed',
    status: '5.1.1',
    id: `Message-ID: <${ID}@directory.example.org>`,
    ...changes,
  };
  return [
    'Return-Path: <>',
    'Message-Id: <20261121100000.1234@mail.example.org>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    '<ann@example.org>: user unknown',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Final-Recipient: rfc822; ann@example.org',
    `Action: ${parts.action}`,
    `Status: ${parts.status}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    parts.id,
    '--b--',
  ].join('\r\n');
};

describe('a mail about a mail', () => {
  test('names the message of ours that came back, and why', () => {
    expect(readBouncedMail(notification())).toEqual({ messageId: ID, status: '5.1.1' });
  });

  test('is found by an id that stands on the next line, or that another program wrote in capitals', () => {
    const folded = notification({ id: `Message-ID:\r\n <${ID.toUpperCase()}@directory.example.org>` });
    expect(readBouncedMail(folded)).toEqual({ messageId: ID, status: '5.1.1' });
  });

  test('without a status still came back', () => {
    expect(readBouncedMail(notification({ status: 'unknown' }))).toEqual({ messageId: ID, status: null });
  });

  test.each([
    ['only says that it is late', notification({ action: 'delayed', status: '4.4.1' })],
    ['is about somebody else’s message', notification({ id: 'Message-ID: <abc@mail.example.org>' })],
    ['is an answer of a person', `In-Reply-To: <${ID}@directory.example.org>\n\nThank you!`],
    ['is empty', ''],
  ])('says nothing when it %s', (_, source) => {
    expect(readBouncedMail(source)).toBeNull();
  });
});
