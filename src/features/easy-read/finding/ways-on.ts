import { paths } from '#src/lib/paths.ts';

/** A way on that search knows from a page without results. */
interface WayOn {
  label: string;
  parameters: string;
}

/** What search offers when it finds nothing. */
export interface WaysOn {
  filters: readonly WayOn[];
  withoutFilters: WayOn | null;
  widerArea: WayOn | null;
  needs: readonly (WayOn & { slug: string })[];
}

/** The address of the same search in easy read; how many stand on a page is our own matter. */
export function resultsHref(parameters: string, page = 1): string {
  const search = new URLSearchParams(parameters);
  search.delete('per_page');
  search.delete('page');
  if (page > 1) search.set('page', String(page));
  const query = search.toString();
  return query === '' ? paths.easyReadResults() : `${paths.easyReadResults()}?${query}`;
}

const MOST_WAYS = 6;

/** Ways on from an empty page as big buttons: each of them finds something. There is always one. */
export function waysOn(
  ways: WaysOn,
  pictureOf: (need: string) => string,
): { href: string; text: string; picture: string }[] {
  const { filters, withoutFilters, widerArea, needs } = ways;
  return [
    ...(widerArea === null
      ? []
      : [{ href: resultsHref(widerArea.parameters), text: 'Look further away', picture: 'world' }]),
    ...filters.map(({ label, parameters }) => ({
      href: resultsHref(parameters),
      text: `Look without this: ${label}`,
      picture: 'search',
    })),
    ...(withoutFilters === null
      ? []
      : [{ href: resultsHref(withoutFilters.parameters), text: 'Show more services', picture: 'search' }]),
    ...needs.map(({ label, parameters, slug }) => ({
      href: resultsHref(parameters),
      text: label,
      picture: pictureOf(slug),
    })),
  ]
    .slice(0, MOST_WAYS)
    .concat([{ href: paths.easyReadFind(), text: 'Start again', picture: 'search' }]);
}
