import type { APIRoute } from 'astro';

/** The place's own colours, over those of the token file. In the dark the brand stays as it is and links keep theirs. */
export const GET: APIRoute = ({ locals }) => {
  locals.keep();
  const { brandColour, accentColour } = locals.app.config;
  const css = `:root{--fd-brand:${brandColour};--fd-accent:${accentColour}}\n@media (prefers-color-scheme:light){:root{--govuk-brand-colour:${brandColour}}}\n`;
  return new Response(css, {
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=86400' },
  });
};
