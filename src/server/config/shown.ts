import { settings } from './settings.ts';

/** A setting of the environment as /admin/settings shows it. */
export interface ShownSetting {
  name: string;
  does: string;
  value: string | null; // null: not set; of a secret never more than "Set"
  isGiven: boolean; // false: the value is the default
}

/** Names of settings that are secrets, or may hold one. */
const SECRET = /SECRET|PASSWORD|TOKEN|KEY|SMTP/;
/** An address with a name and password in it, under whatever name. */
const HOLDS_PASSWORD = /\/\/[^/@\s]*:[^/@\s]*@/;

/** Whether a setting of this name and value is to be kept from whoever reads. */
export const isSecret = (name: string, value: string): boolean =>
  SECRET.test(name) || HOLDS_PASSWORD.test(value);

/**
 * What the environment decides, in the order of the README, with what each setting means. A secret is never shown, only
 * whether there is one.
 */
export function shownSettings(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): ShownSetting[] {
  const schema = settings(root);
  const defaults: Readonly<Record<string, unknown>> = schema.parse({});
  return Object.entries(schema.shape).map(([name, { description = '' }]) => {
    const given = env[name]?.trim() ?? '';
    const isGiven = given !== '';
    const value = isGiven ? given : defaultInWords(defaults[name]);
    return { name, does: description, value: isGiven && isSecret(name, given) ? 'Set' : value, isGiven };
  });
}

function defaultInWords(value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value === undefined || value === null ? null : String(value);
}
