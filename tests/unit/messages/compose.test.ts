import { describe, expect, test } from 'vitest';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { MessageContent, PreparedMessage } from '#src/features/messages/types.ts';
import { aMessage, SITE, TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';

const wordsOf = ({ id, contentSealed }: PreparedMessage): MessageContent =>
  JSON.parse(TEST_KEYS.unseal(contentSealed, `message:${id}`)) as MessageContent;

describe('preparing a message', () => {
  test('seals its receiver and its words, each for this message alone', () => {
    const message = prepareMessage(TEST_POST, aMessage({ to: ' Ann@Example.org ' }));
    const { id } = message;
    expect(TEST_KEYS.unseal(message.toSealed, `message-to:${id}`)).toBe('Ann@Example.org');
    expect(wordsOf(message).text).toContain(`${SITE}/sign-in/link/`);
    expect(() => TEST_KEYS.unseal(message.toSealed, 'message-to:another')).toThrow();
    const { id: _id, toSealed: _to, contentSealed: _content, ...rest } = message;
    expect(JSON.stringify(rest)).not.toMatch(/ann@|q3Jk0v9X/i);
  });

  test('finds the same receiver however the address was typed', () => {
    const hash = (kind: 'email' | 'text', to: string): string =>
      prepareMessage(TEST_POST, aMessage({ kind, to })).toHash;
    expect(hash('email', 'ANN@example.org')).toBe(hash('email', ' ann@example.org'));
    expect(hash('text', '07700 900123')).toBe(hash('text', '+44 7700 900 123'));
    expect(hash('text', '07700 900123')).toBe(hash('text', '+44 (0)7700 900123'));
    expect(hash('text', '07700 900123')).not.toBe(hash('text', '07700 900124'));
  });

  test('writes easy read to whoever asked for it, larger', () => {
    const plain = wordsOf(prepareMessage(TEST_POST, aMessage()));
    const easy = wordsOf(prepareMessage(TEST_POST, aMessage({ form: 'easy-read' })));
    expect(easy.text).toContain('Did you not ask for this?');
    expect(easy.html).toContain('<body class="easy-read">');
    expect(plain.html).toContain('<body class="plain">');
    expect(plain.html).not.toMatch(/<(img|script|link|iframe)|style=|url\(/);
  });

  test('leads whoever reads easy read to the easy-read form of a page, where there is one', () => {
    const linkOf = (path: string, form: 'plain' | 'easy-read') => {
      const message = aMessage({
        template: 'track-link',
        values: {},
        links: { link: `${SITE}${path}` },
        form,
      });
      return /https:\S+/.exec(wordsOf(prepareMessage(TEST_POST, message)).text)?.[0];
    };
    expect(linkOf('/track/q3Jk0v9X', 'easy-read')).toBe(`${SITE}/easy-read/track/q3Jk0v9X`);
    expect(linkOf('/get-help/continue/q3Jk0v9X', 'easy-read')).toBe(
      `${SITE}/easy-read/get-help/continue/q3Jk0v9X`,
    );
    expect(linkOf('/easy-read/track/q3Jk0v9X', 'easy-read')).toBe(`${SITE}/easy-read/track/q3Jk0v9X`);
    expect(linkOf('/track/q3Jk0v9X', 'plain')).toBe(`${SITE}/track/q3Jk0v9X`);
    // Pages of people who work here are in one form.
    expect(linkOf('/workspace/requests/1', 'easy-read')).toBe(`${SITE}/workspace/requests/1`);
    expect(linkOf('/tracking', 'easy-read')).toBe(`${SITE}/tracking`);
  });

  test('leaves out the sentences that mention what is not set', () => {
    const post = { ...TEST_POST, site: { ...TEST_POST.site, phone: null } };
    const { text } = wordsOf(prepareMessage(post, aMessage()));
    expect(text).not.toMatch(/Ring|We answer|null/);
    const invitation = aMessage({ template: 'invitation', values: { days: '7' } });
    expect(wordsOf(prepareMessage(TEST_POST, invitation)).text).not.toContain('The invitation was made by');
  });

  test.each([
    ['an unknown message', { template: 'sing-in-link' }, 'There is no message'],
    ['a placeholder that nothing fills', { values: {} }, 'Nothing fills ((minutes))'],
    ['two receivers in one', { to: 'a@example.org, b@example.org' }, 'No email can be sent'],
    ['a header in the address', { to: 'a@example.org\nBcc: b@example.org' }, 'No email can be sent'],
    ['a name instead of a number', { kind: 'text', to: 'Ann' }, 'No text can be sent'],
    [
      'two lines of a postal address',
      { kind: 'letter', to: '1 High Street\nMB1 1QG' },
      'No letter can be sent',
    ],
    [
      'eight lines of a postal address',
      { kind: 'letter', to: 'a\nb\nc\nd\ne\nf\ng\nMB1 1QG' },
      'No letter can be sent',
    ],
    [
      'a postal address without a postcode',
      { kind: 'letter', to: 'Ann\n1 High Street\nMarlbridge' },
      'No letter can be sent',
    ],
    [
      'a link to somewhere else',
      { links: { link: 'https://evil.example/' } },
      'links only to pages of this website',
    ],
    [
      'a link that is none',
      { links: { link: 'javascript:alert(1)' } },
      'links only to pages of this website',
    ],
    [
      'a link with Markdown in it',
      { links: { link: `${SITE}/[a](b)` } },
      'links only to pages of this website',
    ],
  ] as const)('is refused with %s', (_, changes, why) => {
    expect(() => prepareMessage(TEST_POST, aMessage(changes))).toThrow(why);
  });

  test('takes a letter of three to seven lines, the last a postcode', () => {
    const letter = aMessage({ kind: 'letter', to: 'Ann Example\n\n1 High Street\nMB1 1QG\n' });
    const { html, markdown, text } = wordsOf(prepareMessage(TEST_POST, letter));
    expect(html).toBeNull();
    expect(markdown).toContain('press the button');
    expect(text).toContain('Hello,');
  });

  test('says of a letter that it is one', () => {
    const letter = aMessage({ kind: 'letter', to: 'Ann Example\n1 High Street\nMB1 1QG' });
    const { text } = wordsOf(prepareMessage(TEST_POST, letter));
    expect(text).toContain('You get this letter because');
    expect(text).toContain('This letter was sent by Front Door');
    expect(text).not.toMatch(/this email/i);
    expect(wordsOf(prepareMessage(TEST_POST, aMessage())).text).toContain('This email was sent by');
  });

  test('takes a name without an address only for a letter that people print', () => {
    const named = { to: 'Loom Street Surgery', isToPrint: true } as const;
    expect(prepareMessage(TEST_POST, aMessage({ kind: 'letter', ...named })).isToPrint).toBe(true);
    expect(() => prepareMessage(TEST_POST, aMessage({ kind: 'email', ...named }))).toThrow(
      'No email can be sent',
    );
    expect(prepareMessage(TEST_POST, aMessage()).isToPrint).toBe(false);
  });
});
