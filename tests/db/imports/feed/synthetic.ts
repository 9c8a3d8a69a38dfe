import { sourcedId } from '#src/features/imports/identity.ts';

const uuid = (what: string): string => sourcedId('service', 'synthetic', what);

type Synthetic = { id: string; name: string } & Record<string, unknown>;

/** An invented service as a 3.0 feed sends it, full of parts; the same number gives the same service. */
export function synthetic(number: number, more: Record<string, unknown> = {}): Synthetic {
  const id = uuid(`service ${number}`);
  const group = number % 50;
  return {
    id,
    name: `Lunch club ${number}`,
    description: `<p>Club number ${number}.</p>`,
    status: 'active',
    url: `https://club-${number}.example.org`,
    email: `club${number}@example.org`,
    last_modified: '2026-01-01T00:00:00Z',
    organization_id: uuid(`organisation ${group}`),
    organization: {
      id: uuid(`organisation ${group}`),
      name: `Friends ${group}`,
      description: `Friends ${group}`,
    },
    phones: [{ id: uuid(`phone ${number}`), number: `01632 960${String(number % 1000).padStart(3, '0')}` }],
    cost_options: [{ id: uuid(`cost ${number}`), option: 'a meal', amount: number % 7 }],
    service_at_locations: [
      {
        id: uuid(`place of ${number}`),
        service_id: id,
        location: {
          id: uuid(`location ${number % 300}`),
          location_type: 'physical',
          name: `Hall ${number % 300}`,
          latitude: 52.44,
          longitude: -2.93,
          addresses: [
            {
              id: uuid(`address ${number % 300}`),
              address_1: `${number % 300} High Street`,
              city: 'Marlbridge',
              state_province: 'Marlshire',
              postal_code: 'MB1 1QG',
              country: 'GB',
              address_type: 'physical',
            },
          ],
        },
        schedules: [
          {
            id: uuid(`times ${number}`),
            freq: 'WEEKLY',
            byday: 'TU,TH',
            opens_at: '12:00',
            closes_at: '14:00',
          },
        ],
      },
    ],
    attributes: [
      {
        id: uuid(`attribute ${number}`),
        link_id: id,
        link_type: 'service_type',
        taxonomy_term_id: uuid(`term ${number % 5}`),
        taxonomy_term: {
          id: uuid(`term ${number % 5}`),
          name: `Kind ${number % 5}`,
          description: `Kind ${number % 5}`,
          taxonomy_id: uuid('taxonomy'),
          taxonomy: 'Kinds of club',
        },
      },
    ],
    ...more,
  };
}

export const synthetics = (count: number): Synthetic[] =>
  Array.from({ length: count }, (_, index) => synthetic(index + 1));
