import type { Db } from '#db/connection.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { ok, type Result } from '#src/lib/result.ts';
import type { AnswerTyped } from '../forms.ts';
import { SERVICE_ANSWERS, type ServiceAnswer } from '../present/answers.ts';
import type { ReferralMoveRefusal } from '../types.ts';
import { recordServiceAttempt } from './attempt.ts';
import { moveReferral } from './move.ts';

/** Whoever answers by the link of a mail, in the audit trail. */
export const LINK_ACTOR: Actor = { id: 'referral-link', sessionId: null, addressHash: null };

export interface SaidByService {
  referralId: string;
  answer: ServiceAnswer;
  typed: AnswerTyped;
  linkHash?: string | undefined;
}

/** Notes what a service says about a referral, by a link or in the partner area; the same rules hold for both. */
export async function answerAsService(
  db: Db,
  post: PostOffice,
  { referralId, answer, typed, linkHash }: SaidByService,
  actor: Actor,
  at: Date,
): Promise<Result<'noted', ReferralMoveRefusal>> {
  const { move } = SERVICE_ANSWERS[answer];
  const result =
    move === 'attempt'
      ? await recordServiceAttempt(db, { referralId, key: typed.key }, actor, at)
      : await moveReferral(
          db,
          post,
          { referralId, move, by: 'service', code: typed.code, words: typed.words, key: typed.key, linkHash },
          actor,
          at,
        );
  return result.ok ? ok('noted') : result;
}
