import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { APIRoute } from 'astro';

const TYPES: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
};

/** The place's logo, from the file its setting names. */
export const GET: APIRoute = async ({ locals }) => {
  const { logoFile } = locals.app.config;
  const type = logoFile === null ? undefined : TYPES[extname(logoFile).toLowerCase()];
  if (logoFile === null || type === undefined)
    return new Response('This place has no logo.\n', { status: 404 });
  return new Response(new Uint8Array(await readFile(logoFile)), {
    headers: { 'content-type': type, 'cache-control': 'public, max-age=3600' },
  });
};
