// Receipt lines broken to a printer's columns: the text of each row, padded with spaces where a value is aligned right.
import type { PrinterProfile } from '../../../ports/printer-profile.ts';
import type { ReceiptLine, ReceiptSize } from '../receipt/lines.ts';
import { wrap } from '../wrap.ts';
import type { CharacterStyle } from './commands.ts';
import { letters } from './letters.ts';

export interface Row {
  text: string;
  style: CharacterStyle;
}

const sizes: Record<ReceiptSize, Pick<CharacterStyle, 'fine' | 'wide' | 'high'>> = {
  fine: { fine: true, wide: 1, high: 1 },
  normal: { fine: false, wide: 1, high: 1 },
  large: { fine: false, wide: 1, high: 2 },
  huge: { fine: false, wide: 2, high: 2 },
};

const length = (text: string) => text.length;
const rules = { light: '-', heavy: '=', cut: '- ' };

function styleOf(line: { size?: ReceiptSize; bold?: boolean }, profile: PrinterProfile): CharacterStyle {
  const style = sizes[line.size ?? 'normal'];
  return { ...style, fine: style.fine && profile.fineColumns !== null, bold: line.bold ?? false };
}

const columnsOf = (style: CharacterStyle, { columns, fineColumns }: PrinterProfile) =>
  Math.floor((style.fine ? (fineColumns ?? columns) : columns) / style.wide);

/** A label and its value on one row, or the value on its own right-aligned rows. */
function pair(label: string, value: string, columns: number): string[] {
  const labels = wrap(label, columns, length);
  const last = labels.at(-1) ?? '';
  if (last.length + value.length + (last ? 1 : 0) <= columns)
    return [...labels.slice(0, -1), last + ' '.repeat(columns - last.length - value.length) + value];
  return [...labels, ...wrap(value, columns, length).map(part => part.padStart(columns))];
}

/** The rows of a line of text; null for a line that is not text. */
export function rowsOf(line: ReceiptLine, profile: PrinterProfile): Row[] | null {
  const spell = (text: string) => letters(text, profile.codePage.charset);
  switch (line.kind) {
    case 'text': {
      const style = styleOf(line, profile);
      const columns = columnsOf(style, profile);
      return wrap(spell(line.text), columns, length).map(text => ({
        text: line.align === 'centre' ? ' '.repeat(Math.floor((columns - text.length) / 2)) + text : text,
        style,
      }));
    }
    case 'pair': {
      const style = styleOf(line, profile);
      return pair(spell(line.label), spell(line.value), columnsOf(style, profile)).map(text => ({ text, style }));
    }
    case 'rule': {
      const text = rules[line.weight].repeat(profile.columns).slice(0, profile.columns);
      return [{ text, style: styleOf({}, profile) }];
    }
    case 'blank': {
      const style = styleOf({}, profile);
      const written = Array.from({ length: line.lines }, () => ['', '', '_'.repeat(profile.columns)]).flat();
      const rows = [...wrap(spell(line.label), profile.columns, length), ...written].map(text => ({ text, style }));
      return [...rows, ...(line.hint ? (rowsOf({ kind: 'text', text: line.hint, size: 'fine' }, profile) ?? []) : [])];
    }
    case 'choice': {
      const box = '[  ] ';
      const style = styleOf({}, profile);
      return wrap(spell(line.text), profile.columns - box.length, length).map((text, i) => ({
        text: (i === 0 ? box : ' '.repeat(box.length)) + text,
        style,
      }));
    }
    default:
      return null;
  }
}
