// The demo region's promises, over every row of a small region.
import { describe, expect, it } from 'vitest';
import { formatAddress } from '../../../src-main/domain/address.ts';
import { fullMonthContribution } from '../../../src-main/domain/contribution.ts';
import { daysBetween } from '../../../src-main/domain/day.ts';
import { isFlawed } from '../../../src-main/domain/balance.ts';
import { defects, names } from '../../../scripts/demo/data.ts';
import { REFERENCE_CORRECTION, REFERENCE_MONTHS } from '../../../scripts/demo/reference-months.ts';
import { DEMO_VERSION } from '../../../scripts/demo/index.ts';
import { WALK_ACCOUNT } from '../../../scripts/demo/accounts.ts';
import { addMonths, monthsBetween } from '../../../src-main/domain/period.ts';
import { byAccount, region } from './region-rows.ts';

const small = region(400);
const accounts = new Map(small.rows('account').map(row => [row.id, row]));
const premises = new Map(small.rows('premises').map(row => [row.id, row]));
const houses = new Map(small.rows('house').map(row => [row.id, row]));
const balances = byAccount(small.rows('period_balance'));
const lines = byAccount(small.rows('charge_line'));
const payments = byAccount(small.rows('payment'));
const at = (account: number, period: string) => balances.get(account)?.find(row => row.period === period);

const unique = (values: readonly (string | number)[]) => expect(new Set(values).size).toBe(values.length);

describe('the walk account', () => {
  it('is 220753, Соколова Людмила Леонидовна, ул. Энгельса, д. 14, кв. 10, 42,70 m²', () => {
    const account = accounts.get(WALK_ACCOUNT.id)!;
    expect(account).toMatchObject({
      number: '220753',
      unified_number: '20МВ875415',
      area: 4270,
      owner_kind: 'person',
      closed_on: null,
    });
    expect([account.last_name, account.first_name, account.middle_name]).toEqual(['Соколова', 'Людмила', 'Леонидовна']);
    const flat = premises.get(account.premises_id)!;
    expect(formatAddress(houses.get(flat.house_id)!, flat).replaceAll('\u00a0', ' ')).toBe(
      'г. Чебоксары, ул. Энгельса, д. 14, кв. 10',
    );
  });

  it('was charged 222,04 and 2,10 of «проценты» in December 2013', () => {
    expect(at(WALK_ACCOUNT.id, '2013-12')).toMatchObject({
      charged: 22204,
      penalty: 210,
      recalculation: 0,
      privilege: 0,
      paid: 9662,
    });
    const december = lines.get(WALK_ACCOUNT.id)!.filter(line => line.period === '2013-12');
    expect(
      december.map(({ kind, service, area, tariff, amount }) => ({ kind, service, area, tariff, amount })),
    ).toEqual([
      { kind: 'contribution', service: 'Взнос на капитальный ремонт', area: 4270, tariff: 520, amount: 22204 },
      { kind: 'penalty', service: 'Проценты', area: null, tariff: null, amount: 210 },
    ]);
  });

  it('shows the four months of the reference as its picture gives them, each marked, and adds up from January 2014 on', () => {
    const months = balances.get(WALK_ACCOUNT.id)!;
    expect(
      months.slice(0, 4).map(row => [row.period, row.opening, row.charged + row.penalty, row.paid, row.closing]),
    ).toEqual([
      ['2013-09', 0, 22204, 0, 44408],
      ['2013-10', 44408, 22244, 9662, 47368],
      ['2013-11', 47368, 22323, 9662, 60108],
      ['2013-12', 60108, 22414, 9662, 72951],
    ]);
    expect(months.filter(isFlawed).map(row => row.period)).toEqual(REFERENCE_MONTHS.map(month => month.period));
  });

  it('takes back what the reference claims above its charges and payments by a correction that says why', () => {
    const four = balances.get(WALK_ACCOUNT.id)!.slice(0, 4);
    const due = four.reduce((sum, row) => sum + row.charged + row.penalty - row.paid, 0);
    const corrections = lines.get(WALK_ACCOUNT.id)!.filter(line => line.period === REFERENCE_CORRECTION.period);
    expect(corrections.map(line => [line.kind, line.amount, line.reason]).slice(1)).toEqual([
      ['recalculation', due - four[3]!.closing, REFERENCE_CORRECTION.reason],
    ]);
  });

  it('has every month since September 2013, a debt now, and one last payment', () => {
    const months = balances.get(WALK_ACCOUNT.id)!;
    expect(months.map(row => row.period)).toEqual(
      Array.from({ length: monthsBetween('2013-09', '2026-10') + 1 }, (_, i) => addMonths('2013-09', i)),
    );
    expect(months.at(-1)!.closing).toBeGreaterThan(0);
    const own = payments.get(WALK_ACCOUNT.id)!;
    const last = own
      .map(row => row.paid_on)
      .sort()
      .at(-1)!;
    expect(last.slice(0, 7)).toBe('2026-10');
    expect(own.filter(row => row.paid_on === last).map(row => row.amount > 0)).toEqual([true]);
  });
});

