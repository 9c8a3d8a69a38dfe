/** What a visitor did with a service: opened its page, saved it, or asked for it. */
export const VISIT_KINDS = ['seen', 'saved', 'asked'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** How often the same was done on one day, as the table keeps it. */
export interface VisitCount {
  serviceId: string;
  day: string; // London
  kind: VisitKind;
  visits: number;
}

export interface VisitTally {
  /** Counts one. Never throws; its memory is bounded by the number of services. */
  add(serviceId: string, kind: VisitKind, day: string): void;
  /** Everything counted since the last time, which is then forgotten. */
  take(): VisitCount[];
  /** Counts that could not be written, to be taken again. */
  giveBack(counts: readonly VisitCount[]): void;
}

/** Begins an empty tally. */
export function startVisitTally(): VisitTally {
  let waiting = new Map<string, VisitCount>();
  const add = (count: VisitCount): void => {
    const key = `${count.day} ${count.kind} ${count.serviceId}`;
    const known = waiting.get(key);
    if (known === undefined) waiting.set(key, { ...count });
    else known.visits += count.visits;
  };
  return {
    add: (serviceId, kind, day) => add({ serviceId, kind, day, visits: 1 }),
    take() {
      const taken = [...waiting.values()];
      waiting = new Map();
      return taken;
    },
    giveBack: (counts) => counts.forEach(add),
  };
}
