import { translatePage } from '#src/features/languages/translate.ts';
import type { Languages } from '#src/features/languages/rules.ts';
import { addressIn } from './links.ts';
import type { Reading } from './reading.ts';
import { withAddresses } from './with-addresses.ts';

/**
 * An answer in the form and language that the address asked for: where it leads on it stays in them, and what stands in
 * the page is in the language as far as there are sentences.
 */
export async function answerIn(
  reading: Reading,
  response: Response,
  languages: Languages,
): Promise<Response> {
  const location = response.headers.get('location');
  if (location !== null) response.headers.set('location', addressIn(reading, location));
  if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) return response;
  const linked = withAddresses(await response.text(), (address) => addressIn(reading, address));
  const language = languages.get(reading.language);
  const html = language === undefined ? linked : translatePage(linked, language);
  return new Response(html, { status: response.status, headers: response.headers });
}
