import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '#src/lib/yaml.ts';

/** Rows whose number is a setting of the place, not content. */
const LOCAL = ['adult-safeguarding', 'child-safeguarding', 'housing-out-of-hours'] as const;
const GROUPS = ['danger', 'health', 'talk', 'abuse', 'children', 'home', 'other'] as const;

const Row = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  contact: z.string().optional(),
  phone: z
    .string()
    .regex(/^[0-9 ]+$/)
    .optional(),
  text: z.string().optional(),
  url: z.url({ protocol: /^https$/ }).optional(),
  email: z.email().optional(),
  how: z.string(),
  easy: z.string(),
  picture: z.string(),
  hours: z.string(),
  free: z.boolean().optional(),
  local: z.enum(LOCAL).optional(),
  group: z.enum(GROUPS),
  review_on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});

/** One line of urgent help: what for, how to reach it, when; `reviewOn` is when an editor must look again. */
export interface UrgentHelp {
  key: string;
  title: string;
  contact: string | undefined;
  phone: string | undefined;
  text: string | undefined;
  url: string | undefined;
  how: string;
  easy: string; // what it is for, in easy read
  picture: string; // a key of content/pictures/pictures.yaml
  hours: string;
  group: (typeof GROUPS)[number];
  reviewOn: string;
}

/** The place's own numbers; a row without one is left out rather than shown empty. */
export type LocalNumbers = Record<(typeof LOCAL)[number], string | null>;

function readFile(file: string): unknown {
  try {
    return readYaml(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Reads `content/urgent-help.yaml`. Throws one sentence naming what is wrong and where. */
export function readUrgentHelp(contentFolder: string, local: LocalNumbers): UrgentHelp[] {
  const file = join(contentFolder, 'urgent-help.yaml');
  const parsed = z.array(Row).min(1).safeParse(readFile(file));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  return parsed.data.flatMap((row) => {
    const number = row.local === undefined ? row.phone : (local[row.local] ?? undefined);
    if (row.local !== undefined && number === undefined) return [];
    return {
      key: row.key,
      title: row.title,
      contact: row.local === undefined ? row.contact : number,
      phone: number,
      text: row.text,
      url: row.url,
      how: row.how,
      easy: row.easy,
      picture: row.picture,
      hours:
        row.free === true ? `${row.hours}. ${number === undefined ? 'Free.' : 'Free to call.'}` : row.hours,
      group: row.group,
      reviewOn: row.review_on,
    };
  });
}
