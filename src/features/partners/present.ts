import { formatDay } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import type { RevisionFacts, ServiceFacts } from './rules.ts';

/** A status in words, and the shape that `fd-state` draws before them. */
export interface ShownState {
  text: string;
  shape: 'good' | 'caution' | 'bad' | 'off';
}

/** A line of the list of services: one in the directory, or a new one that nobody but its authors sees yet. */
export interface ServiceLine {
  id: string;
  name: string;
  state: ShownState;
  checked: string; // "12 March 2026", "Never"
  href: string; // where it is changed
  publicHref: string | null;
}

const HIDDEN_WORDS: Readonly<Record<string, string>> = {
  'review-overdue': 'Hidden until you check it',
  closed: 'Closed',
};

function stateOf(service: ServiceFacts, revisions: readonly RevisionFacts[]): ShownState {
  const own = revisions.filter(({ serviceId }) => serviceId === service.id);
  if (service.visibility !== 'public') {
    const text = HIDDEN_WORDS[service.hiddenReason ?? ''] ?? 'Hidden';
    return { text, shape: service.hiddenReason === 'review-overdue' ? 'bad' : 'off' };
  }
  if (own.some(({ kind }) => kind === 'waiting'))
    return { text: 'Public, changes wait for us', shape: 'caution' };
  if (own.some(({ kind }) => kind === 'draft')) return { text: 'Public, changes not sent', shape: 'caution' };
  return { text: 'Public', shape: 'good' };
}

/** The services of an organisation, new ones at the end, each with its state and when it was last checked. */
export function serviceLines(
  services: readonly (ServiceFacts & { slug: string })[],
  revisions: readonly RevisionFacts[],
): ServiceLine[] {
  const known = new Set(services.map(({ id }) => id));
  const begun = new Map(
    revisions
      .filter(({ serviceId, kind }) => !known.has(serviceId) && kind !== 'answered')
      .map((revision) => [revision.serviceId, revision]),
  );
  const newStates: Readonly<Record<RevisionFacts['kind'], ShownState>> = {
    draft: { text: 'New, not sent', shape: 'caution' },
    waiting: { text: 'New, waits for us', shape: 'caution' },
    declined: { text: 'New, not published', shape: 'bad' },
    answered: { text: 'New', shape: 'off' },
  };
  return [
    ...services.map((service) => ({
      id: service.id,
      name: service.name,
      state: stateOf(service, revisions),
      checked: service.assuredOn === null ? 'Never' : formatDay(service.assuredOn),
      href: paths.partnerService(service.id),
      publicHref: service.visibility === 'public' ? paths.service(service.slug) : null,
    })),
    ...[...begun.values()].map(({ serviceId, name, kind }) => ({
      id: serviceId,
      name,
      state: newStates[kind],
      checked: 'Not yet',
      href: paths.partnerService(serviceId),
      publicHref: null,
    })),
  ];
}
