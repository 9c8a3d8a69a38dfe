import { open } from 'node:fs/promises';
import type { FeedPage, FeedService } from '#src/features/open-referral/types.ts';

/** Services as they come out of the database, some at a time. */
export interface ServiceBatches {
  total: number;
  batches: () => AsyncIterable<FeedService[]>;
}

/** Writes one page of the feed that holds every service. */
export async function writeJson(file: string, services: ServiceBatches): Promise<void> {
  const { total } = services;
  const envelope: Omit<FeedPage<FeedService>, 'contents'> = {
    total_items: total,
    total_pages: 1,
    page_number: 1,
    size: total,
    first_page: true,
    last_page: true,
    empty: total === 0,
  };
  const start = `${JSON.stringify(envelope).slice(0, -1)},"contents":[\n`;
  await writeParts(file, services, { start, between: ',\n', end: '\n]}\n' });
}

/** Writes a service to a line. */
export const writeNdjson = (file: string, services: ServiceBatches): Promise<void> =>
  writeParts(file, services, { start: '', between: '\n', end: services.total === 0 ? '' : '\n' });

async function writeParts(
  file: string,
  { total, batches }: ServiceBatches,
  marks: { start: string; between: string; end: string },
): Promise<void> {
  const handle = await open(file, 'wx');
  let written = 0;
  try {
    await handle.write(marks.start);
    for await (const batch of batches()) {
      const texts = batch.map((service) => JSON.stringify(service));
      if (texts.length > 0)
        await handle.write((written === 0 ? '' : marks.between) + texts.join(marks.between));
      written += texts.length;
    }
    if (written !== total) throw new Error(`${written} services were read where ${total} were counted.`);
    await handle.write(marks.end);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
