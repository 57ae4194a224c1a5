// ИНН and КПП on papers and in codes: what has not their shape is left out.
import { expect, it } from 'vitest';
import { registrationReason, taxNumber } from '../../../src-main/domain/tax-number.ts';

it.each([
  ['2130990176', '2130990176'],
  ['2130 990 176', '2130990176'],
  ['213099017612', '213099017612'],
  ['213О999999', ''],
  ['2130990176|Sum=1', ''],
  ['213099017', ''],
  ['２１３０９９０１７６', ''],
  ['', ''],
])('an ИНН given as «%s» is printed as «%s»', (given, printed) => {
  expect(taxNumber(given)).toBe(printed);
});

it.each([
  ['213001001', '213001001'],
  ['2130AB001', '2130AB001'],
  ['21300100', ''],
  ['213001001|', ''],
])('a КПП given as «%s» is printed as «%s»', (given, printed) => {
  expect(registrationReason(given)).toBe(printed);
});
