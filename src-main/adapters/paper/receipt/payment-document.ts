// The payment document on narrow paper: what to pay, until when, how the sum came about, then the bank details.
import type { PaymentDocument } from '#contract';
import { formatDay } from '../../../domain/day.ts';
import { formatKopecks, formatRubles } from '../../../domain/money.ts';
import { shortQrText } from '../../../domain/payment-qr-short.ts';
import { formatPeriod } from '../../../domain/period.ts';
import {
  asksForMoney,
  bankFacts,
  CODE_CAPTION,
  dueLabel,
  dueLines,
  FLAWED,
  heading,
  houseFacts,
  lastPayment,
  NO_CODE_NARROW,
  noPayee,
  nothingDue,
  pastPayee,
  payerFacts,
  recalculationsTogether,
  sumRows,
  type Fact,
} from '../wording.ts';
import { accountBars } from './barcode.ts';
import type { ReceiptLine, ReceiptStyle } from './lines.ts';

/** A roll has no second page: when there are more recalculations than this, they are listed after the bank details. */
const mostRecalculations = 12;

const facts = (list: readonly Fact[]): ReceiptLine[] =>
  list.map(({ label, value }) => ({
    kind: 'pair',
    label: label.slice(0, 1).toUpperCase() + label.slice(1),
    value,
    size: 'fine',
  }));

export function paymentDocumentLines(document: PaymentDocument): ReceiptLine[] {
  const { issuer, payer } = document;
  const many = document.recalculations.length > mostRecalculations;
  const rows = many
    ? sumRows(document, [recalculationsTogether(document, 'каждый — в конце чека')])
    : sumRows(document);
  const { title, line } = heading(document);
  return [
    { kind: 'text', text: issuer.name, align: 'centre', size: 'fine' },
    ...(issuer.phone ? [{ kind: 'text', text: `тел. ${issuer.phone}`, align: 'centre', size: 'fine' } as const] : []),
    { kind: 'rule', weight: 'light' },
    { kind: 'text', text: title, align: 'centre', bold: true },
    { kind: 'text', text: line, align: 'centre' },
    { kind: 'text', text: `за ${formatPeriod(document.period)}`, align: 'centre', size: 'large', bold: true },
    ...(document.number.trim()
      ? [
          {
            kind: 'text',
            text: `№ ${document.number} от ${formatDay(document.issuedOn)}`,
            align: 'centre',
            size: 'fine',
          } as const,
        ]
      : []),
    { kind: 'rule', weight: 'light' },
    { kind: 'text', text: payer.owner, bold: true },
    { kind: 'text', text: payer.address },
    { kind: 'pair', label: 'Лицевой счёт', value: payer.accountNumber, bold: true },
    ...facts(payerFacts(document).flat()),
    { kind: 'rule', weight: 'heavy' },
    ...sumPart(document),
    { kind: 'rule', weight: 'heavy' },
    { kind: 'text', text: 'Откуда эта сумма, рублей', bold: true },
    ...rows.flatMap((row): ReceiptLine[] => [
      ...(row.tone === 'total' ? [{ kind: 'rule', weight: 'light' } as const] : []),
      { kind: 'pair', label: row.label, value: formatKopecks(row.amount), bold: row.tone !== 'plain' },
      ...(row.note ? [{ kind: 'text', text: row.note, size: 'fine' } as const] : []),
    ]),
    ...(document.flawed ? [{ kind: 'text', text: FLAWED, size: 'fine' } as const] : []),
    ...facts([{ label: 'Последний платёж', value: lastPayment(document) }, ...houseFacts(document)]),
    ...(document.nowDue ? whoWasPaid(document) : whereToPay(document)),
    ...(many ? recalculationsListed(document) : []),
  ];
}

function whoWasPaid(document: PaymentDocument): ReceiptLine[] {
  const past = pastPayee(document);
  return past
    ? [{ kind: 'rule', weight: 'light' }, { kind: 'text', text: past.title, bold: true }, ...facts(past.facts)]
    : [];
}

/** The part for the bank; without a payee, whom to ask. */
function whereToPay(document: PaymentDocument): ReceiptLine[] {
  const { payer } = document;
  const missing = noPayee(document);
  if (missing)
    return [
      { kind: 'rule', weight: 'heavy' },
      { kind: 'text', text: missing.title, bold: true },
      ...missing.lines.map(text => ({ kind: 'text', text }) as const),
    ];
  const due = asksForMoney(document);
  return [
    { kind: 'rule', weight: 'cut' },
    ...(due ? bankPart(document) : []),
    ...facts(bankFacts(document)),
    ...(due
      ? facts([
          { label: 'Плательщик', value: payer.owner },
          { label: 'Лицевой счёт', value: payer.accountNumber },
          { label: 'Назначение', value: `взнос на капитальный ремонт за ${formatPeriod(document.period)}` },
        ])
      : []),
    ...accountBars(document),
  ];
}

/** The sum to pay and its day; where nothing is asked for, why. */
function sumPart(document: PaymentDocument): ReceiptLine[] {
  const centred = (text: string, style: ReceiptStyle = {}): ReceiptLine => ({
    kind: 'text',
    text,
    align: 'centre',
    ...style,
  });
  const key = { size: 'large', bold: true } as const;
  if (asksForMoney(document))
    return [
      centred(dueLabel(document)),
      centred(formatRubles(document.total), { size: 'huge', bold: true }),
      ...dueLines(document).map(text => centred(text, key)),
    ];
  const { title, line } = nothingDue(document);
  return [centred(title, key), centred(line)];
}

const bankPart = ({ qrText }: PaymentDocument): ReceiptLine[] =>
  qrText === null
    ? [{ kind: 'text', text: NO_CODE_NARROW }]
    : [
        { kind: 'qr', text: shortQrText(qrText) },
        {
          kind: 'text',
          text: CODE_CAPTION,
          align: 'centre',
          size: 'fine',
        },
      ];

const recalculationsListed = ({ recalculations }: PaymentDocument): ReceiptLine[] => [
  { kind: 'rule', weight: 'light' },
  { kind: 'text', text: 'Перерасчёты', bold: true },
  ...recalculations.map(({ amount, reason }): ReceiptLine => ({
    kind: 'pair',
    label: reason.trim() || 'причина не указана',
    value: formatKopecks(amount),
    size: 'fine',
  })),
];
