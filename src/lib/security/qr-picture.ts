import { toString as toSvg } from 'qrcode';

/** A QR code as the address of a picture, with the quiet margin of four modules that cameras need (ISO/IEC 18004). */
export async function qrPicture(text: string): Promise<string> {
  const svg = await toSvg(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
