import { describe, expect, test } from 'vitest';
import { ask } from '../../support/pages/ask.ts';
import { sharedSite } from '../../support/shared/site.ts';

const site = sharedSite();
const HELPLINE = '/services/lantern-gate-helpline';

/** Each format in which somebody reads or takes away what a service is. */
const FORMATS = [
  HELPLINE,
  `/easy-read${HELPLINE}`,
  `${HELPLINE}/print`,
  `${HELPLINE}/print?size=large`,
  `${HELPLINE}/braille.txt`,
  `/cy${HELPLINE}`,
  `/cy/easy-read${HELPLINE}`,
];

const textOf = (html: string): string =>
  html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('every format of a service', () => {
  test.each(FORMATS)('%s says what to ring in danger and when ill', async (path) => {
    const answer = await ask(site, path);
    expect(answer.status).toBe(200);
    const text = textOf(answer.text);
    expect(text).toMatch(/\b999\b/);
    expect(text).toMatch(/\b111\b/);
  });

  test.each(FORMATS)('%s of a sensitive service is kept by no browser', async (path) => {
    expect((await ask(site, path)).headers['cache-control']).toBe('no-store');
  });
});
