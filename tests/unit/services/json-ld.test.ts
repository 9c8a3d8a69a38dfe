import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SECTORS, type Sector } from '#db/vocabulary.ts';
import { serviceJsonLd } from '#src/features/services/present/json-ld.ts';
import type { ServiceDetail } from '#src/features/services/queries/find-service.ts';
import {
  confidentialVenue,
  costRow,
  openVenue,
  organisationRow,
  phoneRow,
  scheduleRow,
  serviceDetail,
} from '../../support/shared/service-detail.ts';

const SITE = 'https://frontdoor.example.org';
const read = (detail: ServiceDetail): Record<string, unknown> => {
  const text = serviceJsonLd(detail, SITE);
  if (text === null) throw new Error('There is no JSON-LD');
  return JSON.parse(text) as Record<string, unknown>;
};

describe('a service for search engines', () => {
  const TYPES: Record<Sector, [string, string]> = {
    statutory: ['GovernmentService', 'GovernmentOrganization'],
    voluntary: ['Service', 'NGO'],
    community: ['Service', 'Organization'],
    social_enterprise: ['Service', 'Organization'],
    private: ['Service', 'Organization'],
  };

  test.each(SECTORS)('of the %s sector has the type that fits', (sector) => {
    const data = read(serviceDetail({}, { organisation: organisationRow({ sector }) }));
    expect([data['@type'], (data.provider as Record<string, unknown>)['@type']]).toEqual(TYPES[sector]);
  });

  test('has its address, and says nothing that is not known', () => {
    const data = read(serviceDetail());
    expect(data).toMatchObject({
      '@context': 'https://schema.org',
      '@id': `${SITE}/services/tea-and-talk`,
      url: `${SITE}/services/tea-and-talk`,
      name: 'Tea and Talk',
    });
    for (const absent of ['description', 'areaServed', 'audience']) expect(data).not.toHaveProperty(absent);
    expect(JSON.stringify(data)).not.toContain('null');
  });

  test('has venue, phone, prices, ages and weekly hours', () => {
    const data = read(
      serviceDetail(
        { minimum_age: 18 },
        {
          venues: [openVenue({ schedules: [scheduleRow({ byday: 'MO,WE' })] })],
          phones: [phoneRow('01632 960001')],
          costs: [costRow({ amount: 2.5, option: 'A session' }), costRow({ option: 'Ask' })],
        },
      ),
    );
    expect(data).toMatchObject({
      audience: { '@type': 'PeopleAudience', suggestedMinAge: 18 },
      availableChannel: {
        servicePhone: { telephone: '01632 960001' },
        serviceLocation: [
          {
            name: 'Bobbin Hall',
            address: {
              streetAddress: '4 Bobbin Row',
              addressLocality: 'Marlbridge',
              postalCode: 'MB1 1QG',
              addressCountry: 'GB',
            },
            geo: { latitude: 52.4, longitude: -2.9 },
          },
        ],
      },
      hoursAvailable: [
        {
          '@type': 'OpeningHoursSpecification',
          dayOfWeek: ['Monday', 'Wednesday'],
          opens: '14:00',
          closes: '16:00',
        },
      ],
      offers: [{ '@type': 'Offer', price: 2.5, priceCurrency: 'GBP', description: 'A session' }],
    });
  });

  test.each([
    ['every other week', { interval: 2 }],
    ['once a month', { freq: 'MONTHLY', byday: '2TU' }],
    ['without a time', { opens_at: null }],
    ['on no day', { byday: null }],
  ] as const)('does not call a session %s weekly opening hours', (_what, row) => {
    expect(read(serviceDetail({}, { schedules: [scheduleRow(row)] })).hoursAvailable).toEqual([]);
  });

  test('is none when a venue is confidential, even beside an open one', () => {
    expect(serviceJsonLd(serviceDetail({}, { venues: [confidentialVenue()] }), SITE)).toBeNull();
    expect(serviceJsonLd(serviceDetail({}, { venues: [openVenue(), confidentialVenue()] }), SITE)).toBeNull();
  });

  test('is JSON whatever people wrote, says exactly that, and cannot end the script element it stands in', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('</script><script>alert(1)</script>', '<!--', '"\\', '\u2028'),
    );
    fc.assert(
      fc.property(nasty, nasty, (name, summary) => {
        const text =
          serviceJsonLd(
            serviceDetail({ name, summary }, { areas: [summary], organisation: organisationRow({ name }) }),
            SITE,
          ) ?? '';
        expect(text).not.toContain('<');
        expect(JSON.parse(text)).toMatchObject({ name, description: summary, provider: { name } });
      }),
    );
  });
});
