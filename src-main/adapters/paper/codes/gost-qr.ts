// The ГОСТ Р 56042 QR: its text in the charset named by its own header, with the quiet zone a scanner needs.
import iconv from 'iconv-lite';
import { qrMatrix, type Matrix } from './qr.ts';

/** Light modules on every side (ISO/IEC 18004). */
export const quietZone = 4;

const charsets: Record<string, string> = { 1: 'windows-1251', 2: 'utf-8', 3: 'koi8-r' };

/** The bytes for a printer that draws the code itself. */
export const gostBytes = (text: string): Uint8Array =>
  iconv.encode(text, charsets[/^ST0001([123])/.exec(text)?.[1] ?? ''] ?? 'utf-8');

/** Throws RangeError when the text is longer than a QR code can hold. */
export const gostMatrix = (text: string): Matrix => qrMatrix(gostBytes(text));
