import { describe, expect, test } from 'vitest';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';

const KEY = 'front-door-0f2b1a6e-1d52-4a3f-9f0e-6a1c2b3d4e5f-7c9d1e2f-3a4b-4c5d-8e6f-0a1b2c3d4e5f';
const TEMPLATE = '5b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9';
const mail = (env: Record<string, string>) => readConfig(env, '/nowhere').mail;
function refusal(env: Record<string, string>): string {
  try {
    mail(env);
  } catch (error) {
    if (error instanceof CannotStart) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('how messages leave', () => {
  test('with nothing set: not at all, they are kept to be read', () => {
    expect(mail({})).toEqual({ channel: 'log', from: null, smtp: null, notify: null });
  });

  test.each([
    [
      'smtps://u:p%40ss@mail.example.org',
      { host: 'mail.example.org', port: 465, isSecure: true, needsTls: false, user: 'u', password: 'p@ss' },
    ],
    ['smtp://mail.example.org', { port: 587, isSecure: false, needsTls: true, user: null, password: null }],
    ['smtp://mail.example.org:25?tls=optional', { port: 25, needsTls: false }],
    ['smtp://localhost:1025', { host: 'localhost', needsTls: false }],
    ['smtp://[::1]:1025', { host: '::1', needsTls: false }],
    ['smtp://localhost.evil.example', { needsTls: true }],
  ])('a mail server %s is understood', (url, server) => {
    const env = {
      FRONT_DOOR_MAIL: 'smtp',
      FRONT_DOOR_SMTP_URL: url,
      FRONT_DOOR_MAIL_FROM: 'Front Door <hello@directory.example.org>',
    };
    expect(mail(env)).toMatchObject({ channel: 'smtp', smtp: server });
  });

  test.each([
    ['Front Door <hello@example.org>', { name: 'Front Door', address: 'hello@example.org' }],
    ['"Front Door" <hello@example.org>', { name: 'Front Door', address: 'hello@example.org' }],
    ['hello@example.org', { name: '', address: 'hello@example.org' }],
  ])('emails are from %s', (from, read) => {
    expect(mail({ FRONT_DOOR_MAIL_FROM: from }).from).toEqual(read);
  });

  test('GOV.UK Notify sends what it has a template for', () => {
    const env = {
      FRONT_DOOR_MAIL: 'notify',
      FRONT_DOOR_NOTIFY_KEY: KEY,
      FRONT_DOOR_NOTIFY_EMAIL_TEMPLATE: TEMPLATE,
    };
    expect(mail(env).notify).toEqual({
      url: 'https://api.notifications.service.gov.uk',
      key: KEY,
      emailTemplate: TEMPLATE,
      textTemplate: null,
      letterTemplate: null,
    });
  });

  test.each([
    [{ FRONT_DOOR_MAIL: 'post' }, 'FRONT_DOOR_MAIL cannot be "post"'],
    [{ FRONT_DOOR_MAIL: 'smtp' }, 'FRONT_DOOR_SMTP_URL cannot be left out'],
    [
      { FRONT_DOOR_MAIL: 'smtp', FRONT_DOOR_SMTP_URL: 'smtp://localhost' },
      'FRONT_DOOR_MAIL_FROM cannot be left out',
    ],
    [{ FRONT_DOOR_SMTP_URL: 'mail.example.org' }, 'give the address of a mail server'],
    [{ FRONT_DOOR_SMTP_URL: 'smtp://mail.example.org/path' }, 'give the address of a mail server'],
    [{ FRONT_DOOR_MAIL_FROM: 'Front Door' }, 'give a name and an email address'],
    [{ FRONT_DOOR_MAIL_FROM: 'A <a@example.org>, B <b@example.org>' }, 'give a name and an email address'],
    [{ FRONT_DOOR_MAIL: 'notify' }, 'FRONT_DOOR_NOTIFY_KEY cannot be left out'],
    [
      { FRONT_DOOR_MAIL: 'notify', FRONT_DOOR_NOTIFY_KEY: KEY },
      'FRONT_DOOR_NOTIFY_EMAIL_TEMPLATE cannot be left out',
    ],
    [{ FRONT_DOOR_NOTIFY_KEY: 'secret' }, 'give an API key'],
    [{ FRONT_DOOR_NOTIFY_TEXT_TEMPLATE: 'mine' }, 'give the id of a template'],
  ])('%j cannot start: %s', (env, why) => {
    expect(refusal(env as Record<string, string>)).toContain(why);
  });
});
