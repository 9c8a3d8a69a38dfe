import type { APIRoute } from 'astro';
import { readPictureFile } from '#src/features/pictures/queries.ts';

const NAME = /^([0-9a-f-]{36})-(\d{1,4})\.webp$/;

/** A picture that a partner gave, in one width. What stands under a name never changes. */
export const GET: APIRoute = async ({ params, locals }) => {
  const [, id = '', width = ''] = NAME.exec(params.file ?? '') ?? [];
  const bytes = await readPictureFile(locals.app.db, id, Number(width));
  if (bytes === undefined) return new Response('There is no such picture.\n', { status: 404 });
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000, immutable' },
  });
};
