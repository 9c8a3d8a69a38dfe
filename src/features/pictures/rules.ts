/** What a phone's camera makes, with room above it. */
export const PICTURE_MAX_BYTES = 10 * 1024 * 1024;
/** Widths in pixels in which a picture is kept; never wider than it was sent. */
export const PICTURE_WIDTHS = [320, 640, 1280] as const;
/** Below this a picture shows nothing. */
export const PICTURE_MIN_WIDTH = 200;

export type PictureRefusal = 'no-picture' | 'too-large' | 'too-many-pixels' | 'too-small';

/** Sentences for whoever sent it. */
export const PICTURE_SENTENCES: Readonly<Record<PictureRefusal, string>> = {
  'no-picture':
    'This file is not a picture that we can use. Choose a photo from a phone or camera, like a .jpg or .png file',
  'too-large': `The picture must be smaller than ${PICTURE_MAX_BYTES / 1024 / 1024} MB. Choose a smaller one`,
  'too-many-pixels': 'The picture has too many pixels. Choose a smaller one',
  'too-small': `The picture must be at least ${PICTURE_MIN_WIDTH} pixels wide and high. Choose a larger one`,
};

/** The widths in which a picture of this width is kept: the usual ones up to it, and its own when it is narrower. */
export function widthsFor(width: number): number[] {
  const usual = PICTURE_WIDTHS.filter((each) => each <= width);
  return usual.length > 0 ? [...usual] : [width];
}
