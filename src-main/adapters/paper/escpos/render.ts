// Renders receipt lines as the bytes for one printer. The same lines and profile give the same bytes.
import type { PrinterProfile } from '../../../ports/printer-profile.ts';
import { code128, quietZone as barsQuiet } from '../codes/code128.ts';
import { gostBytes, quietZone as qrQuiet } from '../codes/gost-qr.ts';
import { qrMatrix } from '../codes/qr.ts';
import type { ReceiptLine } from '../receipt/lines.ts';
import { commands, type CharacterStyle } from './commands.ts';
import { encodeLetters } from './letters.ts';
import { rowsOf, type Row } from './layout.ts';
import { barsPicture, moduleDots, qrPicture, rasterBytes } from './picture.ts';

/** Dots per module: what a phone reads from 203 dpi paper, and the smallest worth printing. */
const qrModule = { most: 4, least: 3 };
const barsModule = { most: 3, least: 2 };
/** Height of the bars in dots: about 10 mm at 203 dpi. */
const barsHeight = 80;

const plain: CharacterStyle = { fine: false, bold: false, wide: 1, high: 1 };
const noRoomForQr = 'QR-код на эту ленту не помещается: отсканируйте его с экрана или с листа А4.';

/** GS k's own notation of Code 128: `{C` pairs of digits, `{B` anything printable. */
function nativeBars(text: string): Uint8Array {
  const pairs = /^(\d\d)+$/.test(text);
  const data = pairs ? (text.match(/\d\d/g) ?? []).map(Number) : [...Buffer.from(text.replaceAll('{', '{{'), 'latin1')];
  return Uint8Array.from([0x7b, pairs ? 0x43 : 0x42, ...data]);
}

const nativeBarsModules = (text: string) => (/^(\d\d)+$/.test(text) ? text.length / 2 : text.length) * 11 + 35;

export interface RenderOptions {
  /** also opens the cash drawer, if the profile has one */
  drawer?: boolean;
}

/** Throws nothing for any text: what a code cannot hold or the paper cannot fit is left out or named by a line of text. */
export function renderEscpos(
  lines: readonly ReceiptLine[],
  profile: PrinterProfile,
  { drawer = false }: RenderOptions = {},
): Uint8Array {
  const out: (Uint8Array | number[])[] = [commands.start(profile)];
  let style = '';

  const printRow = (row: Row) => {
    const wanted = commands.style(row.style);
    if (style !== wanted.join()) out.push(wanted);
    style = wanted.join();
    out.push(encodeLetters(row.text, profile.codePage.charset), commands.lineFeed);
  };
  const printText = (text: string) =>
    rowsOf({ kind: 'text', text, align: 'centre' }, profile)?.forEach(row => printRow({ ...row, style: plain }));
  const centred = (bytes: number[]) => out.push(commands.centre, bytes, commands.left);

  function printQr(text: string): void {
    const data = gostBytes(text);
    const matrix = data.length <= 2331 ? qrMatrix(data) : null;
    const module = matrix && moduleDots(matrix.size + 2 * qrQuiet, profile.dots, qrModule.most, qrModule.least);
    if (!matrix || !module) return printText(noRoomForQr);
    if (profile.qr === 'native') {
      out.push(commands.feed(1));
      centred(commands.qr(data, module));
      out.push(commands.feed(1));
    } else out.push(...rasterBytes(qrPicture(matrix, module, profile.dots)));
  }

  function printBars(text: string, caption: string): void {
    const bars = code128(text);
    if (!bars) return;
    const native = profile.barcode === 'native';
    const modules = (native ? nativeBarsModules(text) : bars.modules) + 2 * barsQuiet;
    const module = moduleDots(modules, profile.dots, barsModule.most, barsModule.least);
    if (module === null) return;
    if (native) centred(commands.code128(nativeBars(text), module, barsHeight));
    else out.push(...rasterBytes(barsPicture(bars, module, barsHeight, profile.dots)));
    printText(caption);
  }

  for (const line of lines) {
    if (line.kind === 'qr') printQr(line.text);
    else if (line.kind === 'barcode') printBars(line.text, line.caption ?? line.text);
    else if (line.kind === 'feed') out.push(commands.feed(line.lines));
    else rowsOf(line, profile)?.forEach(printRow);
  }
  out.push(commands.cut(profile.cut));
  if (drawer && profile.drawer !== null) out.push(commands.drawer(profile.drawer));
  return Buffer.concat(out.map(part => Uint8Array.from(part)));
}
