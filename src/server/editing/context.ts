import { suggestNeeds } from '#src/features/needs/rules.ts';
import { keepPicture } from '#src/features/pictures/commands.ts';
import { showPicture } from '#src/features/pictures/shown.ts';
import { findPicture } from '#src/features/pictures/queries.ts';
import type { EditContext } from '#src/features/services/editing/editor.ts';
import { listOrganisationPlaces } from '#src/features/services/queries/records/organisation-places.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { resolvePlace } from '#src/features/places/queries.ts';
import { londonNow } from '#src/lib/dates.ts';
import type { App } from '../app.ts';

/** More suggestions than this are no help. */
const MOST_SUGGESTED = 6;

/** Makes ideas in easy read of a content's facts: pages hand it in, as it is made from what they show. */
type FactsAsIdeas = (
  db: App['db'],
  record: ServiceRecord,
  at: {
    now: { day: string; time: string };
    calendar: App['calendar'];
    needs: ReadonlyMap<string, { name: string; picture: string }>;
  },
) => ReturnType<EditContext['factsAsIdeas']>;

/** What writing a section may ask of the world. No text that somebody typed leaves the machine. */
export async function editContext(
  app: Pick<App, 'db' | 'directory' | 'calendar' | 'ideaPictures' | 'now'>,
  factsAsIdeas: FactsAsIdeas, // features/services/commands/facts-as-ideas.ts
  organisationId?: string, // whose places are offered
): Promise<EditContext> {
  const { needs, gazetteer } = await app.directory.current();
  const now = londonNow(app.now());
  return {
    today: now.day,
    calendar: app.calendar,
    needs: [...needs.bySlug.values()].map(({ slug, name, parent }) => ({ slug, name, parent })),
    suggestNeeds: (words) => suggestNeeds(needs, words, MOST_SUGGESTED),
    keepPicture: (organisationId, bytes) => keepPicture(app.db, organisationId, bytes, app.now()),
    async showPicture({ picture }) {
      const known = picture ? await findPicture(app.db, picture.id) : undefined;
      return known && showPicture(known, picture?.alt ?? '');
    },
    pictures: app.ideaPictures,
    factsAsIdeas: (record) =>
      factsAsIdeas(app.db, record, { now, calendar: app.calendar, needs: needs.bySlug }),
    ...(organisationId !== undefined && {
      places: await listOrganisationPlaces(app.db, organisationId),
    }),
    async locate(postcode) {
      const found = await resolvePlace(app.db, gazetteer, postcode);
      if (found.kind !== 'found' || found.place.kind !== 'postcode' || found.firstHalfOnly) return undefined;
      const { latitude, longitude, areaName } = found.place;
      return { latitude, longitude, areaName };
    },
  };
}
