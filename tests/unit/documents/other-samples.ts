// Statements, a slip, a form and a house list to draw in tests.
import type {
  AccountStatement,
  AccountViews,
  ApplicationForm,
  DebtCertificate,
  HouseList,
  PaymentSlip,
} from '../../../src-main/ports/paper.ts';
import { addMonths } from '../../../src-main/domain/period.ts';
import { ordinary } from './samples.ts';

const fund = {
  name: ordinary.issuer.name,
  address: ordinary.issuer.address,
  phone: ordinary.issuer.phone,
  site: 'fond21.example',
  email: ordinary.issuer.email,
};
const months = Array.from({ length: 60 }, (_, i) => {
  const period = addMonths('2026-10', i - 59);
  const correction = i % 9 === 4 ? -9662 : 0;
  return {
    period,
    charged: 53375,
    recalculation: correction,
    privilege: 0,
    penalty: i % 5 ? 0 : 268,
    paid: i % 7 ? 53375 : 0,
  };
});
let carried = 134228;
export const statement: AccountStatement = {
  fund,
  header: {
    account: 1,
    number: '220753',
    unifiedNumber: '20МВ875415',
    owner: ordinary.payer.owner,
    address: ordinary.payer.address,
    area: 4270,
    share: '1/2',
    residential: true,
    closedOn: null,
    balance: 125834,
    unread: { months: [], someMonth: false, payments: false },
  },
  from: '2021-11',
  to: '2026-10',
  rows: months.map((month, i) => {
    const opening = carried;
    carried = opening + month.charged + month.recalculation - month.privilege + month.penalty - month.paid;
    return {
      ...month,
      opening,
      closing: carried,
      flawed: i === 20,
      documented: true,
      lines: month.recalculation
        ? [
            {
              kind: 'recalculation',
              service: 'Взнос на капитальный ремонт',
              unit: 'м²',
              area: null,
              tariff: null,
              amount: month.recalculation,
              reason: 'Уточнена площадь помещения по выписке из ЕГРН с 1 июля 2026 г.',
            },
          ]
        : [],
    };
  }),
  totals: { charged: 3202500, penalty: 3216, recalculation: -67634, paid: 2722125 },
  payments: months
    .filter(month => month.paid > 0)
    .map((month, id) => ({
      id,
      paidOn: `${month.period}-12`,
      postedOn: `${month.period}-14`,
      period: month.period,
      amount: month.paid,
      channel: 'Сбербанк',
    })),
  madeOn: '2026-11-22',
};
export const oneMonth: AccountStatement = {
  ...statement,
  from: '2026-10',
  rows: statement.rows.slice(-1),
  payments: statement.payments.slice(-1),
  totals: { charged: 53375, penalty: 0, recalculation: 0, paid: 53375 },
};
export const noMonths: AccountStatement = {
  ...statement,
  rows: [],
  payments: [],
  totals: { charged: 0, penalty: 0, recalculation: 0, paid: 0 },
};

export const slip: PaymentSlip = {
  payee: { name: ordinary.issuer.name, inn: '2130000001', phone: '8 (8352) 22-33-44', site: 'fond21.example' },
  accountNumber: '220753',
  address: ordinary.payer.address,
  amount: 125834,
  paidOn: '2026-11-22',
  paidAt: '14:05',
  attempt: '5f6f0b1a-5a1e-4c57-9c56-0a0a8f6c2b11',
  acquirerId: '2c85b9f3-000f-5000-8000-18db351245c7',
  terminalName: 'Киоск № 1, холл',
};

export const form: ApplicationForm = {
  number: 'З-000042',
  fund,
  accountNumber: '220753',
  address: ordinary.payer.address,
  absentCompany: null,
  madeOn: '2026-11-22',
};

/** Of somebody whose house is not in the list. */
export const absentForm: ApplicationForm = {
  ...form,
  accountNumber: '',
  address: 'Чебоксары, улица Новая, дом 3, квартира 12',
  absentCompany: 'Управляющая компания Заря',
};

export const houseList: HouseList = {
  fund,
  address: 'г. Чебоксары, ул. Энгельса, д. 14',
  madeOn: '2026-11-22',
  rows: Array.from({ length: 120 }, (_, i) => ({
    premises: i === 7 ? 'нежилое н/п 10-15, подвал и часть первого этажа' : `кв. ${i + 1}`,
    accountNumber: i === 9 ? '123456789012345678901234567890' : String(220744 + i),
    balance: i === 3 ? null : ((i * 7919) % 400000) - 100000,
    period: i === 3 ? null : '2026-10',
    unread: false,
  })),
  incomplete: false,
};

export const certificate: DebtCertificate = {
  number: 'С-7F3A2C-000012',
  code: '123456789012',
  fund,
  owner: ordinary.payer.owner,
  address: ordinary.payer.address,
  accountNumber: '220753',
  unifiedNumber: '20МВ875415',
  day: '2026-11-28',
  asOf: { day: '2026-11-28', time: '06:07' },
  amount: 63_623,
  overdue: 0,
  dueOn: '2026-12-15',
  issuedBy: '',
};

export const lateCertificate: DebtCertificate = {
  ...certificate,
  amount: 11_871_044,
  overdue: 11_338_808,
  dueOn: '2026-11-15',
  issuedBy: 'Иванова Мария Петровна',
};

/** What an owner is told of two busy months, by people with long names. */
export const accountViews: AccountViews = {
  fund,
  accountNumber: '220753',
  address: ordinary.payer.address,
  rows: [
    ['Иванова Мария Петровна, оператор', 'Показано на экране: сводка счёта', 'Стойка 2, офис на Калинина'],
    [
      'Иванова Мария Петровна, оператор',
      'Счёт открыт сотрудником по документу: квитанций нет; документ: паспорт',
      'Стойка 2, офис на Калинина',
    ],
    ['владелец личного кабинета', 'Счёт добавлен в личный кабинет', 'Зал 1'],
    ['сам(а), по номеру счёта и подтверждению', 'Напечатана квитанция: месяц: октябрь 2026', 'Зал 1'],
    ['сам(а), по номеру счёта и подтверждению', 'Счёт открыт по дате и сумме платежа', 'Зал 1'],
    ['посетитель, счёт не открылся', 'Дата и сумма платежа не подошли', 'Зал 1'],
    [
      'Константинопольская-Вознесенская Александра Константиновна, администратор',
      'Напечатан список дома с остатками: собрание собственников',
      'Стойка 2, офис на Калинина',
    ],
  ].map(([who = '', what = '', where = ''], i) => ({ day: `${28 - i}.11.2026`, time: '14:05', who, what, where })),
  total: 7,
  madeOn: '2026-11-28',
};
