import { join } from 'node:path';
import { openDatabase } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { ROOT } from '../../support/server.ts';
import { fillBenchPlace } from '../corpus.ts';
import { handBack } from '../processes.ts';

const [, , file = '', size] = process.argv;
const db = openDatabase(file);
await migrateToLatest(db);
await fillBenchPlace(db, readNeeds(join(ROOT, 'content')), Number(size), new Date());
await db.destroy();
handBack({ file });
