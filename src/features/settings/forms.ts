import { z } from 'zod';
import {
  SETTINGS,
  SETTING_NAMES,
  type SettingName,
  type SettingValues,
  type SettingVersions,
} from './values.ts';

type NumberSettingName = {
  [Name in SettingName]: (typeof SETTINGS)[Name]['kind'] extends 'number' ? Name : never;
}[SettingName];

/** A whole number within the limits of its setting. */
function wholeNumber(name: NumberSettingName, ask: string) {
  const { least, most, unit } = SETTINGS[name];
  const sentence = `Enter a whole number of ${unit} from ${least} to ${most}`;
  return z
    .string({ error: ask })
    .regex(/^\d{1,6}$/, sentence)
    .transform(Number)
    .refine((value) => value >= least && value <= most, sentence);
}

const email = z
  .email({ error: 'Enter an email address in the correct format, like name@example.com' })
  .max(254, 'Email address must be 254 characters or less')
  .optional()
  .transform((value) => value ?? null);

const seenSetting = z.object({
  version: z.number().int().min(0),
  value: z.union([z.number(), z.boolean(), z.string(), z.null()]),
});
const Seen = z.record(z.enum(SETTING_NAMES as [SettingName, ...SettingName[]]), seenSetting);
type Seen = z.infer<typeof Seen>;

/** What the page showed, sent back with the form: tells what was changed from what was left alone. */
export const seenText = (values: SettingValues, versions: SettingVersions): string =>
  JSON.stringify(
    Object.fromEntries(SETTING_NAMES.map((name) => [name, { version: versions[name], value: values[name] }])),
  );

const BACK = 'Open the settings again: this form was not complete';

export const SettingsForm = z
  .object({
    idleMinutes: wholeNumber('idleMinutes', 'Enter after how many minutes people are signed out'),
    partnersNeedSecondStep: z
      .enum(['yes', 'no'], { error: 'Select whether everyone in an organisation must use a second step' })
      .transform((value) => value === 'yes'),
    messageDays: wholeNumber('messageDays', 'Enter for how many days messages are kept'),
    feedbackDays: wholeNumber('feedbackDays', 'Enter after how many days people are asked how it went'),
    requestEmail: email,
    closedRequestDays: wholeNumber(
      'closedRequestDays',
      'Enter for how many days a request is kept after it was closed',
    ),
    withdrawnRequestDays: wholeNumber(
      'withdrawnRequestDays',
      'Enter for how many days a request is kept that came to nothing',
    ),
    erasedRequestDays: wholeNumber(
      'erasedRequestDays',
      'Enter for how many days it is noted that a request was erased',
    ),
    replyTo: email,
    taskEmail: email,
    seen: z.string({ error: BACK }).transform((text, context): Seen => {
      const read = Seen.safeParse(parseJson(text));
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message: BACK });
      return z.NEVER;
    }),
  })
  .transform(({ seen, ...values }) => changesOf(values, seen));
export type SettingsForm = z.infer<typeof SettingsForm>;

/** Only what the person changed from what they saw: two people changing different things do not collide. */
function changesOf(
  values: SettingValues,
  seen: Seen,
): { values: Partial<SettingValues>; versions: SettingVersions } {
  const touched = SETTING_NAMES.filter((name) => seen[name].value !== values[name]);
  return {
    values: Object.fromEntries(touched.map((name) => [name, values[name]])),
    versions: Object.fromEntries(SETTING_NAMES.map((name) => [name, seen[name].version])) as Record<
      SettingName,
      number
    >,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
