// The test page for a new printer: every Russian letter, every character documents use, both codes and a ruler.
import type { PrinterProfile } from '../../../ports/printer-profile.ts';
import type { ReceiptLine } from '../receipt/lines.ts';

const upper = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ';
const sampleQr =
  'ST00012|Name=Фонд капитального ремонта (проба)|PersonalAcc=40703810000000000001|BankName=Банк (проба)|' +
  'BIC=044525000|CorrespAcc=30101810000000000000|Sum=123456|Purpose=Проба принтера, не платить|PersAcc=220753';

/** «....5....10....15» across the paper. */
function ruler(columns: number): string {
  let out = '';
  for (let at = 5; out.length < columns; at += 5) out = (out + String(at).padStart(5, '.')).slice(0, columns);
  return out;
}

export function testPage(profile: PrinterProfile): ReceiptLine[] {
  const { charset, number } = profile.codePage;
  return [
    { kind: 'text', text: 'ПРОБНАЯ СТРАНИЦА', size: 'large', bold: true, align: 'centre' },
    { kind: 'text', text: profile.name, align: 'centre' },
    { kind: 'text', text: `Кодовая страница ${charset}, ESC t ${number}`, align: 'centre' },
    { kind: 'rule', weight: 'heavy' },
    { kind: 'text', text: upper },
    { kind: 'text', text: upper.toLowerCase() },
    { kind: 'text', text: '0123456789 .,:;!?()[]+-*/=%&@#' },
    { kind: 'text', text: '«Кавычки» — тире, № 42, 29,3 м², 1 234,50 ₽' },
    { kind: 'text', text: `Мелкий шрифт: ${upper.toLowerCase()}`, size: 'fine' },
    { kind: 'text', text: 'Жирный шрифт', bold: true },
    { kind: 'pair', label: 'К оплате', value: '1 234,50 ₽', size: 'huge' },
    { kind: 'rule', weight: 'light' },
    { kind: 'text', text: ruler(profile.columns) },
    { kind: 'text', text: `Линейка: ${profile.columns} знаков до самого края, на одной строке.` },
    { kind: 'rule', weight: 'cut' },
    { kind: 'qr', text: sampleQr },
    { kind: 'text', text: 'Наведите телефон: «Проба принтера, не платить»', align: 'centre' },
    { kind: 'barcode', text: '220753;123456' },
    { kind: 'feed', lines: 1 },
    { kind: 'text', text: 'Ниже лента должна быть отрезана.', align: 'centre' },
  ];
}
