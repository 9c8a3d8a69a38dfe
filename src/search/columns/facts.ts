import { AUDIENCES, DELIVERIES, type Audience, type Delivery } from '#db/vocabulary.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { daysBetween } from '#src/lib/dates.ts';

/** What ranking and narrowing need of each service, one number per position in each array. */
export interface Facts {
  minimumAge: Uint8Array; // years
  maximumAge: Uint8Array; // years, inclusive; NO_MAXIMUM
  hasAges: Uint8Array;
  audiences: Uint32Array; // bits in the order of AUDIENCES
  deliveries: Uint8Array; // bits in the order of DELIVERIES
  needCount: Uint8Array;
  standing: Float32Array; // what being overdue, full, paused or closed takes away; 1 is nothing
  recency: Float32Array; // 1 checked today, 0 half a year ago or never
  checked: Int32Array; // days since 1970 of the last check; 0 is never
  name: Float64Array; // place in the order of names
  organisation: Uint32Array;
  isOut: Uint8Array; // 1 while temporarily closed
  isFull: Uint8Array;
  isOverdue: Uint8Array;
}

export const NO_MAXIMUM = 255;
const RECENT_DAYS = 180;
const FIRST_DAY = '1970-01-01';

export const audienceBits = (audiences: readonly Audience[]): number =>
  audiences.reduce((bits, audience) => bits | (1 << AUDIENCES.indexOf(audience)), 0);

export const DELIVERY_BITS = Object.fromEntries(
  DELIVERIES.map((delivery, number) => [delivery, 1 << number] as const),
) as Record<Delivery, number>;

export const createFacts = (capacity: number): Facts => ({
  minimumAge: new Uint8Array(capacity),
  maximumAge: new Uint8Array(capacity),
  hasAges: new Uint8Array(capacity),
  audiences: new Uint32Array(capacity),
  deliveries: new Uint8Array(capacity),
  needCount: new Uint8Array(capacity),
  standing: new Float32Array(capacity),
  recency: new Float32Array(capacity),
  checked: new Int32Array(capacity),
  name: new Float64Array(capacity),
  organisation: new Uint32Array(capacity),
  isOut: new Uint8Array(capacity),
  isFull: new Uint8Array(capacity),
  isOverdue: new Uint8Array(capacity),
});

const asAge = (age: number | null, otherwise: number): number =>
  age === null ? otherwise : Math.max(0, Math.min(NO_MAXIMUM, Math.round(age)));

/** Writes one service; its name's place and its organisation's number are known elsewhere. */
export function writeFacts(facts: Facts, position: number, service: ServiceForIndex, today: string): void {
  facts.minimumAge[position] = asAge(service.minimumAge, 0);
  facts.maximumAge[position] = asAge(service.maximumAge, NO_MAXIMUM);
  facts.hasAges[position] = service.minimumAge !== null || service.maximumAge !== null ? 1 : 0;
  facts.audiences[position] = audienceBits(service.audiences);
  facts.deliveries[position] = service.deliveries.reduce((bits, each) => bits | DELIVERY_BITS[each], 0);
  facts.needCount[position] = Math.min(255, service.needs.length);
  facts.standing[position] = standingOf(service);
  facts.recency[position] = recencyOf(service.assuredOn, today);
  facts.checked[position] = service.assuredOn === null ? 0 : daysBetween(FIRST_DAY, service.assuredOn);
  facts.isOut[position] = service.isTemporarilyClosed ? 1 : 0;
  facts.isFull[position] = service.capacity === 'full' ? 1 : 0;
  facts.isOverdue[position] = service.isOverdue ? 1 : 0;
}

function standingOf(service: ServiceForIndex): number {
  let standing = service.isOverdue ? 0.85 : 1;
  if (service.capacity === 'open') standing *= 1.04;
  if (service.capacity === 'full') standing *= 0.9;
  if (service.capacity === 'paused') standing *= 0.85;
  return service.isTemporarilyClosed ? standing * 0.75 : standing;
}

function recencyOf(assuredOn: string | null, today: string): number {
  if (assuredOn === null) return 0;
  return Math.max(0, 1 - Math.max(0, daysBetween(assuredOn, today)) / RECENT_DAYS);
}
