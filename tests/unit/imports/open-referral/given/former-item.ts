/** A service of an Open Referral UK 1.0 feed; all of it invented. */
export const FORMER = {
  id: 1502,
  name: 'Stay and play',
  description: 'Songs and snacks.',
  url: 'www.play.example',
  email: 'play@play.example',
  status: 'Active',
  fees: 'Free',
  deliverable_type: 'Information',
  attending_type: 'venue',
  attending_access: 'Drop-in',
  assured_date: '2025-03-01T00:00:00',
  organization: { id: '77', name: 'Example Trust CIC', url: 'http://trust.example/about' },
  contacts: [
    { id: '5', name: '', title: '', phones: [{ id: '6', number: '1632960004', contact: 'Office' }] },
    { id: '7', name: 'Example Person', title: 'Leader', phones: [] },
  ],
  eligibilitys: [
    { id: '1', eligibility: 'Parents and families', minimum_age: 0, maximum_age: 4, taxonomys: [] },
    {
      id: '2',
      eligibility: 'Grandparents',
      minimum_age: 40,
      maximum_age: 99,
      taxonomys: [{ id: 'g', name: 'Older people', vocabulary: 'Audiences' }],
    },
  ],
  regular_schedules: [
    { id: '9', opens_at: '09:30:00', closes_at: '11:00:00', byday: 'MO', freq: 'WEEKLY', interval: '1' },
    { id: '10', opens_at: '13:00', closes_at: '14.30', byday: 'Wednesday', freq: 'weekly' },
  ],
  holiday_schedules: [
    { id: '11', closed: true, start_date: '2026-12-24', end_date: '2026-12-27' },
    {
      id: '12',
      closed: 'false',
      start_date: '2026-12-28',
      end_date: '2026-12-28',
      opens_at: '10:00',
      closes_at: '12:00',
    },
  ],
  service_areas: [{ id: '13', service_area: 'Marlbridge', extent: null, uri: '' }],
  service_at_locations: [
    {
      id: '14',
      location: {
        id: '15',
        name: 'Example Hall',
        latitude: '52.44',
        longitude: '-2.95',
        physical_addresses: [
          {
            id: '16',
            address_1: '1 High Street',
            city: 'Marlbridge',
            state_province: 'Salop',
            postal_code: 'mb11qg',
            country: 'UK',
          },
        ],
        accessibility_for_disabilities: [{ id: '17', accessibility: 'Wheelchair access' }],
      },
      regular_schedule: [{ id: '18', opens_at: '15:00', closes_at: '16:00', byday: 'FR', freq: 'WEEKLY' }],
    },
  ],
  service_taxonomys: [
    { id: '19', taxonomy: { id: 'knit', name: 'Knitting groups', vocabulary: 'Example kinds' } },
  ],
  languages: [{ id: '20', language: 'Polish' }],
  fundings: [{ id: '21', source: 'A grant' }],
  cost_options: [
    { id: '22', option: 'per child', amount: '2.50', amount_description: '', valid_from: '', valid_to: null },
  ],
  reviews: [{ id: '23', title: 'Lovely', score: 5 }],
};
