import type { MessageName } from '#src/features/messages/wording/templates.ts';
import { CLOSED_REASONS } from '#src/features/requests/moves.ts';
import { formatDay } from '#src/lib/dates.ts';
import type { Happening } from './happenings.ts';
import { isSecureMail } from './rules.ts';
import { snomedFor, type Ending } from './snomed.ts';
import type { Row } from './table.ts';

/** What is put into the gaps of messages; null: not known, and the line that mentions it is left out. */
export type Gaps = Readonly<Record<string, string | null>>;

/** What came of a referral, for whoever may hear no more. */
const NEWS: Readonly<Partial<Record<Row, string>>> = {
  'referral.sent': 'we asked for help for them',
  'referral.accepted': 'a service can help',
  'referral.declined': 'a service cannot help, and we look for another',
  'referral.chased': 'a service has not answered, and we reminded it',
  'referral.escalated': 'a service has not answered, and we look at others',
  'referral.contacted': 'a service has spoken with the person',
  'referral.started': 'a service has begun to help',
  'referral.completed': 'a service has finished its help',
  'referral.could-not-contact': 'a service could not reach the person',
  'referral.person-declined': 'the person said no to a service',
};

/** Why their request is closed, said to the person; two endings have words of their own, or none. */
const WHY: Readonly<Partial<Record<Ending['reason'], string>>> = {
  helped: 'you got the help that you asked for',
  'partly-helped': 'you got some of the help that you asked for',
  'no-service': 'we found no service that could help',
  'not-wanted': 'you told us that you do not want help any more',
  'went-elsewhere': 'you found help somewhere else',
  duplicate: 'you had asked us before, and we go on with that request',
};

/** What the gaps of every message are filled with that do not depend on who reads it. */
export function gapsOf(
  happening: Happening,
  row: Row,
  known: { reference: string; referrals: number; wasReached: boolean; contactDueOn: string | null },
): Gaps {
  return {
    reference: known.reference,
    day: known.contactDueOn === null ? null : formatDay(known.contactDueOn),
    news: NEWS[row] ?? null,
    ...ownGaps(happening, known),
  };
}

function ownGaps(happening: Happening, known: { referrals: number; wasReached: boolean }): Gaps {
  if (happening.kind === 'request.sent') {
    const { reference, contactDueOn, isSameDay } = happening;
    return { reference, day: formatDay(contactDueOn), when: whenOf(isSameDay, contactDueOn) };
  }
  if (happening.kind === 'request.overdue') return { day: formatDay(happening.dueOn) };
  if (happening.kind === 'handover') return { days: String(happening.days) };
  return happening.kind === 'request.closed' ? closingGaps({ ...known, reason: happening.reason }) : {};
}

function closingGaps(ending: Ending): Gaps {
  const { reason } = ending;
  const [first, second] = snomedFor(ending);
  return {
    why: WHY[reason] ?? null,
    reason: CLOSED_REASONS[reason],
    code_a: first?.code ?? null,
    term_a: first?.term ?? null,
    code_b: second?.code ?? null,
    term_b: second?.term ?? null,
  };
}

/** By when somebody should get in touch. */
export const whenOf = (isSameDay: boolean, contactDueOn: string | null): string =>
  isSameDay || contactDueOn === null ? 'today' : `by ${formatDay(contactDueOn)}`;

/** Of a message to the service: the referral's own reference, and what it is asked. */
export function serviceGaps(happening: Happening, referralReference: string | null): Gaps {
  if (!('help' in happening)) return { reference: referralReference };
  const { reference, help, area } = happening;
  return { reference, help, area, day: 'answerBy' in happening ? formatDay(happening.answerBy) : null };
}

interface Patient {
  name: string | null;
  bornOn: string | null;
  nhsNumber: string | null; // ten digits
}

const NOT_NAMED = 'this email does not name them: ring us, and say the number';

/** Who it is about, for their practice: on paper, and in emails only to addresses that are safe for it (DCB1596). */
export function patientGaps(to: { kind: string; to: string }, { name, bornOn, nhsNumber }: Patient): Gaps {
  if (to.kind !== 'letter' && !isSecureMail(to.to)) return { not_named: NOT_NAMED };
  return {
    name,
    born: bornOn === null ? null : formatDay(bornOn),
    nhs: nhsNumber === null ? null : nhsNumber.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3'),
  };
}

/** The gaps that a message has, and nothing else. */
export const gapsFor = (
  names: { values: readonly string[]; optional: readonly string[] },
  gaps: Gaps,
  message: MessageName,
): Record<string, string> =>
  Object.fromEntries(
    [...names.values, ...names.optional].flatMap((name): [string, string][] => {
      const value = gaps[name] ?? null;
      if (value !== null) return [[name, value]];
      if (names.optional.includes(name)) return [];
      throw new Error(`Nothing fills ((${name})) of ${message}`);
    }),
  );
