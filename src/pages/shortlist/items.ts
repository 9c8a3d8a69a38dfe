import type { APIRoute } from 'astro';
import { ItemForm } from '#src/features/shortlists/forms.ts';
import { readForm } from '#src/lib/form.ts';
import { paths } from '#src/lib/paths.ts';
import { visitorShortlist } from '#src/server/visitor/shortlist.ts';

/** Saves a service in the visitor's own browser, then shows the shortlist with the way back to where they were. */
export const POST: APIRoute = async ({ request, cookies, locals, redirect }) => {
  const form = await readForm(request, ItemForm);
  if (form.value === undefined) return redirect(paths.shortlist(), 303);
  const result = visitorShortlist(cookies, locals.app.config.siteUrl).save(form.value.service);
  if (result.ok)
    locals.app.visitLog.record(form.value.service, 'saved', request.headers.get('user-agent') ?? '');
  return redirect(
    paths.shortlist(
      result.ok
        ? { saved: form.value.service, back: form.value.return }
        : { problem: result.error, back: form.value.return },
    ),
    303,
  );
};
