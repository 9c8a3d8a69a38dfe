import type { ServiceTimes } from '#src/features/schedules/ics.ts';
import { toClosedDays, toRule } from '#src/features/services/present/times.ts';
import type { ServiceDetail } from '#src/features/services/queries/find-service.ts';
import { paths } from '#src/lib/paths.ts';

/** A service's times as its calendar file is made from them. */
export function toServiceTimes(detail: ServiceDetail, siteUrl: string): ServiceTimes {
  const { service } = detail;
  const rules = (rows: typeof detail.schedules) => rows.map((row) => ({ id: row.id, rule: toRule(row) }));
  return {
    name: service.name,
    url: `${siteUrl}${paths.service(service.slug)}`,
    description: service.summary,
    updatedAt: service.updated_at,
    host: new URL(siteUrl).hostname,
    validFrom: service.valid_from,
    validTo: service.valid_to,
    closed: toClosedDays(detail),
    groups: [
      { place: null, rules: rules(detail.schedules) },
      ...detail.venues.map((venue) => ({
        place: {
          text: [venue.name, venue.address?.address_1, venue.address?.city, venue.address?.postal_code]
            .filter(Boolean)
            .join(', '),
          confidential: venue.confidential,
        },
        rules: rules(venue.schedules),
      })),
    ],
  };
}
