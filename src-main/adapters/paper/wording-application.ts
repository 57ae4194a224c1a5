// The wording of the application form, the same on a sheet and on a roll: what is printed, and what is left to be filled in by hand.
import type { ApplicationForm } from '../../ports/paper.ts';

/** Something to be written by hand; `room` is how much of it there mostly is. */
export interface Blank {
  label: string;
  /** small print under the line */
  hint: string;
  room: 'line' | 'long';
}

export const TITLE = 'Заявление';

export const addressee = ({ fund }: ApplicationForm): string => (fund.name.trim() ? `Кому: ${fund.name}` : '');

export const FROM: Blank[] = [
  { label: 'от', hint: 'фамилия, имя, отчество полностью', room: 'long' },
  { label: 'телефон', hint: '', room: 'line' },
  { label: 'почта', hint: 'не обязательно', room: 'line' },
];

export const request = ({ absentCompany }: ApplicationForm): string =>
  absentCompany === null
    ? 'Прошу открыть мне доступ к лицевому счёту по взносам на капитальный ремонт:'
    : 'Моего дома нет в списке программы. Прошу найти его и открыть мне доступ к лицевому счёту по взносам на капитальный ремонт:';

/** What the form is about: printed where it is known, else a blank. */
export const subject = ({ accountNumber, address, absentCompany }: ApplicationForm): (Blank & { value: string })[] => [
  { label: 'Лицевой счёт', hint: 'если он известен', room: 'line', value: accountNumber },
  { label: 'Адрес помещения', hint: 'населённый пункт, улица, дом, квартира', room: 'long', value: address },
  ...(absentCompany === null
    ? []
    : [
        {
          label: 'Управляющая организация',
          hint: 'если она известна',
          room: 'line' as const,
          value: absentCompany,
        },
      ]),
];

export const WHO = {
  ask: 'Я (отметьте):',
  choices: [
    'собственник помещения',
    'представитель собственника по доверенности',
    'законный представитель (родитель, опекун, попечитель)',
  ],
};

export const PAPERS: Blank[] = [
  {
    label: 'Документ, удостоверяющий личность',
    hint: 'вид документа, серия и номер, кем и когда выдан',
    room: 'long',
  },
  {
    label: 'Документ о праве на помещение или о полномочиях',
    hint: 'выписка из ЕГРН, договор, доверенность: номер и дата',
    room: 'long',
  },
];

export const SHOW =
  'Покажите заявление и документы сотруднику фонда. Он проверит их и откроет доступ, копии документов не нужны.';

export const SIGNED: Blank[] = [
  { label: 'Дата', hint: '', room: 'line' },
  { label: 'Подпись', hint: '', room: 'line' },
];

export const OFFICE = {
  title: 'Заполняет сотрудник фонда',
  blanks: [
    { label: 'Проверил', hint: 'фамилия и подпись', room: 'line' },
    { label: 'Дата', hint: '', room: 'line' },
  ] satisfies Blank[],
};
