import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { settings } from '#src/server/config/settings.ts';
import { shownSettings } from '#src/server/config/shown.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'front-door-oidc-'));
  const pem = (name: string, { privateKey }: { privateKey: KeyObject }): void =>
    writeFileSync(join(root, name), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  pem('rsa.pem', generateKeyPairSync('rsa', { modulusLength: 2048 }));
  pem('short.pem', generateKeyPairSync('rsa', { modulusLength: 1024 }));
  pem('ec.pem', generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  writeFileSync(join(root, 'no.pem'), 'nothing of the kind');
});
afterAll(() => rmSync(root, { recursive: true }));

const BASE = {
  FRONT_DOOR_OIDC_ISSUER: 'https://login.example.org/tenant/v2.0',
  FRONT_DOOR_OIDC_CLIENT_ID: 'front-door',
};
const SECRET = { FRONT_DOOR_OIDC_CLIENT_SECRET: 's3cret' };

function refusal(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env, root);
  } catch (error) {
    if (error instanceof CannotStart) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('another system that signs people in', () => {
  test('is none unless it is set', () => {
    expect(readConfig({}, root).oidc).toBeNull();
    expect(readConfig({ FRONT_DOOR_OIDC_NAME: 'Sign in with NHSmail' }, root).oidc).toBeNull();
  });

  test('with a secret has sensible words and scopes, and believes no second step', () => {
    expect(readConfig({ ...BASE, ...SECRET }, root).oidc).toEqual({
      issuer: 'https://login.example.org/tenant/v2.0',
      clientId: 'front-door',
      clientSecret: 's3cret',
      clientKeyFile: null,
      clientKeyId: null,
      name: 'Sign in with your work account',
      systemName: 'your work account',
      scope: 'openid email profile',
      acr: null,
      strong: [],
    });
  });

  test('with a key, and everything said', () => {
    const env = {
      ...BASE,
      FRONT_DOOR_OIDC_CLIENT_KEY: 'rsa.pem',
      FRONT_DOOR_OIDC_CLIENT_KEY_ID: 'k1',
      FRONT_DOOR_OIDC_NAME: 'Sign in with NHS CIS2',
      FRONT_DOOR_OIDC_SCOPE: 'openid',
      FRONT_DOOR_OIDC_ACR: 'AAL3_ANY',
      FRONT_DOOR_OIDC_STRONG: 'AAL3_ANY, amr:mfa,amr:hwk',
    };
    expect(readConfig(env, root).oidc).toMatchObject({
      clientSecret: null,
      clientKeyFile: join(root, 'rsa.pem'),
      clientKeyId: 'k1',
      systemName: 'NHS CIS2',
      scope: 'openid',
      acr: 'AAL3_ANY',
      strong: ['AAL3_ANY', 'amr:mfa', 'amr:hwk'],
    });
  });

  test('words that name no system are used as they are', () => {
    const env = { ...BASE, ...SECRET, FRONT_DOOR_OIDC_NAME: 'Council staff' };
    expect(readConfig(env, root).oidc).toMatchObject({
      name: 'Council staff',
      systemName: 'the other system',
    });
  });

  test.each([
    ['http://login.example.org', 'FRONT_DOOR_OIDC_ISSUER cannot be "http://login.example.org"'],
    ['https://login.example.org/?a=1', 'FRONT_DOOR_OIDC_ISSUER cannot be'],
    ['https://me:you@login.example.org/', 'FRONT_DOOR_OIDC_ISSUER cannot be'],
    ['login', 'FRONT_DOOR_OIDC_ISSUER cannot be "login"'],
  ])('an issuer of %s is refused', (issuer, sentence) => {
    expect(refusal({ ...BASE, ...SECRET, FRONT_DOOR_OIDC_ISSUER: issuer })).toContain(sentence);
  });

  test('an issuer on one’s own machine may go without https', () => {
    expect(refusal({ ...BASE, ...SECRET, FRONT_DOOR_OIDC_ISSUER: 'http://localhost:8080' })).toBe('accepted');
  });

  test.each([
    ['missing.pem', 'there is no such file'],
    ['no.pem', 'not a private key in the PEM format'],
    ['short.pem', 'at least 2048 bits'],
    ['ec.pem', 'give an RSA key'],
  ])('a key of %s is refused', (file, sentence) => {
    expect(refusal({ ...BASE, FRONT_DOOR_OIDC_CLIENT_KEY: file })).toContain(sentence);
  });

  test.each([
    [
      { FRONT_DOOR_OIDC_ISSUER: BASE.FRONT_DOOR_OIDC_ISSUER, ...SECRET },
      'FRONT_DOOR_OIDC_CLIENT_ID cannot be left out',
    ],
    [SECRET, 'FRONT_DOOR_OIDC_ISSUER cannot be left out when FRONT_DOOR_OIDC_CLIENT_SECRET is set'],
    [BASE, 'needs one of'],
    [{ ...BASE, ...SECRET, FRONT_DOOR_OIDC_CLIENT_KEY: 'rsa.pem' }, 'needs one of'],
    [{ ...BASE, ...SECRET, FRONT_DOOR_OIDC_SCOPE: 'email' }, '"openid" among them'],
  ])('half of it is refused: %o', (env, sentence) => {
    expect(refusal(env)).toContain(sentence);
  });
});

describe('what is shown of the environment', () => {
  const shown = (env: Readonly<Record<string, string>>) =>
    new Map(shownSettings(env, root).map((each) => [each.name, each]));

  test('is every setting with its words', () => {
    expect([...shown({}).keys()]).toEqual(Object.keys(settings(root).shape));
    for (const { does, name } of shown({}).values()) expect(does, name).toMatch(/\.$/);
  });

  test('a secret is only "Set", whichever setting holds it', () => {
    const names = [...shown({}).keys()].filter((name) => /SECRET|PASSWORD|TOKEN|KEY|SMTP/.test(name));
    expect(names).toContain('FRONT_DOOR_OIDC_CLIENT_SECRET');
    for (const name of names) expect(shown({ [name]: 'x-y-z' }).get(name)?.value).toBe('Set');
    const withPassword = shown({
      FRONT_DOOR_TILE_URL: 'https://me:hunter2@tiles.example.org/{z}/{x}/{y}.png',
    });
    expect(withPassword.get('FRONT_DOOR_TILE_URL')?.value).toBe('Set');
    expect(shown({}).get('FRONT_DOOR_OIDC_CLIENT_SECRET')?.value).toBeNull();
  });

  test('a default says that it is one', () => {
    expect(shown({}).get('FRONT_DOOR_DEMO')).toMatchObject({ value: 'on', isGiven: false });
    expect(shown({ FRONT_DOOR_DEMO: ' off ' }).get('FRONT_DOOR_DEMO')).toMatchObject({
      value: 'off',
      isGiven: true,
    });
    expect(shown({ FRONT_DOOR_DEMO: ' ' }).get('FRONT_DOOR_DEMO')?.isGiven).toBe(false);
  });
});
