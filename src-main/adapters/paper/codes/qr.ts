// QR codes of level M with one byte-mode segment, by the `qr` package; the tests check them with bwip-js and zxing.
import encodeQR from 'qr';

export interface Matrix {
  /** modules per side, without the quiet zone */
  size: number;
  /** row by row, 1 is dark */
  modules: Uint8Array;
}

/** Bytes in version 40 at level M. */
const MOST_BYTES = 2331;
/** The package requires a quiet zone; ours is added where the code is drawn. */
const border = 1;

/** The matrix with the mask of least penalty; `mask` 0..7 sets one. Throws RangeError above 2331 bytes. */
export function qrMatrix(bytes: Uint8Array, mask?: number): Matrix {
  if (bytes.length > MOST_BYTES) throw new RangeError(`A QR code cannot hold ${bytes.length} bytes`);
  // The bytes are passed instead of text: their charset is named in the document's header and need not be UTF-8.
  const rows = encodeQR('', 'raw', {
    ecc: 'medium',
    encoding: 'byte',
    border,
    textEncoder: () => bytes,
    ...(mask === undefined ? {} : { mask: mask }),
  });
  const size = rows.length - 2 * border;
  const modules = new Uint8Array(size * size);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) if (rows[y + border]?.[x + border]) modules[y * size + x] = 1;
  return { size, modules };
}
