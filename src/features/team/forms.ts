import { z } from 'zod';
import { isTeamRole } from './rules.ts';

export const TEAM_SENTENCES = {
  name: 'Enter your colleague’s name',
  email: 'Enter your colleague’s email address',
  emailFormat: 'Enter an email address in the correct format, like name@example.com',
  roles: 'Choose at least one thing they do',
  lastManager:
    'This is the only manager who can sign in. Make a colleague a manager first, so that somebody can look after the team',
  leaving:
    'You are the only manager who can sign in. Make a colleague a manager first, so that somebody can look after the team',
} as const;

/** The boxes that were ticked: one or several, each a role of an organisation. */
const roles = z
  .union([z.string().transform((one) => [one]), z.array(z.string())], { error: TEAM_SENTENCES.roles })
  .transform((values) => [...new Set(values)])
  .pipe(z.array(z.string().refine(isTeamRole, TEAM_SENTENCES.roles)));

export const TeamInvitationForm = z.object({
  name: z.string({ error: TEAM_SENTENCES.name }).max(100, 'Name must be 100 characters or less'),
  email: z
    .email({
      error: ({ input }) => (input === undefined ? TEAM_SENTENCES.email : TEAM_SENTENCES.emailFormat),
    })
    .max(254, 'Email address must be 254 characters or less'),
  roles,
});

/** Changing what a colleague does, or removing them: one page, two buttons. */
export const TeamMemberForm = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('roles'), roles, version: z.coerce.number().int() }),
  z.object({ deed: z.literal('remove'), version: z.coerce.number().int() }),
]);
export type TeamMemberForm = z.infer<typeof TeamMemberForm>;
