import type { Mapping } from './mapping.ts';

/** Names of columns that a mapping uses. */
export function columnsOf(mapping: Mapping): Set<string> {
  const columns = new Set([...mapping.id, ...Object.keys(mapping.clean)]);
  const visit = (value: unknown): void => {
    if (typeof value === 'string') for (const column of placeholdersIn(value)) columns.add(column);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (value !== null && typeof value === 'object' && !(value instanceof RegExp)) {
      for (const [key, item] of Object.entries(value)) {
        if (key === 'column' && typeof item === 'string') columns.add(item);
        else visit(item);
      }
    }
  };
  visit({ ...mapping, about: undefined, clean: undefined, id: undefined });
  return columns;
}

/** The columns in "{name} library, {town?}"; a question mark says that it may be empty. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(/\{([^{}]+?)\??\}/g)].map((match) => match[1] ?? '');
