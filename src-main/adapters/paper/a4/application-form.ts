// The application to attach an account, on A4: known values are printed, the rest are blanks wide enough for handwriting.
import { formatDayLong } from '../../../domain/day.ts';
import type { ApplicationForm } from '../../../ports/paper.ts';
import { CAP, mm, type Sheet } from '../sheet.ts';
import { page, quiet, text } from './styles.ts';

const width = page.right - page.left;
/** Points. Room for handwriting. */
const penLine = mm(9.5);

/** A line to write on, with its hint below in small print; returns its height. */
function blank(sheet: Sheet, x: number, y: number, room: number, label: string, hint: string): number {
  const baseline = y + penLine - 4;
  const from = x + (label ? sheet.width(label, text.body) + 5 : 0);
  if (label) sheet.line(label, x, baseline, text.body);
  sheet.rule(from, baseline + 2, x + room, baseline + 2, quiet, 0.6);
  if (hint) sheet.line(hint, (from + x + room) / 2, baseline + 10, text.fine, 'centre');
  return penLine + (hint ? 8 : 3);
}

/** A label with its printed value, or with a blank when the value is unknown. */
function known(sheet: Sheet, y: number, label: string, value: string, hint: string): number {
  if (!value.trim()) return blank(sheet, page.left, y, width, label, hint);
  const from = sheet.width(label, text.body) + 6;
  const style = sheet.fit(value, text.strong, width - from, 3, 8);
  const first = y + (style.leading + style.size * CAP) / 2;
  sheet.line(label, page.left, first, text.body);
  return sheet.block(value, page.left + from, y, width - from, style) + 7;
}

const box = mm(4);

function choice(sheet: Sheet, y: number, words: string): number {
  sheet.box(page.left, y + 1.5, box, box, { stroke: quiet });
  return Math.max(box + 3, sheet.block(words, page.left + box + 7, y, width - box - 7, text.body)) + 5;
}

export function drawApplicationForm(sheet: Sheet, form: ApplicationForm): void {
  const column = { left: page.left + width * 0.45, width: width * 0.55 };
  let y = page.top + mm(4);
  const to = form.fund.name.trim() ? `Кому: ${form.fund.name}` : '';
  if (to) y += sheet.block(to, column.left, y, column.width, sheet.fit(to, text.body, column.width, 5, 8)) + 2;
  y += blank(sheet, column.left, y, column.width, 'от', 'фамилия, имя, отчество полностью');
  y += blank(sheet, column.left, y, column.width, 'телефон', '');
  y += blank(sheet, column.left, y, column.width, 'почта', 'не обязательно');

  y += mm(8);
  const middle = (page.left + page.right) / 2;
  sheet.line('Заявление', middle, y + 14, text.title, 'centre');
  y += text.title.leading;
  sheet.line(`№ ${form.number}`, middle, y + 10, text.body, 'centre');
  y += text.body.leading + mm(6);

  y += sheet.block(
    form.absentCompany === null
      ? 'Прошу открыть мне доступ к лицевому счёту по взносам на капитальный ремонт:'
      : 'Моего дома нет в списке программы. Прошу найти его и открыть мне доступ к лицевому счёту по взносам на капитальный ремонт:',
    page.left,
    y,
    width,
    text.body,
  );
  y += 6;
  y += known(sheet, y, 'Лицевой счёт', form.accountNumber, 'если он известен');
  y += known(sheet, y, 'Адрес помещения', form.address, 'населённый пункт, улица, дом, квартира');
  if (form.absentCompany !== null)
    y += known(sheet, y, 'Управляющая организация', form.absentCompany, 'если она известна');

  y += 4 + sheet.block('Я (отметьте):', page.left, y + 4, width, text.body);
  y += 4;
  y += choice(sheet, y, 'собственник помещения');
  y += choice(sheet, y, 'представитель собственника по доверенности');
  y += choice(sheet, y, 'законный представитель (родитель, опекун, попечитель)');

  y += 4 + sheet.block('Документ, удостоверяющий личность', page.left, y + 4, width, text.body);
  y += blank(sheet, page.left, y, width, '', 'вид документа, серия и номер, кем и когда выдан');
  y += sheet.block('Документ о праве на помещение или о полномочиях', page.left, y + 4, width, text.body) + 4;
  y += blank(sheet, page.left, y, width, '', 'выписка из ЕГРН, договор, доверенность: номер и дата');

  y += 6;
  y += sheet.block(
    'Покажите заявление и документы сотруднику фонда. Он проверит их и откроет доступ, копии документов не нужны.',
    page.left,
    y,
    width,
    text.body,
  );
  y += mm(6);
  const half = width / 2 - 10;
  const signs = Math.max(y, page.bottom - mm(62));
  blank(sheet, page.left, signs, half, 'Дата', '');
  blank(sheet, page.left + half + 20, signs, half, 'Подпись', '');

  const office = signs + penLine + mm(10);
  sheet.rule(page.left, office, page.right, office, quiet, 0.6, 3);
  sheet.block('Заполняет сотрудник фонда', page.left, office + 6, width, text.note);
  const below = office + 6 + text.note.leading;
  blank(sheet, page.left, below, half, 'Проверил', 'фамилия и подпись');
  blank(sheet, page.left + half + 20, below, half, 'Дата', '');
  sheet.line(`Напечатано ${formatDayLong(form.madeOn)}`, page.left, page.bottom, text.fine);
}
