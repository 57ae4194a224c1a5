// What is said of printers, in both languages.
import { expect, it } from 'vitest';
import { cupsTexts } from '../../../src-main/adapters/printers/cups-texts.ts';
import { posTexts } from '../../../src-main/adapters/printers/pos-printer.ts';
import { receiptTexts } from '../../../src-main/adapters/printers/receipt-status.ts';
import { windowsTexts } from '../../../src-main/adapters/printers/windows.ts';
import { printerTexts } from '../../../src-main/adapters/printers/printer-texts.ts';
import { said, type Said } from '#contract';
import { notes } from '../../../src-main/services/printing/notes.ts';

type Sentence = Said | ((...given: never[]) => Said);
const all = Object.entries<Sentence>({
  ...printerTexts,
  ...cupsTexts,
  ...receiptTexts,
  ...windowsTexts,
  ...posTexts,
  ...notes,
});

it.each(all)('%s is a Russian and an English sentence', (name, sentence) => {
  const given = name === 'waiting' || name === 'midway' ? said('Нет бумаги.', 'No paper.') : 'X';
  const { ru, en } = typeof sentence === 'function' ? sentence(given as never) : sentence;
  expect(ru).toMatch(/^[А-Я].*[.]$/u);
  expect(en).toMatch(/^[A-Z].*[.]$/);
  expect(en).not.toMatch(/\p{Script=Cyrillic}/u);
});