describe('sums', () => {
  const broken = defects.filter(defect => defect.kind === 'brokenBalance');

  it('add up in every month of every account but the listed defects and the reference', () => {
    const flawed = small.rows('period_balance').filter(isFlawed);
    expect(flawed.map(row => `${row.account_id} ${row.period}`).sort()).toEqual(
      [
        ...broken.map(defect => `${defect.account} ${addMonths('2026-10', -(defect.monthsBack ?? 0))}`),
        ...REFERENCE_MONTHS.map(month => `${WALK_ACCOUNT.id} ${month.period}`),
      ].sort(),
    );
  });

  it('open a month with what closed the one before, with no month left out', () => {
    const apart = [...balances.values()].flatMap(months =>
      months.filter((month, i) => {
        const last = months[i - 1];
        return last && (month.opening !== last.closing || month.period !== addMonths(last.period, 1));
      }),
    );
    expect(apart).toEqual([]);
  });

  it('are the sums of their lines and payments', () => {
    // A line too long to parse is one of the defects; its month lacks a recalculation.
    const given = new Map<string, Record<string, number>>();
    const add = (row: { account_id: number; period: string; amount: number }, kind: string) => {
      const key = `${row.account_id} ${row.period}`;
      const sums = given.get(key) ?? {};
      given.set(key, { ...sums, [kind]: (sums[kind] ?? 0) + row.amount });
    };
    for (const line of small.rows('charge_line')) add(line, line.kind!);
    for (const payment of small.rows('payment')) add(payment, 'paid');
    const wrong = small.rows('period_balance').filter(month => {
      const sums = given.get(`${month.account_id} ${month.period}`) ?? {};
      return (
        (sums['contribution'] ?? 0) !== month.charged ||
        (sums['recalculation'] ?? 0) !== month.recalculation ||
        (sums['privilege'] ?? 0) !== month.privilege ||
        (sums['penalty'] ?? 0) !== month.penalty ||
        (sums['paid'] ?? 0) !== month.paid
      );
    });
    expect(wrong.map(month => [month.account_id, month.period])).toEqual([]);
  });

  it('charge area x tariff for a whole month', () => {
    const wrong = small.rows('charge_line').filter(line => {
      if (line.kind !== 'contribution') return line.area !== null || line.tariff !== null;
      const account = accounts.get(line.account_id)!;
      const whole = account.opened_on! <= `${line.period}-01` && (account.closed_on ?? '9') > `${line.period}-31`;
      const full = fullMonthContribution(line.area ?? 0, line.tariff ?? 0);
      return line.area !== account.area || (whole ? line.amount !== full : line.amount > full);
    });
    expect(wrong).toEqual([]);
  });

  it('account every payment in the month it was posted, none to three working days after it was paid', () => {
    const odd = new Set(defects.filter(defect => defect.kind === 'postedBeforePaid').map(defect => defect.account));
    const wrong = small.rows('payment').filter(row => {
      // Three working days across the January holidays are at most two weeks.
      const wait = daysBetween(row.paid_on!, row.posted_on!);
      return row.period !== row.posted_on!.slice(0, 7) || wait > 14 || (wait < 0 && !odd.has(row.account_id));
    });
    expect(wrong).toEqual([]);
    expect(Math.max(...small.rows('payment').map(row => Date.parse(row.posted_on!)))).toBeLessThan(
      Date.parse('2026-11-01'),
    );
  });
});

