import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { encodePicture } from '#src/features/pictures/encode.ts';
import { PICTURE_MAX_BYTES, widthsFor } from '#src/features/pictures/rules.ts';

const GREEN = { r: 10, g: 120, b: 60 };
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: GREEN } });

/** A photo as a phone keeps it: where it was taken, who made it, and held on its side. */
const photo = (width: number, height: number): Promise<Buffer> =>
  plain(width, height)
    .withExif({
      IFD0: { Artist: 'Somebody Private', Copyright: 'secret-words' },
      IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

async function encoded(bytes: Uint8Array) {
  const result = await encodePicture(bytes);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('a picture is made anew', () => {
  test('in the usual widths up to its own, as WebP', async () => {
    const { files, width, height } = await encoded(await plain(800, 400).png().toBuffer());
    expect({ width, height, widths: files.map((file) => file.width) }).toEqual({
      width: 640,
      height: 320,
      widths: [320, 640],
    });
    for (const { bytes, width: each } of files) {
      const known = await sharp(bytes).metadata();
      expect({ format: known.format, width: known.width }).toEqual({ format: 'webp', width: each });
    }
  });

  test('without the place, the name or anything else that was written beside it, and the right way up', async () => {
    const sent = await photo(400, 800);
    expect(sent.includes('Somebody Private')).toBe(true);
    const { files, width, height } = await encoded(sent);
    expect(width).toBeGreaterThan(height);
    for (const { bytes } of files) {
      const known = await sharp(bytes).metadata();
      expect([known.exif, known.xmp, known.iptc, known.icc, known.orientation]).toEqual(
        Array.from({ length: 5 }, () => undefined),
      );
      expect(bytes.includes('Somebody Private')).toBe(false);
      expect(bytes.includes('secret-words')).toBe(false);
    }
  });

  test('without what was hidden behind its end', async () => {
    const sent = Buffer.concat([
      await plain(300, 300).jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
    ]);
    const { files } = await encoded(sent);
    expect(files.some(({ bytes }) => bytes.includes('<script>'))).toBe(false);
  });
});

/** A PNG that says it is 50,000 pixels wide and high, in a few hundred bytes. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(type, 4);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(type), data])));
    return Buffer.concat([head, data, sum]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(50_000, 0);
  size.writeUInt32BE(50_000, 4);
  size.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

describe('what is refused', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['a page', () => Buffer.from('<html><script>alert(1)</script></html>'), 'no-picture'],
    ['nothing', () => Buffer.alloc(0), 'no-picture'],
    [
      'a drawing with a script',
      () =>
        Buffer.from(
          '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500"><script>alert(1)</script></svg>',
        ),
      'no-picture',
    ],
    ['half a picture', async () => (await plain(900, 900).jpeg().toBuffer()).subarray(0, 700), 'no-picture'],
    ['a moving picture', () => plain(300, 300).gif().toBuffer(), 'no-picture'],
    ['a dot', () => plain(20, 20).png().toBuffer(), 'too-small'],
    ['a file of more than ten megabytes', () => Buffer.alloc(PICTURE_MAX_BYTES + 1), 'too-large'],
    ['a small file that would fill the memory', bomb, 'no-picture'],
  ])('%s', async (_, make, refusal) => {
    expect(await encodePicture(await make())).toEqual({ ok: false, error: refusal });
  });
});

test('a picture narrower than the narrowest usual width keeps its own', () => {
  expect([widthsFor(250), widthsFor(320), widthsFor(5000)]).toEqual([[250], [320], [320, 640, 1280]]);
});
