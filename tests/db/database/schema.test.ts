import { join } from 'node:path';
import { sql } from 'kysely';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { ROOT } from '../../support/server.ts';
import { testDatabase } from '../../support/database.ts';

/** One column as both sides can say it: kind of value, whether null is allowed, whether it may be left out. */
type Kind = 'number' | 'text' | 'bytes';
type Column = `${Kind}${'' | ' or null'}${'' | ', has a default'}`;
type Tables = Record<string, Record<string, Column>>;

const describeColumn = (kind: Kind, nullable: boolean, hasDefault: boolean): Column =>
  `${kind}${nullable ? ' or null' : ''}${hasDefault ? ', has a default' : ''}`;

/** The tables as the `Database` interface of a TypeScript file types them. */
function typedTables(file: string): Tables {
  const program = ts.createProgram([file], {
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ESNext,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const database = source?.statements.find(
    (node) => ts.isInterfaceDeclaration(node) && node.name.text === 'Database',
  );
  if (source === undefined || database === undefined) throw new Error(`No Database in ${file}`);
  const columnOf = (property: ts.Symbol): Column => {
    const type = checker.getTypeOfSymbolAtLocation(property, source);
    // Kysely's Generated<T> is ColumnType<T, T | undefined, T>.
    const selected = type.getProperty('__select__');
    const value = selected === undefined ? type : checker.getTypeOfSymbolAtLocation(selected, source);
    const parts = value.isUnion() ? value.types : [value];
    const isNumber = parts.some((part) => (part.flags & ts.TypeFlags.NumberLike) !== 0);
    const isText = parts.some((part) => (part.flags & ts.TypeFlags.StringLike) !== 0);
    const isBytes = parts.some((part) => part.symbol?.name === 'Uint8Array');
    if ([isNumber, isText, isBytes].filter(Boolean).length !== 1)
      throw new Error(`${property.name} is neither a number nor a text, nor bytes`);
    const nullable = parts.some((part) => (part.flags & ts.TypeFlags.Null) !== 0);
    return describeColumn(isBytes ? 'bytes' : isNumber ? 'number' : 'text', nullable, selected !== undefined);
  };
  const propertiesOf = (type: ts.Type): ts.Symbol[] => checker.getPropertiesOfType(type);
  return Object.fromEntries(
    propertiesOf(checker.getTypeAtLocation(database)).map((table) => [
      table.name,
      Object.fromEntries(
        propertiesOf(checker.getTypeOfSymbolAtLocation(table, source)).map((column) => [
          column.name,
          columnOf(column),
        ]),
      ),
    ]),
  );
}

interface TableInfo {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
}

const KINDS: Readonly<Record<string, Kind>> = { INTEGER: 'number', REAL: 'number', BLOB: 'bytes' };

const tableNames = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_list
    where schema = 'main' and type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'`.execute(
    db,
  );
  return rows.map(({ name }) => name);
};

/** The tables as the migrations left them. */
async function migratedTables(db: Db): Promise<Tables> {
  const tables: Tables = {};
  for (const table of await tableNames(db)) {
    const { rows } = await sql<TableInfo>`select * from pragma_table_info(${table})`.execute(db);
    tables[table] = Object.fromEntries(
      rows.map(({ name, type, notnull, dflt_value, pk }) => {
        const kind = KINDS[type.toUpperCase()] ?? 'text';
        // In a STRICT table the columns of a primary key are never null.
        return [name, describeColumn(kind, notnull === 0 && pk === 0, dflt_value !== null)];
      }),
    );
  }
  return tables;
}

describe('the migrated database', () => {
  test('has the tables and columns that schema.ts types, with the same kinds, nulls and defaults', async () => {
    expect(typedTables(join(ROOT, 'db', 'schema.ts'))).toEqual(await migratedTables(await testDatabase()));
  });

  test('has only STRICT tables, so that a text never lands in a number', async () => {
    const db = await testDatabase();
    const { rows } = await sql<{ name: string }>`select name from pragma_table_list
      where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%' and name not like 'kysely_%'`.execute(
      db,
    );
    expect(rows).toEqual([]);
  });

  test('keeps its references: a service of an unknown organisation is refused', async () => {
    const db = await testDatabase();
    const service = {
      id: 'a',
      slug: 'a',
      organisation_id: 'nobody',
      name: 'A',
      created_at: 'x',
      updated_at: 'x',
    };
    await expect(db.insertInto('service').values(service).execute()).rejects.toThrow(/FOREIGN KEY/);
  });

  test('is the same file each time: a second test does not see what the first one wrote', async () => {
    const first = await testDatabase();
    await first.updateTable('directory_version').set({ version: 99 }).execute();
    const second = await testDatabase();
    expect(
      (await second.selectFrom('directory_version').select('version').executeTakeFirstOrThrow()).version,
    ).not.toBe(99);
  });
});
