import sharp, { type Metadata } from 'sharp';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { PICTURE_MAX_BYTES, PICTURE_MIN_WIDTH, widthsFor, type PictureRefusal } from './rules.ts';

export interface EncodedPicture {
  width: number; // pixels of the largest
  height: number;
  files: readonly { width: number; bytes: Buffer }[];
}

/** Pictures drawn by a program (SVG), films and documents are not what a camera makes. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'heif']);
const MOST_PIXELS = 60_000_000;
const QUALITY = 78;

// One picture at a time: two at once would take the memory of both.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Makes a picture anew from its pixels, in several widths, as WebP: turned the way it was held, without what cameras and
 * programs write beside it (places, names, colours of other devices). Whatever else was in the file is gone. Refuses what
 * is no picture, what is too heavy and what is too small.
 */
export async function encodePicture(bytes: Uint8Array): Promise<Result<EncodedPicture, PictureRefusal>> {
  if (bytes.length === 0) return refused('no-picture');
  if (bytes.length > PICTURE_MAX_BYTES) return refused('too-large');
  const read = () => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
  const known = await read()
    .metadata()
    .catch(() => null);
  if (known === null || !FORMATS.has(known.format)) return refused('no-picture');
  if (known.width * known.height > MOST_PIXELS) return refused('too-many-pixels');
  const { width, height } = uprightSize(known);
  if (Math.min(width, height) < PICTURE_MIN_WIDTH) return refused('too-small');
  try {
    const files = [];
    let largest = { width, height };
    for (const each of widthsFor(width)) {
      const made = await read()
        .autoOrient()
        .resize({ width: each, withoutEnlargement: true })
        .webp({ quality: QUALITY })
        .toBuffer({ resolveWithObject: true });
      files.push({ width: each, bytes: made.data });
      largest = { width: made.info.width, height: made.info.height };
    }
    return ok({ ...largest, files });
  } catch {
    return refused('no-picture');
  }
}

/** EXIF 2.32, 4.6.4: from 5 on the picture was taken with the camera on its side. */
const ON_ITS_SIDE = 5;
const uprightSize = ({ width, height, orientation = 1 }: Metadata): { width: number; height: number } =>
  orientation >= ON_ITS_SIDE ? { width: height, height: width } : { width, height };
