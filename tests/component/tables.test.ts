// The tables of a statement: headers, sums, the row that opens to its lines, and what they are on a narrow place.
import { html } from 'lit';
import { page } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import type { Output, PaymentRow, PeriodRow } from '#contract';
import { expectFingerSize, show, tap } from './support/page.ts';
import type { KrChargeLines, KrHistoryTable, KrPaymentsTable } from './support/tables.ts';
import './support/tables.ts';

const month = (period: string, more: Partial<PeriodRow> = {}): PeriodRow => ({
  period,
  opening: 0,
  charged: 63_450,
  recalculation: 0,
  privilege: 0,
  penalty: 1_234,
  paid: 50_000,
  closing: 14_684,
  flawed: false,
  documented: true,
  lines: [
    { kind: 'contribution', service: 'Взнос', unit: 'м²', area: 4230, tariff: 1500, amount: 63_450, reason: '' },
    { kind: 'penalty', service: 'Пени', unit: '', area: null, tariff: null, amount: 1_234, reason: '' },
  ],
  ...more,
});

const history: Output<'statement.history'> = {
  rows: [month('2026-10'), month('2026-09', { closing: -5_000, flawed: true })],
  totals: { charged: 126_900, penalty: 2_468, recalculation: 0, paid: 100_000 },
  unread: { months: [], someMonth: false },
};

const plain = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim();

describe('the table of charges by month', () => {
  const table = (width = 900) =>
    show<KrHistoryTable>(html`<kr-history-table style="width: ${width}px" .history=${history}></kr-history-table>`);

  it('has a header to each column and a total that adds contribution and penalty', async () => {
    const element = await table();
    const headers = page
      .getByRole('columnheader')
      .elements()
      .map(({ textContent }) => plain(textContent));
    expect(headers).toHaveLength(6);
    expect(headers[0]).toBe('Период');
    const total = element.shadowRoot?.querySelector('[data-testid=history-total]');
    expect(plain(total?.textContent)).toBe('Итого 1 293,68 ₽ 1 000,00 ₽');
  });

  it('marks an advance and a month whose figures do not add up, in words', async () => {
    const element = await table();
    const row = plain(element.shadowRoot?.querySelector('[data-testid="history-2026-09"]')?.textContent);
    expect(row).toContain('50,00 ₽переплата');
    expect(row).not.toContain('−');
    expect(row).toContain('Фонд проверяет эти цифры');
  });

  it('opens a month to its lines by a finger on its name, and says that it is open', async () => {
    const element = await table();
    const name = page.getByRole('button', { name: /^октябрь 2026/i });
    await expect.element(name).toHaveAttribute('aria-expanded', 'false');
    await tap(name);
    await expect.element(name).toHaveAttribute('aria-expanded', 'true');
    const opened = name.element().getAttribute('aria-controls') ?? '';
    expect(element.shadowRoot?.getElementById(opened)?.querySelector('kr-charge-lines')).not.toBeNull();
    await expect.element(page.getByText('Взнос')).toBeVisible();
    await tap(name);
    await expect.element(page.getByText('Взнос')).not.toBeInTheDocument();
  });

  it('prints the document of a month by the mark in its row, and leaves the row closed; a month with no document has no mark', async () => {
    const [newest, older] = [month('2026-10', { documented: false }), month('2026-09')];
    const element = await show<KrHistoryTable>(
      html`<kr-history-table .history=${{ ...history, rows: [newest, older] }}></kr-history-table>`,
    );
    const asked: string[] = [];
    element.addEventListener('kr-print', event => asked.push((event as CustomEvent<string>).detail));
    await tap(page.getByRole('button', { name: 'Напечатать квитанцию за сентябрь 2026' }));
    expect(asked).toEqual(['2026-09']);
    await expect
      .element(page.getByRole('button', { name: /^сентябрь 2026/i }))
      .toHaveAttribute('aria-expanded', 'false');
    expect(page.getByRole('button', { name: /Напечатать квитанцию за октябрь/ }).elements()).toEqual([]);
  });

  it.each([900, 420])('opens by targets as large as a finger in %i px', async width => {
    await table(width);
    expectFingerSize();
  });

  it('says the name of each figure beside it where there is no room for columns', async () => {
    const element = await table(420);
    const cell = element.shadowRoot?.querySelector('tbody td[data-label]');
    expect(cell && getComputedStyle(cell, '::before').content).toContain(cell?.getAttribute('data-label'));
    expect(element.scrollWidth).toBeLessThanOrEqual(420);
  });
});

describe('the lines of a charge', () => {
  const corrected = month('2026-10', {
    recalculation: -6_345,
    lines: [
      ...(month('2026-10').lines ?? []),
      {
        kind: 'recalculation',
        service: 'Взнос',
        unit: '',
        area: null,
        tariff: null,
        amount: -6_345,
        reason: 'Площадь',
      },
    ],
  });
  const lines = (row: PeriodRow, width = 1300) =>
    show<KrChargeLines>(html`<kr-charge-lines style="width: ${width}px" .row=${row}></kr-charge-lines>`);

  it('have the columns of the reference, and a last row that adds them up', async () => {
    const element = await lines(corrected);
    const rows = [...(element.shadowRoot?.querySelectorAll('tr') ?? [])].map(row =>
      plain([...row.querySelectorAll('th, td')].map(cell => cell.textContent).join(' ')),
    );
    expect(rows).toEqual([
      'Услуга Единица измерения Площадь Размер взноса Начислено Перерасчёт Итого начислено',
      'Взнос м² 42,30 м² 15,00 ₽ 634,50 ₽ – 634,50 ₽',
      'Пени – – – 12,34 ₽ – 12,34 ₽',
      'ВзносПричина: Площадь – – – – −63,45 ₽ −63,45 ₽',
      'Итого 646,84 ₽ −63,45 ₽ 583,39 ₽',
    ]);
  });

  it('are cards with the same names where there is no room for columns', async () => {
    const element = await lines(corrected, 420);
    const cells = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('tbody tr:first-child td') ?? [])];
    expect(cells.filter(cell => getComputedStyle(cell).display !== 'none').map(cell => cell.dataset['label'])).toEqual([
      'Единица измерения',
      'Площадь',
      'Размер взноса',
      'Начислено',
      'Итого начислено',
    ]);
    expect(element.scrollWidth).toBeLessThanOrEqual(420);
  });
});

describe('the table of payments', () => {
  const rows: PaymentRow[] = [
    { id: 1, paidOn: '2026-10-05', postedOn: '2026-10-07', period: '2026-10', amount: 50_000, channel: 'Сбербанк' },
    { id: 2, paidOn: '2026-10-06', postedOn: '2026-10-08', period: '2026-10', amount: -10_000, channel: '' },
  ];

  it('shows day paid, day credited, where and how much, and a refund by its name', async () => {
    const element = await show<KrPaymentsTable>(
      html`<kr-payments-table .rows=${rows} .total=${40_000}></kr-payments-table>`,
    );
    const lines = [...(element.shadowRoot?.querySelectorAll('tbody tr, tfoot tr') ?? [])].map(row =>
      plain(row.textContent),
    );
    expect(lines).toEqual([
      '05.10.2026 07.10.2026 Сбербанк 500,00 ₽',
      '06.10.2026 08.10.2026 Возврат −100,00 ₽',
      'Итого оплачено 400,00 ₽',
    ]);
  });

  it('has no total unless it is given one', async () => {
    const element = await show<KrPaymentsTable>(html`<kr-payments-table .rows=${rows}></kr-payments-table>`);
    expect(element.shadowRoot?.querySelector('tfoot')).toBeNull();
  });
});
