import { serviceStop, type ServiceStop } from '#src/features/requests/questions/route.ts';
import {
  whomOf,
  type NamedService,
  type QuestionContext,
  type QuestionEditor,
} from '#src/features/requests/questions/question.ts';
import { textOf, textsOf } from '#src/features/requests/questions/typed.ts';

/** Each service is asked about and agreed to one by one: more than these nobody reads. */
export const MOST_SERVICES = 8;

/** Services to choose from: those chosen before or brought along, then those of the shortlist, each once. */
export function servicesOffered({ answers, services, saved }: QuestionContext): NamedService[] {
  const ids = new Set([...(answers.services?.ids ?? []), ...saved]);
  return [...ids].flatMap((id) => services.get(id) ?? []);
}

/** How many of those chosen are not listed any more. */
export const servicesGone = ({ answers, services }: QuestionContext): number =>
  (answers.services?.ids ?? []).filter((id) => !services.has(id)).length;

export const services: QuestionEditor<'services'> = {
  /** What this browser's shortlist holds is chosen until something else is said. */
  show({ services: said }, context) {
    const offered = servicesOffered(context).map(({ id }) => id);
    const known = offered.length > MOST_SERVICES ? [] : offered;
    const ids = said?.ids ?? known;
    return {
      services: ids.filter((id) => offered.includes(id)),
      ...((said?.helpMeChoose ?? offered.length === 0) && { help: 'yes' }),
    };
  },
  read(typed, context) {
    const ticked = new Set(textsOf(typed, 'services'));
    const ids = servicesOffered(context)
      .map(({ id }) => id)
      .filter((id) => ticked.has(id));
    const helpMeChoose = textOf(typed, 'help') === 'yes';
    const who = whomOf(context.madeBy) === 'you' ? 'you' : 'they';
    if (ids.length === 0 && !helpMeChoose)
      return {
        ok: false,
        problems: [{ field: 'services', text: `Select a service, or that ${who} would like help to choose` }],
      };
    if (ids.length > MOST_SERVICES)
      return {
        ok: false,
        problems: [
          {
            field: 'services',
            text: `Select ${MOST_SERVICES} services or fewer: those that matter most. You have selected ${ids.length}.`,
          },
        ],
      };
    return { ok: true, value: { ids, helpMeChoose } };
  },
  tell({ services: said }, context) {
    if (said === undefined) return [];
    const names = said.ids.flatMap((id) => {
      const service = context.services.get(id);
      return service === undefined ? [] : `${service.name} (${service.organisation})`;
    });
    return said.helpMeChoose ? [...names, 'A navigator helps to choose'] : names;
  },
};

/** What somebody should know before choosing a service that cannot take them now, or not in this way. */
const STOP_SENTENCES: Readonly<Record<ServiceStop, string>> = {
  'professionals-only':
    'They take only people whom a professional asks for. A navigator will ask them for you.',
  full: 'They are full now. A navigator will look for another one if they cannot take you.',
  paused: 'They take nobody new now. A navigator will look for another one if they cannot take you.',
  'just-turn-up': 'You need not wait for them: just turn up.',
};

/** The same sentence about somebody else. */
const aboutThem = (sentence: string): string =>
  sentence.replace(/\byou need not\b/i, 'There is no need to').replace(/\byou\b/g, 'them');

export function stopSentence(service: NamedService, context: QuestionContext): string | null {
  const stop = serviceStop(service, context.madeBy);
  if (stop === null) return null;
  return whomOf(context.madeBy) === 'you' ? STOP_SENTENCES[stop] : aboutThem(STOP_SENTENCES[stop]);
}
