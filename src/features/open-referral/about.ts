import type { SharedSource } from './queries/lists/sources.ts';

/** Where Open Referral UK says what its profile of HSDS is. */
const PROFILE = 'https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md';

/** Who publishes the feed, and on what terms. */
export interface FeedPublisher {
  name: string;
  siteUrl: string;
  email: string | null;
  licence: { name: string; url: string | null };
}

/** The root of the feed (Open Referral UK 3.0, api_details): validators read `version` to the letter. */
export const aboutFeed = (
  { name, siteUrl, email, licence }: FeedPublisher,
  openapiUrl: string,
  sources: readonly SharedSource[],
) => ({
  version: 'HSDS-UK-3.0',
  profile: PROFILE,
  openapi_url: openapiUrl,
  description: `The services of ${name} as open data`,
  publisher: { name, website: siteUrl, ...(email === null ? {} : { email }) },
  licence: { name: licence.name, ...(licence.url === null ? {} : { url: licence.url }) },
  sources: sources
    .filter(({ isPassedOn }) => isPassedOn)
    .map((source) => ({
      name: source.name,
      licence: source.licence,
      ...(source.attribution === null ? {} : { attribution: source.attribution }),
      ...(source.url === null ? {} : { url: source.url }),
    })),
});
