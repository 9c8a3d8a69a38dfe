import { paths } from '#src/lib/paths.ts';
import type { KnownPicture } from './queries.ts';

/** What an img element needs. */
export interface ShownPicture {
  src: string;
  srcset: string;
  width: number;
  height: number;
  alt: string;
}

/** A picture for a page, in all widths there are. */
export const showPicture = ({ id, width, height, widths }: KnownPicture, alt: string): ShownPicture => ({
  src: paths.picture(id, widths.at(-1) ?? width),
  srcset: widths.map((each) => `${paths.picture(id, each)} ${each}w`).join(', '),
  width,
  height,
  alt,
});
