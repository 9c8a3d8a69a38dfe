/**
 * What the server answers when it refuses a request before any page is reached, or when the error page itself
 * fails: one heading, one sentence, a way home. It needs no style sheet, database or build.
 */
export interface Refusal {
  status: number;
  heading: string;
  sentence: string; // plain text: says what happened and what to do
}

/** The refusals of this server, in one place so that their words are read together. */
export const REFUSALS = {
  badAddress: {
    status: 400,
    heading: 'This address does not work',
    sentence: 'The web address has a mistake in it. Check it, or start again from the home page.',
  },
  badRequest: {
    status: 400,
    heading: 'We could not read that',
    sentence: 'Your browser sent something we could not read. Go back and try again.',
  },
  otherSite: {
    status: 403,
    heading: 'We did not accept that form',
    sentence:
      'The form did not come from this website, so nothing was saved. Open the page here and send it again.',
  },
  nothingHere: {
    status: 404,
    heading: 'Page not found',
    sentence: 'There is nothing at this address. Check it and try again.',
  },
  method: {
    status: 405,
    heading: 'That cannot be done here',
    sentence: 'This website does not understand that kind of request.',
  },
  tooLarge: {
    status: 413,
    heading: 'That is too much to send',
    sentence: 'You sent more than we can take at once. Go back, make it shorter and send it again.',
  },
  notAForm: {
    status: 415,
    heading: 'We could not read that form',
    sentence: 'What was sent is not a form of this website. Open the page here and send its form.',
  },
  wrongHost: {
    status: 421,
    heading: 'This is not the website you asked for',
    sentence: 'This server does not answer for that web address. Check the address and try again.',
  },
  tooLong: {
    status: 431,
    heading: 'This address is too long',
    sentence:
      'The web address is longer than we can read. Use fewer words, or start again from the home page.',
  },
  error: {
    status: 500,
    heading: 'Sorry, something went wrong',
    sentence: 'This is our fault, not yours. Try again in a few minutes.',
  },
  starting: {
    status: 503,
    heading: 'This website is starting',
    sentence: 'It will be ready in a few seconds. Try again then.',
  },
} as const satisfies Record<string, Refusal>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** A refusal as a page; `reference` is the number under which the log tells more. */
export function plainPage(refusal: Refusal, siteName: string, reference?: string): string {
  const name = escape(siteName);
  const quote =
    reference === undefined ? '' : `\n<p>If it happens again, tell us this number: ${escape(reference)}</p>`;
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(refusal.heading)} – ${name}</title>
</head>
<body>
<main>
<h1>${escape(refusal.heading)}</h1>
<p>${escape(refusal.sentence)}</p>${quote}
<p>In danger? Call 999. Urgent medical help: call 111.</p>
<p><a href="/">Go to the home page of ${name}</a></p>
</main>
</body>
</html>
`;
}

/** The same refusal for a program: `{ "error": sentence, "reference"?: number }`. */
export function plainJson(refusal: Refusal, reference?: string): string {
  return JSON.stringify({ error: refusal.sentence, ...(reference === undefined ? {} : { reference }) });
}

/** Whether whoever asked for this path reads JSON rather than a page. */
export const wantsJson = (path: string): boolean => path.startsWith('/api/') || path === '/health';
