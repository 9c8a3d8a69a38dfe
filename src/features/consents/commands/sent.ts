import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';

import type { SharedFact } from '../facts.ts';
import { navigatorRecipient, practiceFacts, serviceRecipient, toldFacts } from '../recipients.ts';
import { wordsFor, type NewConsent } from '../rules.ts';
import type { ConsentPurpose, WordingSet } from '../wording.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { writeConsent } from './write.ts';

/** Everybody who has a say in what was answered about sharing, as the words named them. */
interface Named {
  purpose: ConsentPurpose;
  serviceId: string | null;
  recipient: string;
  shared: SharedFact[];
  decision: 'yes' | 'no';
}

async function namedIn(
  trx: Transaction<Database>,
  siteName: string,
  answers: Answers,
  sharing: NonNullable<Answers['sharing']>,
): Promise<Named[]> {
  const services = await servicesOf(
    trx,
    sharing.services.map(({ serviceId }) => serviceId),
  );
  const told = toldFacts(answers);
  const practice = answers.gp?.practice ?? null;
  return [
    {
      purpose: 'navigator',
      serviceId: null,
      recipient: navigatorRecipient(siteName),
      shared: told,
      decision: sharing.navigator,
    },
    ...sharing.services.flatMap(({ serviceId, decision, shared }) => {
      const service = services.find(({ id }) => id === serviceId);
      return service === undefined
        ? []
        : {
            purpose: 'service' as const,
            serviceId,
            recipient: serviceRecipient(service),
            shared: told.filter((fact) => shared.includes(fact)),
            decision,
          };
    }),
    ...(sharing.gp === null || practice === null
      ? []
      : [
          {
            purpose: 'gp' as const,
            serviceId: null,
            recipient: practice,
            shared: practiceFacts(answers),
            decision: sharing.gp,
          },
        ]),
  ];
}

const servicesOf = async (trx: Transaction<Database>, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : trx
        .selectFrom('service')
        .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
        .select(['service.id', 'service.name', 'organisation.name as organisation'])
        .where('service.id', 'in', ids)
        .execute();

/** Writes what was agreed to, or not, on the way to sending: one row for each who was named, with the whole words. */
export async function writeSentConsents(
  trx: Transaction<Database>,
  post: PostOffice,
  { requestId, answers, words }: { requestId: string; answers: Answers; words: WordingSet },
  by: { actor: Actor; who: string },
  at: Date,
): Promise<void> {
  const { sharing, agreement } = answers;
  if (sharing === undefined) return;
  for (const named of await namedIn(trx, post.site.name, answers, sharing)) {
    const { purpose, serviceId, recipient, shared, decision } = named;
    const consent: NewConsent = {
      requestId,
      purpose,
      serviceId,
      recipient,
      shared,
      decision: decision === 'yes' ? 'given' : 'refused',
      givenBy: sharing.givenBy,
      method: sharing.method,
      wordingId: words.id,
      wording: wordsFor(words.wordings[purpose], recipient, shared),
      reason: sharing.givenBy === 'best-interests' ? (agreement?.reason ?? null) : null,
      key: `sent:${requestId}:${purpose}:${serviceId ?? ''}`,
    };
    await writeConsent(trx, post.keys, consent, by, at);
  }
}
