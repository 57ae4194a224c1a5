// Payment documents to draw in tests: an ordinary one, and those that try the page.
import type { PaymentDocument } from '#contract';
import { addMonths } from '../../../src-main/domain/period.ts';

const qrText =
  'ST00012|Name=НО «Республиканский фонд капитального ремонта многоквартирных домов»|PersonalAcc=40603810000000000123|' +
  'BankName=Чувашское отделение № 8613 ПАО Сбербанк|BIC=049706609|CorrespAcc=30101810300000000609|Sum=125834|' +
  'Purpose=Взнос на капитальный ремонт за октябрь 2026, л/с 220753|PayeeINN=2130000001|KPP=213001001|LastName=Соколова|' +
  'FirstName=Людмила|MiddleName=Леонидовна|PayerAddress=г. Чебоксары, ул. Энгельса, д. 14, кв. 10|PersAcc=220753|PaymPeriod=102026|' +
  'UIN=20МВ875415-10-1051|TechCode=02';

const sound: Extract<PaymentDocument['payee'], { known: true }> = {
  known: true,
  name: 'НО «Республиканский фонд капитального ремонта многоквартирных домов»',
  inn: '2130000001',
  kpp: '213001001',
  bankName: 'Чувашское отделение № 8613 ПАО Сбербанк',
  bic: '049706609',
  settlementAccount: '40603810000000000123',
  correspondentAccount: '30101810300000000609',
};

export const ordinary: PaymentDocument = {
  number: '20МВ875415-10-1051',
  paymentDocumentId: '20МВ875415-10-1051',
  period: '2026-10',
  issuedOn: '2026-11-01',
  madeOn: '2026-11-05',
  dueOn: '2026-11-10',
  since: [],
  chargedSince: 0,
  nowDue: null,
  paymentsUntil: '2026-10-31',
  issuer: {
    name: 'НО «Республиканский фонд капитального ремонта многоквартирных домов»',
    phone: '8 (8352) 22-33-44',
    site: 'fond21.example',
    email: 'info@fond21.example',
    address: '428000, г. Чебоксары, пр-кт Ленина, д. 10',
    hours: 'пн–чт 8:00–17:00, пт 8:00–16:00',
  },
  payee: sound,
  payeeThen: null,
  payer: {
    owner: 'Соколова Людмила Леонидовна',
    lastName: 'Соколова',
    firstName: 'Людмила',
    middleName: 'Леонидовна',
    address: 'г. Чебоксары, ул. Энгельса, д. 14, кв. 10',
    accountNumber: '220753',
    unifiedNumber: '20МВ875415',
    area: 4270,
    share: '',
  },
  lastPayment: { paidOn: '2026-10-12', amount: 53375 },
  tariff: 1250,
  charged: 53375,
  recalculations: [{ amount: -9662, reason: 'Уточнена площадь помещения по выписке из ЕГРН с 1 июля 2026 г.' }],
  privilege: 0,
  duePeriod: 43713,
  opening: 134228,
  paid: 53375,
  penalty: 1268,
  stateDuty: 0,
  courtCosts: 0,
  total: 125834,
  overdue: 0,
  penaltyDue: null,
  house: { formation: 'commonPot', collected: 1234567890, spent: 487654300 },
  chart: Array.from({ length: 12 }, (_, i) => ({
    period: addMonths('2026-10', i - 11),
    charged: i < 3 ? 48000 : i === 11 ? 44981 : 53375 + i * 150,
    paid: i === 5 ? 0 : i === 6 ? 106750 : i % 4 === 3 ? 30000 : 53375,
  })),
  qrText,
  flawed: false,
};

export const oneLine: PaymentDocument = {
  ...ordinary,
  recalculations: [],
  duePeriod: 53375,
  opening: 0,
  paid: 0,
  penalty: 0,
  total: 53375,
  qrText: qrText.replace('Sum=125834', 'Sum=53375'),
};

