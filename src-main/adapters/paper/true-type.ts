// Makes a subset of a TrueType font for embedding by copying bytes, ten times faster than fontkit's own subset.

/** The interface pdfkit needs; `cff` stays undefined because the outlines are TrueType. */
export interface Subset {
  cff: undefined;
  /** The glyph's number in the subset; glyph 0 is always 0. */
  includeGlyph(glyph: number): number;
  encode(): Uint8Array;
}

const ARGS_ARE_WORDS = 0x1;
const HAS_SCALE = 0x8;
const MORE_COMPONENTS = 0x20;
const HAS_XY_SCALE = 0x40;
const HAS_TWO_BY_TWO = 0x80;

const align = (length: number) => (length + 3) & ~3;

/** Reads the tables of a font without hinting (scripts/fonts.ts) and returns a function that makes subsets. */
export function openSubsets(font: Uint8Array): () => Subset {
  const tables = readTables(font);
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (!found) throw new Error(`The font has no table «${tag}»`);
    return found;
  };
  const [head, hhea, maxp, hmtx, loca, glyf] = ['head', 'hhea', 'maxp', 'hmtx', 'loca', 'glyf'].map(table) as [
    DataView,
    DataView,
    DataView,
    DataView,
    DataView,
    DataView,
  ];
  const wideLoca = head.getInt16(50) === 1;
  const metrics = hhea.getUint16(34);
  const offset = (glyph: number) => (wideLoca ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2);
  const outline = (glyph: number) =>
    new Uint8Array(glyf.buffer, glyf.byteOffset + offset(glyph), offset(glyph + 1) - offset(glyph));
  const advance = (glyph: number) => hmtx.getUint16(Math.min(glyph, metrics - 1) * 4);
  const bearing = (glyph: number) =>
    hmtx.getInt16(glyph < metrics ? glyph * 4 + 2 : metrics * 4 + (glyph - metrics) * 2);

  return () => {
    const glyphs = [0];
    const numbers = new Map([[0, 0]]);
    const includeGlyph = (glyph: number): number => {
      let number = numbers.get(glyph);
      if (number === undefined) {
        number = glyphs.push(glyph) - 1;
        numbers.set(glyph, number);
      }
      return number;
    };
    return {
      cff: undefined,
      includeGlyph,
      encode() {
        const outlines: Uint8Array[] = [];
        // Components are appended to the list while it is iterated.
        for (let i = 0; i < glyphs.length; i++) outlines.push(renumbered(outline(glyphs[i] ?? 0), includeGlyph));
        const count = glyphs.length;
        const newLoca = new DataView(new ArrayBuffer((count + 1) * 4));
        const newGlyf = new Uint8Array(outlines.reduce((sum, { length }) => sum + align(length), 0));
        const newHmtx = new DataView(new ArrayBuffer(count * 4));
        let at = 0;
        outlines.forEach((bytes, i) => {
          newLoca.setUint32(i * 4, at);
          newGlyf.set(bytes, at);
          at += align(bytes.length);
          newHmtx.setUint16(i * 4, advance(glyphs[i] ?? 0));
          newHmtx.setInt16(i * 4 + 2, bearing(glyphs[i] ?? 0));
        });
        newLoca.setUint32(count * 4, at);
        return writeTables({
          glyf: newGlyf,
          head: changed(head, view => view.setInt16(50, 1)),
          hhea: changed(hhea, view => view.setUint16(34, count)),
          hmtx: new Uint8Array(newHmtx.buffer),
          loca: new Uint8Array(newLoca.buffer),
          maxp: changed(maxp, view => view.setUint16(4, count)),
        });
      },
    };
  };
}

function readTables(font: Uint8Array): Map<string, DataView> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = new Map<string, DataView>();
  for (let i = 0, at = 12; i < view.getUint16(4); i++, at += 16) {
    const tag = String.fromCharCode(...font.subarray(at, at + 4));
    tables.set(tag, new DataView(font.buffer, font.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12)));
  }
  return tables;
}

function changed(table: DataView, change: (view: DataView) => void): Uint8Array {
  const copy = new Uint8Array(table.buffer, table.byteOffset, table.byteLength).slice();
  change(new DataView(copy.buffer));
  return copy;
}

/** The components of a composite glyph get their new numbers; a simple glyph is returned unchanged. */
function renumbered(outline: Uint8Array, includeGlyph: (glyph: number) => number): Uint8Array {
  if (outline.length === 0 || (outline[0] ?? 0) < 0x80) return outline;
  const copy = outline.slice();
  const view = new DataView(copy.buffer);
  for (let at = 10, flags = MORE_COMPONENTS; flags & MORE_COMPONENTS;) {
    flags = view.getUint16(at);
    view.setUint16(at + 2, includeGlyph(view.getUint16(at + 2)));
    at += 4 + (flags & ARGS_ARE_WORDS ? 4 : 2);
    at += flags & HAS_SCALE ? 2 : flags & HAS_XY_SCALE ? 4 : flags & HAS_TWO_BY_TWO ? 8 : 0;
  }
  return copy;
}

/** A font file from tables given in the order of their tags. */
function writeTables(tables: Record<string, Uint8Array>): Uint8Array {
  const entries = Object.entries(tables);
  const directory = 12 + entries.length * 16;
  const out = new Uint8Array(entries.reduce((sum, [, { length }]) => sum + align(length), directory));
  const view = new DataView(out.buffer);
  const power = Math.floor(Math.log2(entries.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, entries.length);
  view.setUint16(6, 16 << power);
  view.setUint16(8, power);
  view.setUint16(10, (entries.length << 4) - (16 << power));
  let at = directory;
  entries.forEach(([tag, bytes], i) => {
    out.set(bytes, at);
    let sum = 0;
    for (let word = at; word < at + align(bytes.length); word += 4) sum = (sum + view.getUint32(word)) >>> 0;
    const entry = 12 + i * 16;
    for (let letter = 0; letter < 4; letter++) out[entry + letter] = tag.charCodeAt(letter);
    view.setUint32(entry + 4, sum);
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, bytes.length);
    at += align(bytes.length);
  });
  return out;
}
