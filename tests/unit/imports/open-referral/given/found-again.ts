import type {
  FeedAccessibility,
  FeedAddress,
  FeedLocation,
  FeedOrganization,
  FeedPhone,
  FeedSchedule,
  FeedService,
} from '#src/features/open-referral/types.ts';
import { audienceTermId, needTermId } from '#src/features/open-referral/ids.ts';
import { AUDIENCES } from '#db/vocabulary.ts';

/** What reading our own feed must give, written down field by field and not by the code that reads. */
const said = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const lastOf = (page: string): string => page.slice(page.lastIndexOf('/') + 1);

const phone = (item: FeedPhone) => ({
  number: item.number,
  type: item.type ?? 'voice',
  description: item.description ?? null,
  ...said({ extension: item.extension }),
});

const schedule = (item: FeedSchedule) => ({
  validFrom: item.valid_from ?? null,
  validTo: item.valid_to ?? null,
  dtstart: item.dtstart ?? null,
  freq: item.freq ?? null,
  interval: item.interval ?? 1,
  byday: item.byday ?? null,
  bymonthday: item.bymonthday ?? null,
  opensAt: item.opens_at ?? null,
  closesAt: item.closes_at ?? null,
  termTimeOnly: item.front_door?.term_time_only ?? false,
  openOnBankHolidays: item.front_door?.open_on_bank_holidays ?? false,
  notes: item.notes ?? null,
  ...said({
    description: item.description,
    attendingType: item.attending_type,
    scheduleLink: item.schedule_link,
  }),
});

const access = (item: FeedAccessibility) => ({
  feature: item.front_door?.feature ?? null,
  description: item.description ?? null,
  ...said({ details: item.details, url: item.url }),
});

const address = (item: FeedAddress) => {
  const filled: readonly string[] = item.front_door?.filled ?? [];
  return {
    address1: item.front_door?.address_1 ?? item.address_1,
    address2: item.front_door?.address_2 ?? null,
    city: filled.includes('city') ? '' : item.city,
    region: item.region ?? null,
    county: filled.includes('state_province') ? '' : item.state_province,
    postcode: item.postal_code,
    ...said({
      attention: item.attention,
      country: item.country === 'GB' ? undefined : item.country,
      type: item.address_type === 'physical' ? undefined : item.address_type,
    }),
  };
};

const location = (item: FeedLocation) => {
  const [full] = item.addresses ?? [];
  const partial = item.front_door?.address;
  return {
    id: item.id,
    key: item.id,
    name: item.name ?? null,
    description: item.description ?? null,
    directions: item.front_door?.directions ?? null,
    transportation: item.transportation ?? null,
    latitude: item.latitude ?? null,
    longitude: item.longitude ?? null,
    externalIdentifier: item.external_identifier ?? null,
    externalIdentifierType: item.external_identifier_type ?? null,
    confidential: false,
    areaName: item.front_door?.area_name ?? null,
    address:
      full !== undefined
        ? address(full)
        : partial === undefined
          ? null
          : {
              address1: partial.address_1 ?? '',
              address2: partial.address_2 ?? null,
              city: partial.city ?? '',
              region: partial.region ?? null,
              county: partial.state_province ?? '',
              postcode: '',
            },
    access: (item.accessibility ?? []).map(access),
    ...said({
      type: item.location_type === 'physical' ? undefined : item.location_type,
      alternateName: item.alternate_name,
      url: item.url,
    }),
  };
};

export const organisationOf = (item: FeedOrganization) => ({
  id: item.id,
  key: item.id,
  slug: lastOf(item.front_door?.page ?? ''),
  name: item.name,
  alternateName: item.alternate_name ?? null,
  description: item.description,
  email: item.email ?? null,
  website: item.website ?? null,
  logoUrl: item.logo ?? null,
  sector: item.front_door?.sector,
  legalStatus: item.legal_status ?? null,
  yearIncorporated: item.year_incorporated ?? null,
  checkedNote: item.front_door?.checked_note ?? null,
  checkedOn: item.front_door?.checked_on ?? null,
  identifiers: (item.organization_identifiers ?? []).map((entry) => ({
    scheme: entry.identifier_scheme ?? null,
    type: entry.identifier_type,
    identifier: entry.identifier,
  })),
  phones: (item.phones ?? []).map(phone),
});

