import { z } from 'zod';
import type { PasswordRefusal } from './common-passwords.ts';
import type { TokenRefusal } from './rules.ts';
import { roleSteps } from './people/forms.ts';
import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from './passwords.ts';

/** Why a new password cannot be taken. */
export const PASSWORD_SENTENCES: Readonly<Record<PasswordRefusal, string>> = {
  'too-short': `Password must be ${PASSWORD_MINIMUM} characters or more`,
  'too-long': `Password must be ${PASSWORD_MAXIMUM} characters or less`,
  personal: 'Password must not be made from your email address or the name of this website',
  common: 'Enter a less common password, for example three random words',
};

/** Beside the first field: which of email address and password is wrong is not said. */
export const WRONG_SIGN_IN = 'Enter the email address and password of your account';
export const TOO_MANY_PASSWORDS =
  'Too many wrong passwords were entered. Wait at least 15 minutes and try again, or ask for a link by email instead';
export const TOO_MANY_CODES = 'Too many wrong codes were entered. Wait at least 15 minutes and try again';
export const WRONG_CODE = 'Enter the 6 digits that your authenticator app shows now';
export const WRONG_RECOVERY_CODE = 'Enter a recovery code that you have not used before';
export const WRONG_CURRENT_PASSWORD = 'Enter the password that you use now';
export const STOPPED = 'Your account has been stopped. Ask an administrator about it';
export const UNKNOWN_ORGANISATION = 'Select an organisation that is in the directory';
export const LAST_ADMINISTRATOR =
  'This is the only administrator who can sign in. Make somebody else an administrator first';
export const HAS_ACCOUNT = 'Somebody with this email address has an account already';
export const EMAIL_TAKEN = 'This email address cannot be used. Ask an administrator about it';
export const TOO_MANY_EMAIL_LINKS =
  'Too many links were asked for. Use the last one that was sent, or try again in an hour';
export const SAME_EMAIL = 'Enter an email address that is not the one you have now';

/** Why a link of a mail does not work, as the heading's first sentence. */
export const TOKEN_SENTENCES: Readonly<Record<TokenRefusal, string>> = {
  unknown: 'This link does not work. Check that you have the whole of it',
  expired: 'This link has run out',
  used: 'This link has been used already',
};

const email = (missing: string) =>
  z
    .email({
      error: ({ input }) =>
        input === undefined ? missing : 'Enter an email address in the correct format, like name@example.com',
    })
    .max(254, 'Email address must be 254 characters or less');

const name = (missing: string) =>
  z.string({ error: missing }).max(100, 'Name must be 100 characters or less');

/** Long enough for every password, short enough that hashing it costs nothing extra. */
const typedPassword = (missing: string) =>
  z.string({ error: missing }).max(2000, 'Password must be 2,000 characters or less');

/** A code as people type it, with spaces or hyphens anywhere. */
const compact = (text: string): string => text.replace(/[\s-]/g, '');

export const SignInForm = z.object({
  email: email('Enter your email address'),
  password: typedPassword('Enter your password'),
});
export type SignInForm = z.infer<typeof SignInForm>;

/** For an emailed link and for a forgotten password. */
export const LinkForm = z.object({ email: email('Enter your email address') });
export type LinkForm = z.infer<typeof LinkForm>;

export const CodeForm = z.object({
  code: z
    .string({ error: 'Enter the code from your authenticator app' })
    .transform(compact)
    .pipe(z.string().regex(/^\d{6}$/, 'Code must be 6 digits')),
});
export type CodeForm = z.infer<typeof CodeForm>;

export const RecoveryCodeForm = z.object({
  code: z
    .string({ error: 'Enter a recovery code' })
    .transform(compact)
    .pipe(z.string().regex(/^[A-Za-z0-9]{10}$/, 'Recovery code must be 10 letters and digits')),
});
export type RecoveryCodeForm = z.infer<typeof RecoveryCodeForm>;

export const NewPasswordForm = z.object({ password: typedPassword('Enter a password') });
export type NewPasswordForm = z.infer<typeof NewPasswordForm>;

export const PasswordChangeForm = z.object({
  current: typedPassword('Enter your current password'),
  password: typedPassword('Enter a new password'),
});
export type PasswordChangeForm = z.infer<typeof PasswordChangeForm>;

/** Taking up an invitation; who leaves the password empty signs in by link. */
export const AcceptanceForm = z.object({
  name: name('Enter your full name'),
  password: typedPassword('Enter a password').optional(),
});
export type AcceptanceForm = z.infer<typeof AcceptanceForm>;

export const NameForm = z.object({ name: name('Enter your full name') });
export type NameForm = z.infer<typeof NameForm>;

export const EmailForm = z.object({ email: email('Enter your new email address') });
export type EmailForm = z.infer<typeof EmailForm>;

/** For whoever has a password: a browser left open must not give the account away. */
export const EmailChangeForm = EmailForm.extend({ current: typedPassword('Enter your current password') });
export type EmailChangeForm = z.infer<typeof EmailChangeForm>;

export const InvitationForm = z.object({
  email: email('Enter the email address of the person'),
  name: name('Enter the full name of the person'),
});
export type InvitationForm = z.infer<typeof InvitationForm>;

/** What roles were chosen is read by people/forms.ts; this says which version of the account they were chosen for. */
export const VersionForm = z.object({
  version: z.coerce.number({ error: 'Open the page again and choose anew' }).int(),
});
export type VersionForm = z.infer<typeof VersionForm>;

export const StopForm = z.object({
  reason: z
    .string({ error: 'Enter why the account is stopped' })
    .max(500, 'Reason must be 500 characters or less'),
});
export type StopForm = z.infer<typeof StopForm>;

export const InvitationStepsForm = InvitationForm.extend(roleSteps);
export type InvitationStepsForm = z.infer<typeof InvitationStepsForm>;

export const RoleChangeForm = VersionForm.extend(roleSteps);
export type RoleChangeForm = z.infer<typeof RoleChangeForm>;

/** Setting up a second step: the button pressed, and the code once there is one. */
export const SecondStepForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('begin') }),
  z.object({ deed: z.literal('remove') }),
  CodeForm.extend({ deed: z.literal('confirm') }),
]);
export type SecondStepForm = z.infer<typeof SecondStepForm>;

/** Moving the second step to another app: the password, where there is one, then a code of the new app. */
export const NewAuthenticatorForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('begin'), current: z.string().optional() }),
  CodeForm.extend({ deed: z.literal('confirm') }),
]);
export type NewAuthenticatorForm = z.infer<typeof NewAuthenticatorForm>;
