import { foldPassword, passwordFault, type PasswordFault, type PasswordOwner } from './passwords.ts';

let common: Promise<ReadonlySet<string>> | undefined;

/** Read when the first password is chosen, then kept: half a megabyte that signing in does not need. */
const commonPasswords = (): Promise<ReadonlySet<string>> =>
  (common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(foldPassword)),
  ));

/** True for a password that many people have, in whatever case (49,000 leaked ones, from the list of zxcvbn-ts). */
export const isCommonPassword = async (password: string): Promise<boolean> =>
  (await commonPasswords()).has(foldPassword(password));

export type PasswordRefusal = PasswordFault | 'common';

/** Why a password cannot be somebody's, or null when it can. The sentences are in forms.ts. */
export async function passwordRefusal(
  password: string,
  owner: PasswordOwner,
): Promise<PasswordRefusal | null> {
  return passwordFault(password, owner) ?? ((await isCommonPassword(password)) ? 'common' : null);
}
