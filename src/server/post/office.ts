import { join } from 'node:path';
import { readTemplates } from '#src/features/messages/content.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import type { Config } from '../config/config.ts';

/** What writing messages needs, for the server, its jobs and its commands. */
export const openPostOffice = (config: Config, root: string, keys: Keys): PostOffice => ({
  keys,
  templates: readTemplates(join(root, 'content')),
  site: { name: config.name, url: config.siteUrl, phone: config.phone, phoneHours: config.phoneHours },
});
