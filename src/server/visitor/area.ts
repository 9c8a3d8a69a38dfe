import { resolvePlace } from '#src/features/places/queries.ts';
import { openAreaOf } from '#src/features/requests/questions/facts/place/place.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import type { App } from '../app.ts';

/**
 * What may stand in the open of where somebody lives: the first half of a postcode, or the name of a town that the
 * gazetteer has. Never a word of what was typed, which may be an address.
 */
export async function openArea(
  app: Pick<App, 'db' | 'directory'>,
  { place, address }: Answers,
): Promise<string | null> {
  const typed = place?.typed ?? address?.postcode ?? '';
  if (typed === '') return null;
  const { gazetteer } = await app.directory.current();
  const found = await resolvePlace(app.db, gazetteer, typed);
  const known = found.kind !== 'found' ? null : found.place;
  return openAreaOf(known?.kind === 'postcode' ? known.name : typed, () => known?.name ?? null);
}
