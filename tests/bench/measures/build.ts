import { join } from 'node:path';
import { readNeeds } from '#src/features/needs/content.ts';
import { openText, packText } from '#src/search/text/text-index.ts';
import { ROOT } from '../../support/server.ts';
import { buildPlainLunr } from '../corpus/baselines.ts';
import { benchServices, toTextDocument } from '../corpus/services.ts';
import { collectGarbage, handBack } from '../processes.ts';

export interface BuildMeasured {
  milliseconds: number;
  residentBytes: number; // more than before, once the garbage is gone
  liveBytes: number; // of JavaScript objects and array buffers, more than before
}

const [engine, size] = [process.argv[2], Number(process.argv[3])];
const build = engine === 'lunr' ? buildPlainLunr : (texts: typeof documents) => openText(packText(texts));
const made = [...benchServices(readNeeds(join(ROOT, 'content')), size)].map(toTextDocument);
/** As read from a database: V8 keeps texts that were put together as parts until somebody reads them. */
const documents = JSON.parse(JSON.stringify(made)) as typeof made;
made.length = 0;

/** What is in memory with the garbage gone; what it is given cannot be garbage meanwhile. */
function memoryWith(_held: object): { resident: number; live: number } {
  collectGarbage();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { resident: rss, live: heapUsed + arrayBuffers };
}

const before = memoryWith(documents);
const started = performance.now();
const index = build(documents);
const milliseconds = performance.now() - started;
const after = memoryWith({ documents, index });

handBack({
  milliseconds,
  residentBytes: after.resident - before.resident,
  liveBytes: after.live - before.live,
} satisfies BuildMeasured);
