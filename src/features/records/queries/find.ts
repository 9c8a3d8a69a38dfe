import type { Db } from '#db/connection.ts';
import { readAnswers, type Answers } from '#src/features/requests/answers.ts';
import { typedLookups, type LookupKind } from '#src/features/requests/lookup.ts';
import type { RequestState } from '#src/features/requests/moves.ts';
import { normaliseReference } from '#src/features/requests/reference.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import type { Keys } from '#src/lib/security/keys.ts';

/** What somebody says about themselves, to find what is kept about them. A name needs a birth date or postcode with it. */
export interface Sought {
  reference?: string | undefined;
  name?: string | undefined;
  dateOfBirth?: string | undefined; // YYYY-MM-DD
  postcode?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  nhsNumber?: string | undefined;
}

/** A record that was found: nothing personal, as nobody has said yet why they look. */
export interface FoundRecord {
  id: string;
  reference: string | null;
  state: RequestState;
  sentAt: string | null;
  closedAt: string | null;
  isErased: boolean;
  isOnHold: boolean;
}

const MOST = 200;

/** Records of the person, or of whoever asked for them, by all that is given: exact, however it was typed. Newest first. */
export async function findRecords(db: Db, keys: Keys, sought: Sought): Promise<FoundRecord[]> {
  const found = await candidates(db, keys, sought);
  const rows = found.filter(
    ({ id, sealed }) => !needsAnswers(sought) || isOf(answersOf(keys, id, sealed), sought),
  );
  return rows.map(({ sealed: _, ...row }) => row);
}

/** A name alone is many people's: what narrows it is compared with the answers, as only the two together are hashed. */
const needsAnswers = ({ dateOfBirth, postcode }: Sought): boolean =>
  dateOfBirth !== undefined || postcode !== undefined;

async function candidates(
  db: Db,
  keys: Keys,
  { reference, name, phone, email, nhsNumber }: Sought,
): Promise<(FoundRecord & { sealed: string | null })[]> {
  let query = db
    .selectFrom('request')
    .select((eb) => [
      'id',
      'reference',
      'state',
      'sent_at as sentAt',
      'closed_at as closedAt',
      'answers_sealed as sealed',
      eb('erased_at', 'is not', null).as('erased'),
      eb('legal_hold_sealed', 'is not', null).as('held'),
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST);
  if (reference !== undefined) query = query.where('reference', '=', normaliseReference(reference) ?? '');
  for (const [kind, typed] of [
    ['name', name],
    ['phone', phone],
    ['email', email],
    ['nhs-number', nhsNumber],
  ] as const) {
    if (typed === undefined) continue;
    const hashes = hashesOf(keys, kind, typed);
    query = query.where('id', 'in', (eb) =>
      eb.selectFrom('request_lookup').select('request_id').where('hash', 'in', hashes),
    );
  }
  if ([reference, name, phone, email, nhsNumber].every((given) => given === undefined)) return [];
  const rows = await query.execute();
  return rows.map(({ erased, held, ...row }) => ({
    ...row,
    isErased: Boolean(erased),
    isOnHold: Boolean(held),
  }));
}

const hashesOf = (keys: Keys, kind: LookupKind, typed: string): string[] =>
  typedLookups(keys, typed)
    .filter((lookup) => lookup.kind === kind)
    .map(({ hash }) => hash);

const answersOf = (keys: Keys, id: string, sealed: string | null): Answers | null =>
  sealed === null ? null : readAnswers(keys.unseal(sealed, `request:${id}`));

function isOf(answers: Answers | null, { dateOfBirth, postcode }: Sought): boolean {
  if (answers === null) return false;
  const theirs = [answers.address?.postcode, answers.place?.typed].map((text) =>
    normalisePostcode(text ?? ''),
  );
  const isBorn = dateOfBirth === undefined || answers.dateOfBirth?.date === dateOfBirth;
  return isBorn && (postcode === undefined || theirs.includes(normalisePostcode(postcode) ?? ''));
}
