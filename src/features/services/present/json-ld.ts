import type { ServiceDetail } from '#src/features/services/queries/find-service.ts';
import { toRule } from '#src/features/services/present/times.ts';
import { paths } from '#src/lib/paths.ts';

const DAY_NAMES: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

/**
 * The service as schema.org JSON-LD (`Service`, or `GovernmentService` when a public body runs it), or null when any
 * of its venues is confidential: search engines must not index those (domain.md 8).
 */
export function serviceJsonLd(detail: ServiceDetail, siteUrl: string): string | null {
  if (detail.venues.some((venue) => venue.confidential)) return null;
  const { service, organisation } = detail;
  const places = detail.venues.flatMap((venue) =>
    venue.address === null
      ? []
      : {
          '@type': 'Place',
          name: venue.name ?? undefined,
          address: {
            '@type': 'PostalAddress',
            streetAddress: [venue.address.address_1, venue.address.address_2].filter(Boolean).join(', '),
            addressLocality: venue.address.city,
            postalCode: venue.address.postal_code,
            addressCountry: venue.address.country,
          },
          geo:
            venue.latitude === null || venue.longitude === null
              ? undefined
              : { '@type': 'GeoCoordinates', latitude: venue.latitude, longitude: venue.longitude },
        },
  );
  const weekly = [...detail.schedules, ...detail.venues.flatMap((venue) => venue.schedules)]
    .map(toRule)
    .filter(
      (rule) => rule.freq === 'WEEKLY' && rule.interval === 1 && rule.byday !== null && rule.opensAt !== null,
    );
  const data = {
    '@context': 'https://schema.org',
    '@type': organisation.sector === 'statutory' ? 'GovernmentService' : 'Service',
    '@id': `${siteUrl}${paths.service(service.slug)}`,
    url: `${siteUrl}${paths.service(service.slug)}`,
    name: service.name,
    description: service.summary ?? service.description ?? undefined,
    provider: {
      '@type':
        organisation.sector === 'statutory'
          ? 'GovernmentOrganization'
          : organisation.sector === 'voluntary'
            ? 'NGO'
            : 'Organization',
      name: organisation.name,
      url: organisation.website ?? undefined,
    },
    areaServed: detail.areas.length > 0 ? detail.areas : undefined,
    audience:
      service.minimum_age === null && service.maximum_age === null
        ? undefined
        : {
            '@type': 'PeopleAudience',
            suggestedMinAge: service.minimum_age ?? undefined,
            suggestedMaxAge: service.maximum_age ?? undefined,
          },
    availableChannel: {
      '@type': 'ServiceChannel',
      serviceUrl: service.url ?? undefined,
      servicePhone:
        detail.phones[0] === undefined
          ? undefined
          : { '@type': 'ContactPoint', telephone: detail.phones[0].number },
      serviceLocation: places.length > 0 ? places : undefined,
      availableLanguage: detail.languages.flatMap((row) => row.name ?? []),
    },
    hoursAvailable: weekly.map((rule) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: (rule.byday ?? '').split(',').flatMap((day) => DAY_NAMES[day] ?? []),
      opens: rule.opensAt,
      closes: rule.closesAt ?? undefined,
    })),
    offers: detail.costs.flatMap((row) =>
      row.amount === null
        ? []
        : {
            '@type': 'Offer',
            price: row.amount,
            priceCurrency: row.currency,
            description: row.option ?? undefined,
          },
    ),
  };
  // "<" would let a description end the script element.
  return JSON.stringify(data).replace(/</g, '\\u003c');
}
