import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';

/** For each need, the positions of the services tagged with it itself, ascending. */
export interface PackedTags {
  slugs: string[];
  starts: Uint32Array; // slugs + 1
  positions: Uint32Array;
}

export interface Tags {
  /** The services tagged with a need when the index was built, and then those edited since. */
  of(slug: string): readonly Uint32Array[];
  put(slug: string, position: number): void;
}

export function packTags(services: readonly ServiceForIndex[]): PackedTags {
  const lists = new Map<string, number[]>();
  services.forEach((service, position) => {
    for (const slug of new Set(service.needs)) {
      const list = lists.get(slug);
      if (list === undefined) lists.set(slug, [position]);
      else list.push(position);
    }
  });
  const starts = new Uint32Array(lists.size + 1);
  const all = [...lists.values()];
  all.forEach((list, number) => (starts[number + 1] = (starts[number] ?? 0) + list.length));
  const positions = new Uint32Array(starts[all.length] ?? 0);
  all.forEach((list, number) => positions.set(list, starts[number]));
  return { slugs: [...lists.keys()], starts, positions };
}

export function openTags({ slugs, starts, positions }: PackedTags): Tags {
  const built = new Map(
    slugs.map((slug, number) => [slug, positions.subarray(starts[number], starts[number + 1])] as const),
  );
  const edited = new Map<string, Uint32Array>();
  return {
    of(slug) {
      const [before, since] = [built.get(slug), edited.get(slug)];
      if (before === undefined) return since === undefined ? [] : [since];
      return since === undefined ? [before] : [before, since];
    },
    put: (slug, position) => {
      edited.set(slug, Uint32Array.of(...(edited.get(slug) ?? []), position));
    },
  };
}
