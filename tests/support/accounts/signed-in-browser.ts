import { join } from 'node:path';
import { attributeOf, checkHtml } from '../html.ts';
import type { TestServer } from '../server.ts';
import { newBrowser, type Browser } from './browser.ts';
import { signedInAs, type TestPerson } from './signed-in.ts';

export type SignedInBrowser = Browser & { person: TestPerson };

/** A browser without scripts in which a new person with these roles is signed in. */
export async function browserOf(
  server: TestServer,
  roles: Parameters<typeof signedInAs>[1],
  options: Parameters<typeof signedInAs>[2] = {},
): Promise<SignedInBrowser> {
  const person = await signedInAs(join(server.dataFolder, 'front-door.sqlite'), roles, options);
  const browser = newBrowser(server.url);
  const [name = '', value = ''] = person.cookie.split('=');
  browser.cookies.set(name, value);
  return Object.assign(browser, { person });
}

/** The hidden fields and the ticked boxes of a page's first form; the page must be valid HTML. */
export function carriedFields(html: string): URLSearchParams {
  const { document, faults } = checkHtml(html);
  if (faults.length > 0) throw new Error(`Not a good page:\n- ${faults.join('\n- ')}`);
  const fields = new URLSearchParams();
  for (const input of document.querySelector('main form')?.querySelectorAll('input') ?? []) {
    const type = attributeOf(input, 'type');
    if (type === 'hidden' || (type === 'checkbox' && input.hasAttribute('checked')))
      fields.append(attributeOf(input, 'name'), attributeOf(input, 'value'));
  }
  return fields;
}