describe('people', () => {
  it('have a surname, a name and a patronymic of one gender', () => {
    const men = new Set(names.male.map(([name]) => name));
    const women = new Set(names.female.map(([name]) => name));
    const spoiled = new Set(defects.map(defect => defect.account));
    const forms = { 0: new Set(names.surnames.map(s => s[0])), 1: new Set(names.surnames.map(s => s[1])) };
    const sons = new Set(names.patronymics.map(p => p[1]));
    const daughters = new Set(names.patronymics.map(p => p[2]));
    const seen = { men: 0, women: 0 };
    for (const row of accounts.values()) {
      if (row.owner_kind === 'company' || spoiled.has(row.id) || row.first_name.includes('-')) continue;
      const woman = women.has(row.first_name);
      expect(woman || men.has(row.first_name)).toBe(true);
      seen[woman ? 'women' : 'men']++;
      expect(forms[woman ? 1 : 0].has(row.last_name)).toBe(true);
      if (row.middle_name) expect((woman ? daughters : sons).has(row.middle_name)).toBe(true);
    }
    expect(seen.men).toBeGreaterThan(100);
    expect(seen.women).toBeGreaterThan(100);
  });

  it('and companies have names, one of them and one address long enough to need wrapping', () => {
    for (const row of accounts.values())
      expect(row.owner_kind === 'company' ? row.company_name : row.last_name).not.toBe('');
    expect(Math.max(...[...accounts.values()].map(row => row.company_name.length))).toBeGreaterThan(200);
    expect(
      Math.max(...[...accounts.values()].map(row => `${row.last_name} ${row.first_name} ${row.middle_name}`.length)),
    ).toBeGreaterThan(65);
    const lengths = [...premises.values()].map(row => formatAddress(houses.get(row.house_id)!, row).length);
    expect(Math.max(...lengths)).toBeGreaterThan(100);
  });

  it('share a premises by areas that add up, and a buyer comes the day after the seller', () => {
    let shared = 0;
    let sold = 0;
    const lastPremises = Math.max(...premises.keys());
    for (const flat of premises.values()) {
      if (flat.id === lastPremises) continue;
      const owners = [...accounts.values()].filter(row => row.premises_id === flat.id);
      if (owners.some(row => row.share_denominator! > 1)) {
        shared++;
        expect(owners.length).toBe(owners[0]!.share_denominator);
        expect(owners.reduce((sum, row) => sum + row.area!, 0)).toBe(flat.area);
      } else if (owners.length === 2) {
        sold++;
        const [seller, buyer] = owners as [(typeof owners)[0], (typeof owners)[0]];
        const next = new Date(Date.parse(seller.closed_on!) + 86_400_000).toISOString().slice(0, 10);
        expect(buyer.opened_on).toBe(next);
        expect(balances.get(seller.id)!.at(-1)!.period).toBe(seller.closed_on!.slice(0, 7));
        expect(balances.get(buyer.id)![0]!.period).toBe(next.slice(0, 7));
      } else expect(owners).toHaveLength(1);
    }
    expect(shared).toBeGreaterThan(5);
    expect(sold).toBeGreaterThan(2);
  });
});

describe('keys', () => {
  it('are never the same twice', () => {
    unique([...accounts.values()].map(row => row.number));
    unique([...accounts.values()].map(row => row.unified_number).filter(Boolean));
    unique([...houses.values()].map(row => `${row.settlement} ${row.street} ${row.number} ${row.block}`));
    unique([...houses.values()].map(row => row.fias_id));
    unique([...premises.values()].map(row => `${row.house_id} ${row.number}`));
    unique(small.rows('payment').map(row => row.id));
    unique(
      small
        .rows('period_balance')
        .map(row => row.payment_document_id)
        .filter(Boolean),
    );
    unique(small.rows('period_balance').map(row => row.document_number));
  });

  it('have the shape of docs/domain.md#words: ЕЛС, ИПД, at least thirty-six months', () => {
    const odd = new Set(defects.map(defect => defect.account));
    for (const row of accounts.values())
      if (row.unified_number && !odd.has(row.id)) expect(row.unified_number).toMatch(/^\d\d[А-Я]{2}\d{6}$/);
    const misshapen = small.rows('period_balance').filter(row => {
      const { unified_number: unified } = accounts.get(row.account_id)!;
      const head = `${unified}-${row.period.slice(5)}-${row.period.slice(2, 4)}`;
      const right = unified === '' ? /^$/ : new RegExp(`^${head}\\d\\d$`);
      return !odd.has(row.account_id) && !right.test(row.payment_document_id);
    });
    expect(misshapen).toEqual([]);
    for (const row of accounts.values())
      if (row.closed_on === null && row.opened_on! < '2023-11-01')
        expect(balances.get(row.id)!.length).toBeGreaterThanOrEqual(36);
  });
});

