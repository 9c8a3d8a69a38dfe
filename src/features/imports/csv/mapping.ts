import { z } from 'zod';
import {
  ACCESS_FEATURES,
  AUDIENCES,
  DELIVERIES,
  JOININGS,
  SECTORS,
  SERVICE_STATUSES,
} from '#db/vocabulary.ts';
import { isDay } from '#src/lib/dates.ts';
import { ImportRefused } from '../refusal.ts';
import { readYaml } from '#src/lib/yaml.ts';

/** The shape of `content/mappings/*.yaml`, explained for people in the README there. Strict. */

const pattern = z
  .string()
  .refine(isPattern, 'a regular expression')
  .transform((text) => new RegExp(text, 'iu'));
const everywhere = pattern.transform((found) => new RegExp(found.source, 'giu'));

const Test = z
  .strictObject({
    column: z.string().optional(),
    text: z.string().optional(),
    is: z.array(z.string()).min(1).optional(),
    matches: pattern.optional(),
    filled: z.boolean().optional(),
    not: z.boolean().default(false),
  })
  .refine((test) => (test.column === undefined) !== (test.text === undefined), 'either column or text')
  .refine(
    (test) => [test.is, test.matches, test.filled].filter((given) => given !== undefined).length === 1,
    'one of is, matches and filled',
  );
/** All of the tests must hold. */
const Condition = z.union([Test.transform((test) => [test]), z.array(Test).min(1)]);

/** Text with {columns} in it, or several to be tried in order. */
const Alternative = z.union([
  z.string().transform((text) => ({ text, when: undefined })),
  z.strictObject({ text: z.string(), when: Condition.optional() }),
]);
const Text = z.union([Alternative.transform((one) => [one]), z.array(Alternative).min(1)]);

const oneOf = <Value extends string>(values: readonly Value[]) =>
  z.union([
    z.enum(values).transform((value) => [{ value, when: undefined }]),
    z
      .array(
        z.union([
          z.enum(values).transform((value) => ({ value, when: undefined })),
          z.strictObject({ value: z.enum(values), when: Condition.optional() }),
        ]),
      )
      .min(1),
  ]);
const listOf = <Value extends string>(values: readonly Value[]) =>
  z.array(
    z.union([
      z.enum(values).transform((value) => ({ value, when: undefined })),
      z.strictObject({ value: z.enum(values), when: Condition.optional() }),
    ]),
  );

const CleanRule = z.union([
  z.strictObject({
    find: z
      .string()
      .refine(isPattern, 'a regular expression')
      .transform((text) => new RegExp(text, 'giu')),
    replace: z.string(),
  }),
  z.strictObject({ values: z.record(z.string(), z.string()) }),
]);

const weekday = Text.optional();

const Mapping = z.strictObject({
  about: z.string().optional(),
  id: z.array(z.string()).min(1),
  blank: z.array(z.string()).default([]),
  clean: z.record(z.string(), z.array(CleanRule)).default({}),
  skip: z.array(z.strictObject({ when: Condition, reason: z.string() })).default([]),
  organisation: z.strictObject({
    name: Text,
    sector: oneOf(SECTORS),
    apart: Condition.optional(),
    description: Text.optional(),
    email: Text.optional(),
    website: Text.optional(),
    phone: Text.optional(),
  }),
  service: z.strictObject({
    name: Text,
    summary: Text.optional(),
    description: Text.optional(),
    url: Text.optional(),
    email: Text.optional(),
    phone: Text.optional(),
    who_for: Text.optional(),
    not_for: Text.optional(),
    how_to_join: Text.optional(),
    fees: Text.optional(),
    alert: Text.optional(),
    minimum_age: Text.optional(),
    maximum_age: Text.optional(),
    status: oneOf(SERVICE_STATUSES).default([{ value: 'active', when: undefined }]),
    delivery: listOf(DELIVERIES).min(1),
    joining: listOf(JOININGS).default([]),
    audiences: listOf(AUDIENCES).default([]),
    cost: z.enum(['free', 'unknown']).default('unknown'),
    areas: z.array(Text).default([]),
    assured_on: z.string().refine(isDay, 'a day such as 2026-11-24').optional(),
    assured_by: z.string().optional(),
    review_months: z.union([z.literal(3), z.literal(6), z.literal(12)]).optional(), // left out: by kind
  }),
  needs: z
    .strictObject({
      fixed: z
        .array(
          z.union([
            z.string().transform((value) => ({ value, when: undefined })),
            z.strictObject({ value: z.string(), when: Condition.optional() }),
          ]),
        )
        .default([]),
      suggest: z
        .strictObject({
          name: Text.optional(),
          text: Text.optional(),
          ignore: everywhere.optional(),
          limit: z.number().int().min(1).max(6).default(3),
        })
        .optional(),
    })
    .prefault({}),
  place: z
    .strictObject({
      when: Condition.optional(),
      name: Text.optional(),
      one_line: Text.optional(),
      lines: z.array(Text).default([]),
      town: Text.optional(),
      county: Text.optional(),
      postcode: Text.optional(),
      latitude: Text.optional(),
      longitude: Text.optional(),
      uprn: Text.optional(),
      access: listOf(ACCESS_FEATURES).default([]),
    })
    .optional(),
  hours: z
    .strictObject({
      osm: Text.optional(),
      repeated: z.enum(['replace', 'add']).default('replace'),
      weekdays: z
        .strictObject({
          monday: weekday,
          tuesday: weekday,
          wednesday: weekday,
          thursday: weekday,
          friday: weekday,
          saturday: weekday,
          sunday: weekday,
        })
        .optional(),
      words: Text.optional(),
      term_time_only: Condition.optional(),
      open_on_bank_holidays: z.boolean().default(false),
    })
    .optional(),
});

export type Mapping = z.infer<typeof Mapping>;
export type MappedText = z.infer<typeof Text>;
export type MappedCondition = z.infer<typeof Condition>;
export type CleanRule = z.infer<typeof CleanRule>;
/** A value of a closed list, given always or only under a condition. */
export interface MappedChoice<Value extends string> {
  value: Value;
  when?: MappedCondition | undefined;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'iu');
    return true;
  } catch {
    return false;
  }
}

/** Reads a mapping file; refuses with one line per mistake, naming its path. */
export function readMapping(text: string, fileName: string): Mapping {
  let content: unknown;
  try {
    content = readYaml(text);
  } catch (error) {
    throw new ImportRefused(
      `${fileName} is not YAML: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const result = Mapping.safeParse(content);
  if (result.success) return result.data;
  throw new ImportRefused(
    result.error.issues
      .map((issue) => `${fileName}: ${issue.path.join('.') || '(file)'}: ${issue.message}`)
      .join('\n'),
  );
}
