/**
 * Text for braille as an answer. It opens in the browser, where a braille display reads it at once and nothing is left
 * among the downloads; saving it gives `name`.txt. `more`: headers of pages with personal data.
 */
export const brailleAnswer = (
  text: string,
  name: string,
  more: Readonly<Record<string, string>> = {},
): Response =>
  new Response(text, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `inline; filename="${name}.txt"`,
      'X-Robots-Tag': 'noindex',
      ...more,
    },
  });
