import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { z } from 'zod';
import { readYaml } from '#src/lib/yaml.ts';

const Pictures = z.strictObject({
  credit: z.strictObject({ name: z.string(), licence: z.string(), url: z.url() }),
  pictures: z.record(z.string(), z.string()),
});
const IconSet = z.object({ icons: z.record(z.string(), z.object({ body: z.string() })) });

const NAME = 'virtual:pictures';

/**
 * Makes `virtual:pictures` from `content/pictures/pictures.yaml`: the drawings it names, out of the icon set's
 * package, and none of the other four thousand. A picture that does not exist stops the build.
 */
export function pictures(root: URL): Plugin {
  const file = new URL('content/pictures/pictures.yaml', root);
  return {
    name: 'pictures',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const chosen = Pictures.parse(readYaml(readFileSync(file, 'utf8'))).pictures;
      const set = createRequire(import.meta.url).resolve('@iconify-json/openmoji/icons.json');
      const { icons } = IconSet.parse(JSON.parse(readFileSync(set, 'utf8')));
      const bodies = Object.entries(chosen).map(([key, icon]) => {
        const body = icons[icon]?.body;
        if (body === undefined)
          throw new Error(
            `content/pictures/pictures.yaml: "${key}" names "${icon}", which is no picture of the set.`,
          );
        return [key, body] as const;
      });
      return `export const pictureBodies = ${JSON.stringify(Object.fromEntries(bodies))};`;
    },
  };
}
