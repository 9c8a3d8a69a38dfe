import type { NeedTree } from '#src/features/needs/content.ts';
import type { AddressPoint } from '#src/features/places/rules.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { AUDIENCE_LABELS } from '#src/lib/labels.ts';
import type { TextDocument } from '../text/text-index.ts';

const present = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part).join(' \n ');

/** A service as text, by field, in all languages it speaks. A confidential venue speaks of its area only. */
export function toDocument(service: ServiceForIndex, needs: NeedTree): TextDocument {
  const venues = service.venues.flatMap((venue) =>
    venue.confidential ? [venue.areaName] : [venue.name, venue.town],
  );
  return {
    name: present([service.name, service.alternateName, ...service.texts.map((text) => text.name)]),
    organisation: present([service.organisation.name, service.organisation.alternateName]),
    summary: present([service.summary, ...service.texts.map((text) => text.summary)]),
    needs: present([
      ...service.needs.map((slug) => needs.bySlug.get(slug)?.name),
      ...service.audiences.map((audience) => AUDIENCE_LABELS[audience]),
    ]),
    venues: present([...new Set(venues)]),
    description: present([
      service.description,
      service.eligibility,
      ...service.texts.map((text) => text.description),
    ]),
  };
}

/** The public addresses of a service, from which places are learnt. */
export function addressPoints(service: ServiceForIndex): AddressPoint[] {
  return service.venues.flatMap(({ confidential, town, county, postcode, latitude, longitude }) =>
    confidential || town === null || latitude === null || longitude === null
      ? []
      : [{ city: town, county, postcode, latitude, longitude }],
  );
}
