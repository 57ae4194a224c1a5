// Looking at a printed page as others do: its text, its picture and the codes on it. Debian's tools where installed, else WebAssembly ones.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { encodePgm, type Grey } from './image.ts';

const installed = (tool: string) => spawnSync(tool, ['--version']).error === undefined;
const pdftotext = installed('pdftotext');
const zbarimg = installed('zbarimg');

function withFile<T>(name: string, bytes: Uint8Array, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-look-'));
  try {
    writeFileSync(join(folder, name), bytes);
    return work(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let library: Promise<PDFiumLibrary> | undefined;
const pdfium = () => (library ??= PDFiumLibrary.init());

/** Text of all pages as a person reads it: every run of spaces of any kind is one space. */
export async function pdfText(pdf: Uint8Array): Promise<string> {
  return (pdftotext ? poppler(pdf) : await textByPdfium(pdf)).replace(/[\s\u00a0\u202f]+/gu, ' ').trim();
}

const poppler = (pdf: Uint8Array) =>
  withFile('page.pdf', pdf, file => {
    const { status, stdout, stderr } = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'], {
      maxBuffer: 64 * 1024 * 1024,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`pdftotext: ${stderr}`);
    return stdout;
  });

async function textByPdfium(pdf: Uint8Array): Promise<string> {
  const document = await (await pdfium()).loadDocument(pdf);
  try {
    return [...document.pages()].map(page => page.getText()).join('\n');
  } finally {
    document.destroy();
  }
}

/** Pages as grey pictures. Always by the pinned pdfium, so that goldens do not depend on a machine's poppler. */
export async function rasterise(pdf: Uint8Array, dpi = 200): Promise<Grey[]> {
  const document = await (await pdfium()).loadDocument(pdf);
  const pages: Grey[] = [];
  try {
    for (const page of document.pages())
      await page.render({
        scale: dpi / 72,
        render: async ({ data, width, height }) => {
          const pixels = new Uint8Array(width * height);
          for (let i = 0; i < pixels.length; i++) {
            const at = i * 4;
            pixels[i] = ((data[at] ?? 0) * 29 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 77) >>> 8;
          }
          pages.push({ width, height, pixels });
          return new Uint8Array();
        },
      });
  } finally {
    document.destroy();
  }
  return pages;
}

let zxing: Promise<unknown> | undefined;
/** The reader would fetch its WebAssembly from the network; ours comes from node_modules. */
const prepareZxing = () =>
  (zxing ??= prepareZXingModule({
    overrides: {
      wasmBinary: Uint8Array.from(
        readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
      ).buffer,
    },
    fireImmediately: true,
  }));

/** The bytes of every code of a kind on a picture. */
export async function scan(picture: Grey, kind: 'qrcode' | 'code128'): Promise<Uint8Array[]> {
  return zbarimg ? scanByZbar(picture, kind) : scanByZxing(picture, kind);
}

function scanByZbar(picture: Grey, kind: 'qrcode' | 'code128'): Uint8Array[] {
  return withFile('page.pgm', encodePgm(picture), file => {
    const flags = ['--raw', '--oneshot', '-Sbinary', '-Sdisable', `-S${kind}.enable`, '--nodbus'];
    const { status, stdout } = spawnSync('zbarimg', [...flags, file]);
    return status === 0 && stdout.length > 0 ? [stdout] : [];
  });
}

export async function scanByZxing(picture: Grey, kind: 'qrcode' | 'code128'): Promise<Uint8Array[]> {
  await prepareZxing();
  const data = new Uint8ClampedArray(picture.pixels.length * 4);
  picture.pixels.forEach((pixel, i) => data.set([pixel, pixel, pixel, 255], i * 4));
  const image = { data, width: picture.width, height: picture.height, colorSpace: 'srgb' as const };
  const found = await readBarcodes(image, { formats: [kind === 'qrcode' ? 'QRCode' : 'Code128'] });
  return found.filter(code => code.isValid).map(code => code.bytes);
}

/** The text of the one ГОСТ QR on a picture, in the charset its header names; null when there is none. */
export async function scanQr(picture: Grey): Promise<string | null> {
  const [bytes] = await scan(picture, 'qrcode');
  if (!bytes) return null;
  const charset = Buffer.from(bytes.subarray(0, 7)).toString('latin1') === 'ST00011' ? 'windows-1251' : 'utf-8';
  return new TextDecoder(charset, { fatal: true }).decode(bytes);
}
