import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';

/** A service as search keeps it: its long texts are in the text index, and on its own page. */
export type IndexedService = Omit<ServiceForIndex, 'description' | 'eligibility'>;

/** Services as JSON in one piece of memory: nothing for the garbage collector to walk, nothing to copy on a swap. */
export interface PackedRecords {
  bytes: Uint8Array;
  starts: Float64Array; // size + 1; a piece may be larger than 4 GB
}

export interface Records {
  at(position: number): IndexedService;
}

/** Services that were read lately; a page shows twenty. */
const MOST_KEPT = 2_000;
const FIRST_GUESS_BYTES = 2048;

export function withoutLongTexts(service: ServiceForIndex): IndexedService {
  const kept: Partial<ServiceForIndex> = { ...service };
  delete kept.description;
  delete kept.eligibility;
  kept.texts = service.texts.map(({ language, name, summary }) => ({ language, name, summary }));
  return kept as IndexedService;
}

export function packRecords(services: readonly ServiceForIndex[]): PackedRecords {
  const encoder = new TextEncoder();
  const starts = new Float64Array(services.length + 1);
  let bytes = new Uint8Array(Math.max(1, services.length) * FIRST_GUESS_BYTES);
  let used = 0;
  services.forEach((service, position) => {
    const text = JSON.stringify(withoutLongTexts(service));
    // UTF-8 takes at most three bytes for each UTF-16 unit.
    if (used + text.length * 3 > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, used + text.length * 3));
      larger.set(bytes.subarray(0, used));
      bytes = larger;
    }
    used += encoder.encodeInto(text, bytes.subarray(used)).written;
    starts[position + 1] = used;
  });
  return { bytes: bytes.slice(0, used), starts };
}

export function openRecords({ bytes, starts }: PackedRecords): Records {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = new Map<number, IndexedService>();
  return {
    at(position) {
      const known = kept.get(position);
      if (known !== undefined) return known;
      const service = JSON.parse(
        buffer.toString('utf8', starts[position], starts[position + 1]),
      ) as IndexedService;
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(position, service);
      return service;
    },
  };
}
