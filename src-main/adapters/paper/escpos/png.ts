// A picture of dots as a PNG of one bit a dot, for printers that print receipts from a page.
import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from './picture.ts';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** `width` in dots, at most the width of the rows. */
export function pngOf({ stride, rows, dots }: Picture, width: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows, 4);
  // one bit, grey
  header[8] = 1;
  const raw = Buffer.alloc((stride + 1) * rows);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < stride; x++) raw[y * (stride + 1) + 1 + x] = ~(dots[y * stride + x] ?? 0) & 0xff;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
