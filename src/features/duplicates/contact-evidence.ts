import { isHelpline } from './contact-points.ts';
import { countCarriers, keyOf, rarityBits, type Ready, type SubjectDirectory } from './directory.ts';
import type { Reason } from './types.ts';

/** Bits, as in place-evidence.ts. */
const POINTS = {
  contactAtMost: 10, // a phone number or a page that only these two have
  helplineAtMost: 3,
  hostAtMost: 5,
  otherPage: -1,
  charityOfServices: 4, // one charity runs many services
  charityOfOrganisations: 12,
  otherCharity: -6,
  organisationAtMost: 4,
  days: 1,
  otherDays: -2,
  oneOrganisation: -6, // who lists two services means two
} as const;

/** Everything but names and places that two subjects share, or that tells them apart. */
export function contactReasons(directory: SubjectDirectory, a: Ready, b: Ready): Reason[] {
  return [
    ...strongest(phoneReasons(directory, a, b)),
    ...strongest(websiteReasons(directory, a, b)),
    ...charityReasons(directory, a, b),
    ...organisationReasons(directory, a, b),
    ...dayReasons(a, b),
  ];
}

/** What a contact point tells: most when only these two have it, nothing when a whole network shares it. */
const contactPoints = (carriers: number, most: number): number =>
  Math.max(0, most - 2 * Math.log2(Math.max(carriers, 2) / 2));

function phoneReasons(directory: SubjectDirectory, a: Ready, b: Ready): Reason[] {
  return a.phones
    .filter((number) => b.phones.includes(number))
    .map((number) => {
      const carriers = countCarriers(directory, keyOf.phone(number));
      const most = isHelpline(number) ? POINTS.helplineAtMost : POINTS.contactAtMost;
      return { kind: 'phone', number, carriers, points: contactPoints(carriers, most) };
    });
}

function websiteReasons(directory: SubjectDirectory, a: Ready, b: Ready): Reason[] {
  return a.websites.flatMap((one) =>
    b.websites.flatMap((other): Reason[] => {
      if (one.page === other.page) {
        const carriers = countCarriers(directory, keyOf.page(one.page));
        const points = contactPoints(carriers, POINTS.contactAtMost);
        return [{ kind: 'web-page', address: one.page, carriers, points }];
      }
      if (one.host === null || one.host !== other.host) return [];
      if (!one.isHome && !other.isHome)
        return [{ kind: 'other-web-page', address: one.host, points: POINTS.otherPage }];
      const carriers = countCarriers(directory, keyOf.host(one.host));
      return [
        { kind: 'website', address: one.host, carriers, points: contactPoints(carriers, POINTS.hostAtMost) },
      ];
    }),
  );
}

/** The one reason with the most points; they do not add up, since one who has two numbers has both of the other's. */
const strongest = (reasons: readonly Reason[]): Reason[] =>
  reasons
    .toSorted((x, y) => y.points - x.points || (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1))
    .slice(0, 1);

function charityReasons(directory: SubjectDirectory, a: Ready, b: Ready): Reason[] {
  const [one] = a.charities;
  const [other] = b.charities;
  if (one === undefined || other === undefined) return [];
  const shared = a.charities.filter((number) => b.charities.includes(number)).sort()[0];
  if (shared === undefined)
    return [{ kind: 'other-charity', numbers: [one, other], points: POINTS.otherCharity }];
  const most = directory.kind === 'service' ? POINTS.charityOfServices : POINTS.charityOfOrganisations;
  const points = contactPoints(countCarriers(directory, keyOf.charity(shared)), most);
  return [{ kind: 'charity', number: shared, points }];
}

function organisationReasons(directory: SubjectDirectory, a: Ready, b: Ready): Reason[] {
  const isOne = a.subject.organisationId !== null && a.subject.organisationId === b.subject.organisationId;
  if (isOne && a.subject.sourceId === b.subject.sourceId)
    return [{ kind: 'one-organisation', points: POINTS.oneOrganisation }];
  if (isOne || a.organisationKey === null || a.organisationKey !== b.organisationKey) return [];
  const bits = rarityBits(directory, keyOf.organisation(a.organisationKey));
  const name = a.subject.organisationName ?? '';
  return [{ kind: 'organisation', name, points: Math.min(bits / 2, POINTS.organisationAtMost) }];
}

function dayReasons({ subject: { days: mine } }: Ready, { subject: { days: theirs } }: Ready): Reason[] {
  if (mine === 0 || theirs === 0) return [];
  if (mine === theirs) return [{ kind: 'days', points: POINTS.days }];
  return (mine & theirs) === 0 ? [{ kind: 'other-days', points: POINTS.otherDays }] : [];
}