export function serviceOf(feed: FeedService, needSlugs: readonly string[]) {
  const ours = feed.front_door;
  const ids = new Map(needSlugs.map((slug) => [needTermId(slug), slug]));
  const audienceIds = new Set(AUDIENCES.map(audienceTermId));
  const attributes = feed.attributes ?? [];
  const terms = attributes
    .filter((item) => !ids.has(item.taxonomy_term_id) && !audienceIds.has(item.taxonomy_term_id))
    .map(({ link_type, taxonomy_term: term }) => ({
      linkType: link_type ?? null,
      id: term.id,
      code: term.code ?? null,
      name: term.name,
      description: term.description,
      uri: term.term_uri ?? null,
      ...said({ parentId: term.parent_id }),
      taxonomy: {
        id: term.taxonomy_id,
        name: term.taxonomy,
        description: term.taxonomy_detail?.description,
        uri: null,
        version: null,
      },
    }));
  return {
    id: feed.id,
    key: feed.id,
    slug: lastOf(ours?.page ?? ''),
    organisationKey: feed.organization_id,
    name: feed.name,
    alternateName: feed.alternate_name ?? null,
    summary: ours?.summary ?? null,
    description: feed.description ?? null,
    url: feed.url ?? null,
    email: feed.email ?? null,
    status: feed.status,
    interpretationServices: feed.interpretation_services ?? null,
    applicationProcess: feed.application_process ?? null,
    feesDescription: feed.fees_description ?? null,
    waitTime: feed.wait_time ?? null,
    accreditations: feed.accreditations ?? null,
    licences: feed.licenses ?? null,
    eligibilityDescription: feed.eligibility_description ?? null,
    notForDescription: ours?.not_for ?? null,
    minimumAge: feed.minimum_age ?? null,
    maximumAge: feed.maximum_age ?? null,
    firstVisitNote: ours?.first_visit ?? null,
    whatToBring: ours?.what_to_bring ?? null,
    alert: feed.alert ?? null,
    capacity: ours?.capacity ?? 'unknown',
    waitingWeeks: ours?.waiting_weeks ?? null,
    pausedUntil: ours?.paused_until ?? null,
    capacityUpdatedOn: ours?.capacity_updated_on ?? null,
    validFrom: ours?.valid_from ?? null,
    validTo: ours?.valid_to ?? null,
    assuredOn: feed.assured_date ?? null,
    assuredBy: ours?.assured_by ?? null,
    assurerEmail: null,
    reviewMonths: ours?.review_months,
    needs: attributes.flatMap((item) => {
      const slug = ids.get(item.taxonomy_term_id);
      return slug === undefined ? [] : [{ slug, suggested: ours?.suggested_needs?.includes(slug) ?? false }];
    }),
    deliveries: ours?.deliveries ?? [],
    joinings: ours?.joinings ?? [],
    audiences: ours?.audiences ?? [],
    locations: (feed.service_at_locations ?? []).map((item) => ({
      location: location(item.location),
      description: item.description ?? null,
      schedules: (item.schedules ?? []).map(schedule),
    })),
    schedules: (feed.schedules ?? []).map(schedule),
    closures: (ours?.closures ?? []).map((closed) => ({
      startsOn: closed.starts_on,
      endsOn: closed.ends_on,
      reason: closed.reason ?? null,
    })),
    areas: (feed.service_areas ?? []).map((item) => ({
      name: item.name,
      uri: item.uri ?? null,
      ...said({ extent: item.extent, extentType: item.extent_type }),
    })),
    phones: (feed.phones ?? []).map(phone),
    contacts: (feed.contacts ?? []).map((item) => ({
      name: item.name ?? null,
      title: item.title ?? null,
      email: item.email ?? null,
      phones: (item.phones ?? []).map(phone),
      ...said({ department: item.department }),
    })),
    costOptions: (feed.cost_options ?? []).map((item) => ({
      option: item.option ?? null,
      amount: item.amount ?? null,
      amountDescription: item.amount_description ?? null,
      ...said({
        validFrom: item.valid_from,
        validTo: item.valid_to,
        currency: item.currency === 'GBP' ? undefined : item.currency,
      }),
    })),
    languages: (feed.languages ?? []).map((item) => ({
      name: item.name,
      code: item.code ?? null,
      note: item.note ?? null,
    })),
    access: (feed.accessibility ?? []).map(access),
    ...(terms.length > 0 && { terms }),
    ...said({
      fundings: feed.funding?.map((item) => item.source),
      documents: feed.required_documents?.map((item) => ({ document: item.document, uri: item.uri })),
      bslVideoUrl: ours?.bsl_video,
      easyRead:
        ours?.easy_read === undefined && ours?.easy_read_tested_by === undefined
          ? undefined
          : { ideas: ours.easy_read ?? [], testedBy: ours.easy_read_tested_by ?? null },
      texts: ours?.texts?.map((item) => ({
        language: item.language,
        name: item.name ?? null,
        summary: item.summary ?? null,
        description: item.description ?? null,
        eligibilityDescription: item.eligibility_description ?? null,
        applicationProcess: item.application_process ?? null,
      })),
    }),
  };
}
