// What is said of printers, in both languages.
import { expect, it } from 'vitest';
import { cupsWords } from '../../../src-main/adapters/printers/cups-words.ts';
import { posWords } from '../../../src-main/adapters/printers/pos-printer.ts';
import { receiptWords } from '../../../src-main/adapters/printers/receipt-status.ts';
import { windowsWords } from '../../../src-main/adapters/printers/windows.ts';
import { printerWords } from '../../../src-main/adapters/printers/words.ts';
import { said, type Said } from '#contract';
import { notes } from '../../../src-main/services/printing/notes.ts';

type Sentence = Said | ((...given: never[]) => Said);
const all = Object.entries<Sentence>({
  ...printerWords,
  ...cupsWords,
  ...receiptWords,
  ...windowsWords,
  ...posWords,
  ...notes,
});

it.each(all)('%s is a Russian and an English sentence', (name, sentence) => {
  const given = name === 'waiting' || name === 'midway' ? said('Нет бумаги.', 'No paper.') : 'X';
  const { ru, en } = typeof sentence === 'function' ? sentence(given as never) : sentence;
  expect(ru).toMatch(/^[А-Я].*[.]$/u);
  expect(en).toMatch(/^[A-Z].*[.]$/);
  expect(en).not.toMatch(/\p{Script=Cyrillic}/u);
});
