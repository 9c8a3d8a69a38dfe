import type { Db } from '#db/connection.ts';
import {
  navigatorRecipient,
  practiceFacts,
  serviceRecipient,
  toldFacts,
} from '#src/features/consents/recipients.ts';
import { factsFor } from '#src/features/consents/rules.ts';
import { findServicesByIds } from '#src/features/services/queries/find-service.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import type { AskedAbout } from '#src/features/requests/present/workspace/consents.ts';

/**
 * Whom a person can be asked about, by its key ("service:ID", "gp", "feedback"), with what it would get. Undefined for a
 * service that the public may not see, and for a GP practice that nobody named.
 */
export async function findAskedAbout(
  db: Db,
  key: string,
  answers: Answers,
  { siteName, today }: { siteName: string; today: string },
): Promise<AskedAbout | undefined> {
  if (key === 'feedback')
    return {
      key,
      purpose: 'feedback',
      serviceId: null,
      recipient: navigatorRecipient(siteName),
      choices: [],
      proposed: [],
    };
  if (key === 'gp') {
    const practice = answers.gp?.practice ?? null;
    const facts = practiceFacts(answers);
    return practice === null
      ? undefined
      : { key, purpose: 'gp', serviceId: null, recipient: practice, choices: facts, proposed: facts };
  }
  const [detail] = await findServicesByIds(db, [key.replace(/^service:/, '')], today);
  if (detail === undefined) return undefined;
  const { service, organisation } = detail;
  return {
    key: `service:${service.id}`,
    purpose: 'service',
    serviceId: service.id,
    recipient: serviceRecipient({ name: service.name, organisation: organisation.name }),
    choices: toldFacts(answers),
    proposed: factsFor(
      {
        minimumAge: service.minimum_age,
        maximumAge: service.maximum_age,
        deliveries: detail.deliveries,
      },
      answers,
    ),
  };
}