const forty = Array.from({ length: 40 }, (_, i) => ({
  amount: (i % 3 === 0 ? -1 : 1) * (1234 + i * 77),
  reason:
    i % 5 === 0
      ? 'Перерасчёт за период временного отсутствия собственника по заявлению № 1024 от 12 марта 2026 г. с приложенными документами'
      : `Уточнение площади за ${i + 1}-й месяц`,
}));
const fortySum = forty.reduce((sum, item) => sum + item.amount, 0);
export const fortyLines: PaymentDocument = {
  ...ordinary,
  recalculations: forty,
  duePeriod: 53375 + fortySum,
  total: 134228 - 53375 + 53375 + fortySum + 1268,
};

export const everything: PaymentDocument = {
  ...ordinary,
  privilege: 12000,
  stateDuty: 40000,
  courtCosts: 150050,
  duePeriod: 31713,
  total: 303884,
  recalculations: [
    ...ordinary.recalculations,
    { amount: 3000, reason: 'Доначислено за август 2026 г.' },
    { amount: -3000, reason: '' },
  ],
  payer: { ...ordinary.payer, share: '1/3' },
  flawed: true,
};

export const advance: PaymentDocument = {
  ...oneLine,
  opening: -160125,
  total: -106750,
  qrText: null,
};

/** Printed after its due day: all of it is late. */
export const late: PaymentDocument = { ...ordinary, madeOn: '2026-11-28', overdue: ordinary.total };

/** A debt of earlier months beside a contribution whose day is still ahead. */
export const partlyLate: PaymentDocument = { ...ordinary, overdue: 80853 };

export const settled: PaymentDocument = {
  ...oneLine,
  opening: 0,
  paid: 53375,
  total: 0,
  qrText: null,
  lastPayment: null,
};

const long =
  'Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад общеразвивающего вида с приоритетным осуществлением деятельности по физическому развитию детей № 200» ';
export const longNames: PaymentDocument = {
  ...everything,
  issuer: { ...ordinary.issuer, name: `${long}${long}`.slice(0, 300) },
  payee: { ...sound, name: `${long}${long}`.slice(0, 300), bankName: long.slice(0, 160) },
  payer: {
    ...ordinary.payer,
    owner: `${long}${long}${long}`.slice(0, 500).trim(),
    address:
      'Чувашская Республика — Чувашия, муниципальный округ Мариинско-Посадский, с. Большое Шигаево, ул. имени дважды Героя Советского Союза космонавта Андриана Григорьевича Николаева, д. 1234А, корп. 15, литера Щ, помещение нежилое н/п 10-15',
    accountNumber: '123456789012345678901234567890',
    share: '1234567/9876543',
  },
  total: 999999999999,
};

export const hostile: PaymentDocument = {
  ...ordinary,
  issuer: { ...ordinary.issuer, name: '<script>alert(1)</script> ООО «Фонд» & Co' },
  payee: { ...sound, name: '<script>alert(1)</script> ООО «Фонд» & Co' },
  payer: {
    ...ordinary.payer,
    owner: '<img src=x onerror=alert(1)>\u202eгнев\u202c \u0000\u001b[31mСоко\u200bлова 😀 中文',
    address: 'г. Чебоксары\r\nул. Энгельса\t(д. 14) \\u003c%s%n {{x}} ${y}',
  },
  recalculations: [{ amount: -9662, reason: ')Tj ET /F1 99 Tf (взлом \u2066\u2069\ufeff' }],
};

/** Something to pay, but the payee's details make no code. */
export const noCode: PaymentDocument = { ...ordinary, qrText: null };

/** Something to pay, and nobody to pay it to: the house's special account is not known. */
export const noPayee: PaymentDocument = {
  ...ordinary,
  qrText: null,
  house: { ...ordinary.house, formation: 'specialAccount' },
  payee: {
    known: false,
    special: true,
    ask: [
      { name: 'ООО «Управляющая компания “Присурье”»', phone: '8 (8352) 00-02-11' },
      { name: ordinary.issuer.name, phone: ordinary.issuer.phone },
    ],
  },
};

/** The operator's details are in doubt, and nothing is known of whom to ask. */
export const doubtedPayee: PaymentDocument = {
  ...ordinary,
  qrText: null,
  payee: { known: false, special: false, ask: [] },
};

/** A payee so long that the code falls back to windows-1251. */
export const windows1251: PaymentDocument = { ...ordinary, qrText: qrText.replace('ST00012', 'ST00011') };