describe('defects', () => {
  it('are a dozen, each where its list says', () => {
    expect(defects).toHaveLength(12);
    const one = (kind: string) => defects.find(defect => defect.kind === kind)!;
    const name = (kind: string) => accounts.get(one(kind).account)!;
    expect(name('htmlName').last_name).toBe('<img src=x onerror=alert(1)>');
    expect(name('controlInName').first_name).toContain('\u001b[31m');
    expect(name('zeroArea').area).toBe(0);
    expect(name('oddUnifiedNumber').unified_number).not.toMatch(/^\d\d[А-Я]{2}\d{6}$/);
    expect(at(one('oddDocumentId').account, '2026-10')!.payment_document_id).toMatch(/^2026-10\/ОШ-/);
    const early = payments.get(one('postedBeforePaid').account)!.filter(row => row.posted_on! < row.paid_on!);
    expect(early.map(row => row.period)).toEqual(['2026-07']);
  });

  it('are open accounts, so that a person can meet them', () => {
    for (const defect of defects) expect(accounts.get(defect.account)!.closed_on).toBeNull();
  });

  it('leave one cell a terminal cuts: the reason longer than 500 characters', () => {
    expect(small.doubted.map(row => [row.entity, row.cells[0], row.cells[1], row.column, row.code])).toEqual([
      ['charge_line', String(defects.find(d => d.kind === 'longReason')!.account), '2026-08', 'reason', 'tooLong'],
    ]);
  });
});

describe('the region', () => {
  it('is the same to the byte each time it is made; another version says so by its number', () => {
    expect(region(400).checksum).toBe(small.checksum);
    expect({ [DEMO_VERSION]: small.checksum }).toEqual({
      7: 'c47f0115363eb6917a274975119614abda7e9736e49faf21625dc1a1e7087595',
    });
  });

  it('keeps the penalty’s debt apart for every third account, never more than was charged and never less than nothing', () => {
    let parted = 0;
    for (const row of small.rows('period_balance')) {
      const { penalty_opening: opening, penalty_paid: paid, penalty_closing: closing } = row;
      expect([opening, paid, closing].every(part => (part === null) === (row.account_id % 3 !== 0))).toBe(true);
      if (opening === null || paid === null || closing === null) continue;
      if (closing > 0) parted++;
      expect(closing).toBe(opening + row.penalty - paid);
      expect(Math.min(opening, paid, closing)).toBeGreaterThanOrEqual(0);
    }
    expect(parted).toBeGreaterThan(20);
  });

  it('only grows when more accounts are asked for', () => {
    const larger = region(900);
    for (const entity of ['account', 'period_balance', 'charge_line', 'payment', 'premises', 'house'] as const)
      expect(larger.text.get(entity)!.startsWith(small.text.get(entity)!)).toBe(true);
    expect(larger.rows('account')).toHaveLength(900);
  });

  it('holds people of every habit: in time, late, in advance, never; refunds, privileges, court costs', () => {
    const all = small.rows('period_balance');
    const kinds = new Set(small.rows('charge_line').map(line => line.kind));
    expect(kinds).toEqual(new Set(['contribution', 'penalty', 'recalculation', 'privilege']));
    expect(small.rows('payment').some(row => row.amount < 0)).toBe(true);
    expect(all.some(row => row.closing < 0)).toBe(true);
    expect(all.some(row => row.state_duty > 0)).toBe(true);
    expect([...accounts.keys()].some(id => !payments.has(id))).toBe(true);
    const twice = [...payments.values()].some(
      own => new Set(own.map(row => row.paid_on!.slice(0, 7))).size < own.length,
    );
    expect(twice).toBe(true);
    for (const line of small.rows('charge_line'))
      if (line.kind === 'recalculation' || line.kind === 'privilege') expect(line.reason).not.toBe('');
  });

  it('refuses a size that would leave out the houses made by hand', () => {
    expect(() => region(10)).toThrow(/at least 200/);
  });
});
