import { existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { z } from 'zod';
import { readKeyFile } from '../keys/key-file.ts';
import { contrastRatio, isHexColour } from '#src/lib/colour.ts';
import { mailSettings } from './mail.ts';
import { oidcSettings } from './oidc.ts';
import { tileSource } from './tile-source.ts';

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for shapes that carry meaning. */
const TEXT_CONTRAST = 4.5;
const SHAPE_CONTRAST = 3;
const LOGO_TYPES = ['.svg', '.png', '.jpg', '.jpeg', '.webp'];
const LOGO_BYTES = 256 * 1024;

const text = z.string().max(200, 'give at most 200 characters');
const phone = z
  .string()
  .regex(/^\+?[\d ()-]{3,20}$/, 'give a phone number as people read it, such as 01632 960123');

const wholeNumber = (from: number, to: number, example: string) =>
  z
    .string()
    .refine(
      (value) => /^\d{1,6}$/.test(value) && Number(value) >= from && Number(value) <= to,
      `give a whole number from ${from} to ${to}, such as ${example}`,
    )
    .transform(Number);

/** A #rrggbb colour that differs enough from the white of the pages. */
const colour = (leastContrast: number, use: string) =>
  z.string().superRefine((value, context) => {
    if (!isHexColour(value)) {
      context.addIssue({
        code: 'custom',
        message: 'give a colour as # and six hexadecimal digits, such as #0f5257',
      });
    } else if (contrastRatio(value, '#ffffff') < leastContrast) {
      const ratio = (Math.floor(contrastRatio(value, '#ffffff') * 100) / 100).toFixed(2);
      const message = `its contrast with white is ${ratio} to 1 and ${use} need ${leastContrast} to 1, so give a darker colour`;
      context.addIssue({ code: 'custom', message });
    }
  });

const siteUrl = z
  .string()
  .refine((value) => {
    const url = URL.canParse(value) ? new URL(value) : null;
    return url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  }, 'give the address people type, without a path, such as https://directory.example.org')
  .transform((value) => new URL(value).origin);

const logo = (root: string) =>
  z
    .string()
    .transform((value) => resolve(root, value))
    .superRefine((file, context) => {
      const refuse = (message: string) => context.addIssue({ code: 'custom', message });
      if (!existsSync(file) || !statSync(file).isFile())
        refuse('there is no such file, so give the path of a picture');
      else if (!LOGO_TYPES.includes(extname(file).toLowerCase()))
        refuse(`give a picture ending in ${LOGO_TYPES.join(', ')}`);
      else if (statSync(file).size > LOGO_BYTES) refuse('the file is over 256 kB, so give a smaller picture');
    });

/**
 * Every setting, in the order the README lists them: how its text is read, and what it means. A setting that is
 * absent or blank takes the default that `config.ts` gives it.
 */
export const settings = (root: string) =>
  z.object({
    PORT: wholeNumber(1, 65_535, '4321').default(4321).describe('The port to listen on.'),
    FRONT_DOOR_DATA: z
      .string()
      .default('data')
      .transform((value) => resolve(root, value))
      .describe('The folder of the database and the keys. Back it up; never publish it.'),
    FRONT_DOOR_KEYS: z
      .string()
      .refine(
        (value) => readKeyFile(value)?.lookup !== undefined,
        'give the whole content of a key file, as "npm run keys -- make FILE" writes it',
      )
      .optional()
      .describe('The keys themselves, from a store of secrets. Unset: keys.json in the data folder.'),
    FRONT_DOOR_KEYS_FILE: z
      .string()
      .transform((value) => resolve(root, value))
      .optional()
      .describe('The file that holds the keys, when it is not keys.json in the data folder.'),
    FRONT_DOOR_DEMO: z
      .enum(['on', 'off'], 'give "on" for the example place or "off" for an empty directory')
      .default('on')
      .transform((value) => value === 'on')
      .describe('"on" fills an empty directory with the example place; "off" leaves it empty.'),
    FRONT_DOOR_SITE_URL: siteUrl.optional().describe('The public address of the website, with https.'),
    FRONT_DOOR_NAME: text.default('Front Door').describe('The name of the website.'),
    FRONT_DOOR_PLACE: text.optional().describe('The place it serves, as people call it.'),
    FRONT_DOOR_PHONE: phone.optional().describe('The phone number of the navigators.'),
    FRONT_DOOR_PHONE_HOURS: text.optional().describe('When that phone is answered, in words.'),
    FRONT_DOOR_EMAIL: z
      .email('give an email address, such as hello@directory.example.org')
      .optional()
      .describe('The email address of the directory team.'),
    FRONT_DOOR_BRAND_COLOUR: colour(TEXT_CONTRAST, 'words')
      .default('#0f5257')
      .describe('The colour of links, buttons and the header: at least 4.5 to 1 on white.'),
    FRONT_DOOR_ACCENT_COLOUR: colour(SHAPE_CONTRAST, 'shapes')
      .default('#c8553d')
      .describe('A second colour for shapes, never for words: at least 3 to 1 on white.'),
    FRONT_DOOR_LOGO: logo(root).optional().describe('A picture file, at most 256 kB, shown beside the name.'),
    FRONT_DOOR_TILE_URL: z
      .string()
      .refine(
        (value) => tileSource(value) !== null,
        'give an https address holding {z}, {x} and {y}, such as https://tiles.example.org/{z}/{x}/{y}.png',
      )
      .optional()
      .describe('A map tile server. Unset: maps show pins and place names, and no other server is asked.'),
    FRONT_DOOR_TILE_ATTRIBUTION: text
      .optional()
      .describe('The credit the tile server asks for. Needed with a tile server.'),
    FRONT_DOOR_LICENCE: text
      .optional()
      .describe('The licence of the open data: Open Government Licence v3.0 unless told.'),
    FRONT_DOOR_LICENCE_URL: z
      .url({ protocol: /^https?$/, message: 'give the web address where the licence can be read' })
      .optional()
      .describe('Where that licence can be read.'),
    FRONT_DOOR_ADULT_SAFEGUARDING_PHONE: phone
      .optional()
      .describe('Whom to ring when an adult is being harmed.'),
    FRONT_DOOR_CHILD_SAFEGUARDING_PHONE: phone
      .optional()
      .describe('Whom to ring when a child is being harmed.'),
    FRONT_DOOR_HOUSING_PHONE: phone.optional().describe('Whom to ring with nowhere to sleep tonight.'),
    FRONT_DOOR_JOBS: z
      .enum(
        ['on', 'off'],
        'give "on" to run background jobs with the server or "off" to leave them to others',
      )
      .default('on')
      .transform((value) => value === 'on')
      .describe('"off": this server starts no background jobs; npm run job still runs them by hand.'),
    FRONT_DOOR_ALLOW_PRIVATE_SOURCES: z
      .enum(['on', 'off'], 'give "on" to let imports fetch from private addresses or "off" to refuse them')
      .default('off')
      .transform((value) => value === 'on')
      .describe('"on": imports may fetch from addresses within your own network.'),
    FRONT_DOOR_TRUST_PROXY: wholeNumber(0, 9, '1')
      .default(0)
      .describe('How many proxies of yours stand in front, each adding to X-Forwarded-For.'),
    ...mailSettings,
    FRONT_DOOR_METRICS_TOKEN: z
      .string()
      .regex(
        /^[\x21-\x7e]{20,200}$/,
        'give 20 to 200 letters, digits and signs without spaces, such as "openssl rand -hex 20" prints',
      )
      .optional()
      .describe('What /metrics asks for, as "Authorization: Bearer TOKEN". Unset: there is no /metrics.'),
    ...oidcSettings(root),
  });

export type Settings = z.output<ReturnType<typeof settings>>;
