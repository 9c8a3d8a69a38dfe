import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('no route is removed or renamed unless routes.json says so, so that somebody considers a redirect', () => {
  const files = globSync('src/pages/**/*.{astro,ts}');
  const routes = files.map(
    (file) =>
      `/${file
        .replace(/^src\/pages\//, '')
        .replace(/\.(astro|ts)$/, '')
        .replace(/(^|\/)index$/, '')}`,
  );
  expect(routes.sort()).toEqual(JSON.parse(readFileSync('tests/pages/routes.json', 'utf8')));
});
