import type { Part } from '../reading/part.ts';
import { rawText } from '../reading/text.ts';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST = 120;

/** The last part of another Front Door's page, `front_door.page`: the web address wished for here too. */
export function readSlug(extension: Part): string | null {
  const page = rawText(extension, 'page')?.value.trim() ?? '';
  const slug =
    URL.parse(page)
      ?.pathname.split('/')
      .findLast((part) => part !== '') ?? '';
  return SLUG.test(slug) && slug.length <= LONGEST ? slug : null;
}
