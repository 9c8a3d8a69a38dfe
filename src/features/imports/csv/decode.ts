import { ImportRefused } from '../refusal.ts';

export interface DecodedText {
  text: string; // without byte order mark and NUL characters
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

/** The first bytes of files that people take for CSV, and what to tell them. */
const NOT_TEXT: readonly { bytes: readonly number[]; sentence: string }[] = [
  {
    bytes: [0x50, 0x4b],
    sentence: 'This is an Excel workbook or a zip file, not CSV: save the sheet as CSV first.',
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    sentence: 'This is an old Excel workbook, not CSV: save the sheet as CSV first.',
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], sentence: 'This is a PDF, not CSV.' },
  { bytes: [0x1f, 0x8b], sentence: 'This file is compressed: unpack it first.' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], sentence: 'This is a picture, not CSV.' },
];

/**
 * The text of a CSV file: UTF-8 or UTF-16 by its byte order mark, otherwise UTF-8 if it is valid and Windows-1252, as
 * older Excels write it, if it is not. Refuses files that are plainly something else.
 */
export function decodeCsv(data: Uint8Array): DecodedText {
  for (const { bytes, sentence } of NOT_TEXT) {
    if (bytes.every((byte, index) => data[index] === byte)) throw new ImportRefused(sentence);
  }
  const encoding = findEncoding(data);
  const text = new TextDecoder(encoding).decode(data).replaceAll('\0', '');
  if (/^\s*(<!doctype|<html|<\?xml)/i.test(text))
    throw new ImportRefused('This is a web page or XML, not CSV.');
  if (/^\s*(\{\s*"|\[\s*[{[])/.test(text)) throw new ImportRefused('This is JSON, not CSV.');
  return { text, encoding };
}

function findEncoding(data: Uint8Array): DecodedText['encoding'] {
  if (data[0] === 0xff && data[1] === 0xfe) return 'utf-16le';
  if (data[0] === 0xfe && data[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(data);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The sign between cells: whichever of comma, semicolon, tab and bar the header has most of, outside quotes. */
export function sniffDelimiter(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text.trimStart())?.[0] ?? '').replace(
    /"(?:[^"]|"")*"/g,
    '',
  );
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, count: header.split(sign).length - 1 }));
  return counts.reduce((best, item) => (item.count > best.count ? item : best)).sign;
}
