import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';
import type { Db } from '#db/connection.ts';

/** The same database, with a count of the queries that were answered through it. */
export function countingQueries(db: Db): { db: Db; count: () => number } {
  let answered = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }: PluginTransformQueryArgs): RootOperationNode => node,
    async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
      answered += 1;
      return result;
    },
  };
  return { db: db.withPlugin(plugin), count: () => answered };
}
