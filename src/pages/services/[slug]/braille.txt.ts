import type { APIRoute } from 'astro';
import { brailleAnswer } from '#src/features/formats/answer.ts';
import { brailleText } from '#src/features/formats/braille.ts';
import { serviceSheet } from '#src/features/formats/present/service-sheet.ts';
import { withAddress, withHelp } from '#src/features/formats/sheet.ts';
import { presentSource } from '#src/features/imports/sources/present/page.ts';
import { findSource } from '#src/features/organisations/queries.ts';
import { presentService } from '#src/features/services/present/page.ts';
import { findServiceBySlug } from '#src/features/services/queries/find-service.ts';
import { londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import { hideIfSensitive } from '#src/server/visitor/safety.ts';

/** What somebody takes away of a service, as text for a braille translator or a braille display. */
export const GET: APIRoute = async ({ locals, params, redirect }) => {
  const { db, calendar, config, now: clock } = locals.app;
  const now = londonNow(clock());
  const found = await findServiceBySlug(db, params.slug ?? '', now.day);
  if (found.kind === 'moved') return redirect(paths.serviceBraille(found.slug), 301);
  if (found.kind === 'none') return new Response('There is no service at this address.\n', { status: 404 });
  const { service, needSlugs } = found.detail;
  const isHidden = await hideIfSensitive({ locals }, { needs: needSlugs });
  const view = presentService(found.detail, { now, calendar, near: null });
  const sourceRow = await findSource(db, service.source_id);
  const source = sourceRow ? presentSource(sourceRow, service.source_missing_since) : null;
  const address = `${config.siteUrl}${paths.service(view.slug)}`;
  const sheet = withAddress(serviceSheet(view, { today: now.day, source }), address);
  return brailleAnswer(brailleText(withHelp(sheet, config)), isHidden ? 'information' : service.slug);
};
