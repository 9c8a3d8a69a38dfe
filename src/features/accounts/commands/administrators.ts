import type { Db } from '#db/connection.ts';
import { programActor } from '#src/features/audit/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { refused, type Result } from '#src/lib/result.ts';
import { invite, type Invitation } from './invitations.ts';

/** Invites an administrator from the command line: the first one, or another. Refuses an address that has an account. */
export async function createAdministrator(
  db: Db,
  post: PostOffice,
  { email, name }: { email: string; name: string },
  at: Date,
): Promise<Result<Invitation, 'has-account'>> {
  const roles = [{ role: 'administrator' as const, organisationId: null }];
  const invited = await invite(db, post, { email, name, roles }, programActor('command-line'), at);
  // An administrator belongs to no organisation, so only the address can be in the way.
  return invited.ok ? invited : refused('has-account');
}
