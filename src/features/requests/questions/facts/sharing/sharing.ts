import type { SharedFact } from '#src/features/consents/facts.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import type { FormValues } from '#src/lib/form.ts';
import {
  whomOf,
  type FieldProblem,
  type QuestionContext,
  type QuestionEditor,
} from '#src/features/requests/questions/question.ts';
import { choiceOf, textOf, textsOf } from '#src/features/requests/questions/typed.ts';
import { agreedTo, factLabel, knownFacts, sharingBlocks, type SharingBlock } from './blocks.ts';

type Sharing = NonNullable<Answers['sharing']>;
const YES_NO = ['yes', 'no'] as const;

/** Said by the person themself, or by whom and how on the page before ("Do they know that you are asking?"). */
function givenBy({ madeBy, answers: { agreement } }: QuestionContext): Pick<Sharing, 'givenBy' | 'method'> {
  if (madeBy === 'self' || agreement === undefined) return { givenBy: 'self', method: 'online' };
  const { agrees, method } = agreement;
  if (agrees === 'attorney') return { givenBy: 'attorney', method };
  if (agrees === 'cannot') return { givenBy: 'best-interests', method };
  // A navigator reads the words out, and the person answers.
  return { givenBy: madeBy === 'navigator' ? 'self' : 'helper', method };
}

/**
 * True while every recipient of now has been asked about, and nobody else: another service, or a GP practice, brings the
 * page again.
 */
export function sharingHolds({ sharing, services, gp }: Answers): boolean {
  if (sharing === undefined) return false;
  const asked = sharing.services.map(({ serviceId }) => serviceId);
  const chosen = services?.ids ?? [];
  const isSame = asked.length === chosen.length && chosen.every((id) => asked.includes(id));
  return isSame && (sharing.gp !== null) === (gp !== undefined && gp.practice !== null);
}

export const sharing: QuestionEditor<'sharing'> = {
  show({ sharing: said }, context) {
    const blocks = sharingBlocks(context);
    const values: FormValues = { wording: context.wording.id };
    for (const block of blocks) {
      const before = said?.services.find(({ serviceId }) => serviceId === block.serviceId);
      const decision = decisionBefore(said, block);
      if (decision != null) values[block.field] = decision;
      if (block.factsField !== null)
        values[block.factsField] = before?.decision === 'yes' ? before.shared : [...block.needed];
    }
    return values;
  },
  /** Who says no to our navigators can send nothing: nobody would read it. */
  read(typed, context) {
    const blocks = sharingBlocks(context);
    if (textOf(typed, 'wording') !== context.wording.id)
      return {
        ok: false,
        problems: [
          {
            field: 'navigator',
            text: 'The words on this page have changed since you opened it. Read them again, then answer',
          },
        ],
      };
    const decided = (block: SharingBlock) => choiceOf(typed, block.field, YES_NO);
    const navigator = choiceOf(typed, 'navigator', YES_NO);
    if (navigator === 'no') return { ok: false, problems: [], leadsTo: 'cannot-send' };
    const problems = blocks
      .filter((block) => decided(block) === undefined)
      .map((block) => notDecided(block, context));
    if (navigator === undefined || problems.length > 0) return { ok: false, problems };
    const gp = blocks.find(({ field }) => field === 'gp');
    const services = (context.answers.services?.ids ?? []).map((serviceId) => {
      const block = blocks.find((each) => each.serviceId === serviceId);
      const isAgreed = block !== undefined && decided(block) === 'yes';
      return isAgreed
        ? { serviceId, decision: 'yes' as const, shared: sharedWith(block, typed) }
        : { serviceId, decision: 'no' as const, shared: [] };
    });
    return {
      ok: true,
      value: {
        navigator,
        services,
        gp: gp === undefined ? null : (decided(gp) ?? 'no'),
        wordingId: context.wording.id,
        ...givenBy(context),
        at: context.at,
      },
    };
  },
  tell({ sharing: said }, context) {
    if (said === undefined) return [];
    const whom = whomOf(context.madeBy);
    return sharingBlocks(context).flatMap((block) => {
      const decision = decisionBefore(said, block);
      if (decision == null) return [];
      if (decision === 'no') return `${block.recipient}: no`;
      const shared = said.services.find(({ serviceId }) => serviceId === block.serviceId)?.shared;
      const facts = shared === undefined ? block.always : knownFacts(shared);
      return `${block.recipient}: yes. ${inWords(facts, whom)}`;
    });
  },
};

function decisionBefore(said: Sharing | undefined, block: SharingBlock): 'yes' | 'no' | null | undefined {
  if (block.serviceId === null) return block.field === 'gp' ? said?.gp : said?.navigator;
  return said?.services.find(({ serviceId }) => serviceId === block.serviceId)?.decision;
}

/** What was ticked of what was offered, and what it always gets; nothing that was not on the page. */
function sharedWith(block: SharingBlock, typed: Readonly<FormValues>): SharedFact[] {
  const ticked = new Set(block.factsField === null ? [] : textsOf(typed, block.factsField));
  return knownFacts([...block.always, ...block.offered.filter((fact) => ticked.has(fact))]);
}

function notDecided(block: SharingBlock, { madeBy }: QuestionContext): FieldProblem {
  const who = whomOf(madeBy) === 'you' ? 'you agree' : 'they agree';
  return { field: block.field, text: `Select yes if ${who} ${agreedTo(block)}` };
}

/** Facts as a sentence: "Your name, and what to call you; your address." */
const inWords = (facts: readonly SharedFact[], whom: 'you' | 'them'): string => {
  const labels = facts.map((fact) => factLabel(fact, whom));
  const lower = labels.map((label, at) =>
    at === 0 ? label : `${label.charAt(0).toLowerCase()}${label.slice(1)}`,
  );
  return `${lower.join('; ')}.`;
};
