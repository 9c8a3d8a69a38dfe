/** A JSON schema, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

const string = (format?: string): Schema => ({ type: 'string', ...(format === undefined ? {} : { format }) });

export const text = string();
export const uuid = string('uuid');
export const uri = string('uri');
export const email = string('email');
export const instant = string('date-time');
export const day = string('date');
export const time: Schema = { type: 'string', pattern: '^\\d{2}:\\d{2}$', description: 'HH:MM, London time' };
export const number: Schema = { type: 'number' };
export const integer: Schema = { type: 'integer' };
export const flag: Schema = { type: 'boolean' };

export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
export const component = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const listOf = (items: Schema): Schema => ({ type: 'array', items, minItems: 1 });

/** An object whose fields beginning with "!" are always there; others are left out when nothing is known. */
export function object(description: string, fields: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(fields).map(([name, schema]) => ({
    name: name.replace('!', ''),
    isRequired: name.startsWith('!'),
    schema,
  }));
  const required = entries.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: 'object',
    description,
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(entries.map(({ name, schema }) => [name, schema])),
  };
}
