import { describe, expect, test } from 'vitest';
import { mapOne, ORGANISATION_ID, SERVICE_ID } from './given/small-feed.ts';

describe('the organisation', () => {
  test('takes its sector from its registers and the plain words of its name', () => {
    const sector = (name: string, scheme?: string) =>
      mapOne({
        organization: {
          id: ORGANISATION_ID,
          name,
          organization_identifiers:
            scheme === undefined ? [] : [{ identifier_scheme: scheme, identifier: '1' }],
        },
      }).organisation.sector;
    expect(sector('Friends', 'GB-CHC')).toBe('voluntary');
    expect(sector('Friends', 'GB-COH')).toBe('community');
    expect(sector('Marlbridge Borough Council')).toBe('statutory');
    expect(sector('Council for Voluntary Service')).toBe('community');
    expect(sector('Example NHS Foundation Trust')).toBe('statutory');
    expect(sector('Soup CIC')).toBe('social_enterprise');
  });

  test('has the email address and the numbers that stand beside nobody’s name', () => {
    const contacts = [{ email: 'desk@tea.example', phones: [{ number: '01632 960001' }] }];
    const { organisation } = mapOne({ organization: { id: 'o', name: 'Friends', contacts } });
    expect(organisation).toMatchObject({ email: 'desk@tea.example', phones: [{ number: '01632 960001' }] });
  });

  test('is described by its name when the feed says nothing of it', () => {
    expect(mapOne({ organization: { id: 'o', name: 'Friends' } }).organisation.description).toBe('Friends');
  });

  test.each([
    [{ organization: null }, { key: ORGANISATION_ID, id: ORGANISATION_ID, name: 'Lunch club' }],
    [
      { organization: null, organization_id: 7 },
      { key: '7', name: 'Lunch club' },
    ],
    [
      { organization: {}, organization_id: null },
      { key: `service:${SERVICE_ID}`, name: 'Lunch club' },
    ],
    [{ organization: { id: 'o', name: '' } }, { key: 'o', name: 'Lunch club' }],
  ])('that is not named in %j has the service stand in, which is said', (fields, organisation) => {
    expect(mapOne(fields)).toMatchObject({
      organisation,
      service: { organisationKey: organisation.key },
      problems: ['organization: it names no organisation: one with the name of the service stands in'],
    });
  });

  test('without an id is known by its name', () => {
    expect(
      mapOne({ organization: { name: 'The  Friends!' }, organization_id: '' }).service.organisationKey,
    ).toBe('the friends');
  });
});
