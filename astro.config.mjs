import node from '@astrojs/node';
import { defineConfig, passthroughImageService } from 'astro/config';
import { compressFiles } from './src/server/http/files/compress-files.ts';
import { pictures } from './src/server/config/pictures-plugin.ts';

export default defineConfig({
  output: 'server',
  trailingSlash: 'never',
  // Pages are made in a few milliseconds; without streaming a page that fails half-way becomes the error page
  // instead of half a page with status 200.
  adapter: node({ mode: 'middleware', experimentalDisableStreaming: true }),
  // No script or style inside a page, so that the Content-Security-Policy can forbid both.
  build: { inlineStylesheets: 'never' },
  vite: { build: { assetsInlineLimit: 0 }, plugins: [pictures(new URL('./', import.meta.url))] },
  compressHTML: true,
  // The server compares Origin with Host before Astro sees a request: see src/server/http/same-origin.ts for why.
  security: { checkOrigin: false },
  session: false,
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  integrations: [
    {
      name: 'compress-files',
      hooks: { 'astro:build:done': async () => compressFiles(new URL('./dist/client/', import.meta.url)) },
    },
  ],
});
