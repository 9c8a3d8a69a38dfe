import type { APIRoute } from 'astro';
import { ItemForm } from '#src/features/shortlists/forms.ts';
import { readForm } from '#src/lib/form.ts';
import { paths } from '#src/lib/paths.ts';
import { visitorShortlist } from '#src/server/visitor/shortlist.ts';

/** Takes a service, and its note, off the visitor's shortlist. */
export const POST: APIRoute = async ({ request, cookies, locals, redirect }) => {
  const form = await readForm(request, ItemForm);
  if (form.value !== undefined)
    visitorShortlist(cookies, locals.app.config.siteUrl).remove(form.value.service);
  return redirect(paths.shortlist({ removed: form.value?.service }), 303);
};
