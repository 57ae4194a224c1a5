// Shows how a PDF will look on paper: its pages as grey pictures, by the pdfium that is inside browsers.
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { encode } from 'fast-png';
import type { PagePicture } from '../../ports/paper.ts';

interface Grey {
  width: number;
  height: number;
  pixels: Uint8Array;
}

const dots = (points: number, dpi: number) => Math.round((points * dpi) / 72);

async function pages(pdf: Uint8Array, dpi: number): Promise<Grey[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const out: Grey[] = [];
  try {
    for (const page of document.pages())
      await page.render({
        // The exact number of dots on the paper: with a scale alone, pdfium would round the page's size in points first.
        width: dots(page.getOriginalSize().originalWidth, dpi),
        height: dots(page.getOriginalSize().originalHeight, dpi),
        async render({ data, width, height }) {
          const pixels = new Uint8Array(width * height);
          // The bytes are blue, green, red, alpha.
          for (let i = 0, at = 0; i < pixels.length; i++, at += 4)
            pixels[i] = ((data[at] ?? 0) * 29 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 77) >>> 8;
          out.push({ width, height, pixels });
          return new Uint8Array();
        },
      });
  } finally {
    document.destroy();
    library.destroy();
  }
  return out;
}

/** Each page as a PNG. Fast to pack rather than small: they go no further than the screen. */
export async function pagePictures(pdf: Uint8Array, dpi: number): Promise<PagePicture[]> {
  return (await pages(pdf, dpi)).map(({ width, height, pixels }) => ({
    width,
    height,
    png: encode({ width, height, data: pixels, channels: 1, depth: 8 }, { zlib: { level: 1 } }),
  }));
}

const gap = 12;
const between = 0x99;

/** The pages below one another as one PNG. */
export async function picture(pdf: Uint8Array, dpi: number): Promise<Uint8Array> {
  const all = await pages(pdf, dpi);
  const width = Math.max(...all.map(page => page.width));
  const height = all.reduce((sum, page) => sum + page.height, gap * (all.length - 1));
  const data = new Uint8Array(width * height).fill(between);
  let top = 0;
  for (const page of all) {
    for (let y = 0; y < page.height; y++)
      data.set(page.pixels.subarray(y * page.width, (y + 1) * page.width), (top + y) * width);
    top += page.height + gap;
  }
  return encode({ width, height, data, channels: 1, depth: 8 });
}
