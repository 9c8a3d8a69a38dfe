import { DELIVERIES, JOININGS, type Delivery, type Joining } from '#db/vocabulary.ts';
import type { ScheduleRecord } from '#src/features/services/record.ts';
import type { Part } from '../reading/part.ts';
import { rawText } from '../reading/text.ts';

const DELIVERY_WORDS: readonly (readonly [Delivery, RegExp])[] = [
  ['venue', /\bvenue\b|\bin[ -]person\b|\bface[ -]to[ -]face\b|\bon[ -]?site\b/],
  ['home', /\bhome[ -]?visits?\b|\b(?:at|in|to) (?:your|the|their|people's) (?:own )?homes?\b|^home$/],
  ['phone', /\b(?:tele)?phones?\b|\bhelpline\b/],
  ['online', /\bon[ -]?line\b|\bvirtual(?:ly)?\b|\bremote(?:ly)?\b|\bvideo\b|\bwebinar\b/],
];
const JOINING_WORDS: readonly (readonly [Joining, RegExp])[] = [
  ['drop_in', /\bdrop[ _-]?in\b|\bturn up\b|\bwalk[ _-]?in\b/],
  ['self_referral', /\bself[ _-]?referral\b|\bappointment\b|\bbooking\b/],
  ['gp_referral', /\bgp[ _-]?referral\b/],
  ['professional_referral', /\bprofessional[ _-]?referral\b|^referral$/],
];

/** How a service reaches people, from where its locations are and what it says of attending. */
export function findDeliveries(
  service: Part,
  places: { venues: readonly unknown[]; isOnline: boolean },
  schedules: readonly ScheduleRecord[],
): Delivery[] {
  const words = [
    ...readWords(service, 'attending_type'),
    ...schedules.map((rule) => rule.attendingType ?? ''),
  ]
    .join('\n')
    .toLowerCase();
  const found = new Set(
    DELIVERY_WORDS.filter(([, pattern]) => pattern.test(words)).map(([delivery]) => delivery),
  );
  if (places.venues.length > 0) found.add('venue');
  if (places.isOnline) found.add('online');
  return DELIVERIES.filter((delivery) => found.has(delivery));
}

/** How to join, from what Open Referral UK 1.0 calls the access to attending. */
export function findJoinings(service: Part): Joining[] {
  const words = readWords(service, 'attending_access').join('\n').toLowerCase();
  return JOININGS.filter((joining) =>
    JOINING_WORDS.some(([name, pattern]) => name === joining && pattern.test(words)),
  );
}

function readWords(service: Part, name: string): string[] {
  const value = service.fields.get(name);
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  return value === undefined ? [] : [rawText(service, name)?.value ?? ''];
}
