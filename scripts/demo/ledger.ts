// One account's months, one at a time: charges, payments, the penalty of each month, and balances that add up.
import { contribution } from '../../src-main/domain/contribution.ts';
import { dayFromNumber } from '../../src-main/domain/day.ts';
import { WALK_ACCOUNT, dayOrNull, type Account } from './accounts.ts';
import { tariffsByMonth, tariffSpans, type Calendar, type Month } from './calendar.ts';
import { defects, rates, texts, type Defect } from './data.ts';
import type { LedgerSink, Line, Posted } from './ledger-sink.ts';
import { drawPayer, openingDebt, payMonth, type Intent, type Payer } from './payer.ts';
import { Delay } from './delay.ts';
import { REFERENCE_CORRECTION, referenceMonth } from './reference-months.ts';
import { Random, Weighted, stream } from './random.ts';

const recalculations = new Weighted(texts.recalculations);
const privileges = new Weighted(texts.privileges.map(([reason, percent, w]) => [{ reason, percent }, w] as const));
const LONG_REASON =
  'Перерасчёт по решению суда в связи с уточнением площади помещения, доли в праве и даты перехода права. '.repeat(6);

const defectsOf = new Map<number, Defect[]>();
for (const defect of defects) defectsOf.set(defect.account, [...(defectsOf.get(defect.account) ?? []), defect]);

/** Half away from zero; both are positive. */
const rounded = (numerator: number, denominator: number) =>
  Math.floor((2 * numerator + denominator) / (2 * denominator));

interface Correction {
  readonly amount: number;
  readonly reason: string;
}

/** An owner with the state carried from month to month. */
interface Owner {
  payer: Payer;
  privilege: { reason: string; percent: number } | null;
  /** number of documents that must still include the court costs */
  courtMonths: number;
  courtCosts: number;
  onTheWay: Posted[];
  delay: Delay;
}

export class Ledger {
  private readonly calendar: Calendar;
  private readonly sink: LedgerSink;
  private readonly regionTariffs: Int32Array;
  private readonly ownTariffs: Int32Array;
  private readonly intents: Intent[] = [];

  constructor(calendar: Calendar, sink: LedgerSink) {
    this.calendar = calendar;
    this.sink = sink;
    this.regionTariffs = tariffsByMonth(rates.tariffs, calendar);
    this.ownTariffs = tariffsByMonth(rates.ownTariff.tariffs, calendar);
  }

  /**
   * Every month of an account, written as it is asked for: 36 months, or since 2013 in the oldest house, or the days it was open. Yields
   * the index of the next month before it is written; accounts may be written by turns.
   */
  *months(account: Account): Generator<number, void> {
    const { calendar } = this;
    const { house } = account.premises;
    const tariffs = house === rates.ownTariff.house ? this.ownTariffs : this.regionTariffs;
    const random = new Random(stream.ledger, account.id);
    const walk = account.id === WALK_ACCOUNT.id;
    const owner = this.drawOwner(account, random, walk);
    const { delay } = owner;
    const windowStart = house === 1 ? 0 : calendar.windowStart;
    const opened = this.monthOf(account.openedOn, windowStart);
    const end = account.closedOn === null ? calendar.months.length - 1 : this.monthOf(account.closedOn, windowStart);
    const flaws = defectsOf.get(account.id);

    let balance = 0;
    const before = calendar.months[windowStart - 1];
    if (before && account.openedOn <= before.first) {
      const monthly = rounded(account.area * (tariffs[before.index] as number), 100);
      balance = openingDebt(owner.payer, random, monthly);
      delay.open(balance, monthly);
    }
    for (let index = opened; index <= end; index++) {
      yield index;
      const month = calendar.months[index] as Month;
      const tariff = tariffs[index] as number;
      const charged = this.charge(account, month, tariff);
      const posted = this.payments(account, owner, random, { month, balance, charged, final: index === end, flaws });
      delay.beginMonth(month);
      let paid = 0;
      for (const payment of posted) {
        if (payment.paidOn >= month.first) delay.pay(payment.paidOn, payment.amount);
        if (payment.postedOn > month.last) owner.onTheWay.push(payment);
        else {
          paid += payment.amount;
          this.sink.payment(account, month, payment);
        }
      }
      const given = walk ? referenceMonth(month) : undefined;
      const counted = delay.endMonth();
      const penalty = given?.penalty ?? counted;
      const privilege = owner.privilege ? rounded(charged * owner.privilege.percent, 100) : 0;
      const recalculation = this.recalculate(account, random, month, charged - privilege, flaws);
      // The reference's correction takes back what was never charged, so it settles no contribution.
      const corrects = recalculation.reason === REFERENCE_CORRECTION.reason ? 0 : recalculation.amount;
      delay.charge(charged - privilege + corrects);
      const broken = this.flaw(flaws, 'brokenBalance', month)?.by ?? 0;
      const sum = balance + charged + recalculation.amount - privilege + penalty - paid + broken;
      const closing = given?.closing ?? sum;
      const court = this.court(owner, random, charged);
      this.sink.balance(account, month, {
        opening: balance,
        charged,
        recalculation: recalculation.amount,
        privilege,
        penalty,
        paid,
        closing,
        ...court,
        documentId: this.flaw(flaws, 'oddDocumentId', month) ? `${month.period}/ОШ-${account.number}` : null,
      });
      this.lines(account, month, { tariff, charged, recalculation, privilege, penalty }, owner.privilege?.reason ?? '');
      balance = closing;
    }
  }

  private lines(
    account: Account,
    month: Month,
    of: { tariff: number; charged: number; recalculation: Correction; privilege: number; penalty: number },
    privilegeReason: string,
  ): void {
    const { recalculation } = of;
    let no = 0;
    const line = (kind: Line['kind'], amount: number, reason: string, tariff: number | null = null) =>
      this.sink.line(account, month, { no: ++no, kind, tariff, amount, reason });
    line('contribution', of.charged, '', of.tariff);
    if (recalculation.amount !== 0) line('recalculation', recalculation.amount, recalculation.reason);
    if (of.privilege > 0) line('privilege', of.privilege, privilegeReason);
    if (of.penalty > 0) line('penalty', of.penalty, '');
  }

  private drawOwner(account: Account, random: Random, walk: boolean): Owner {
    const payer = drawPayer(random, account.person === null);
    const privileged = account.person !== null && random.chance(0.03);
    if (walk) Object.assign(payer, { habit: 'onTime', day: 9, roundTo: 1, channel: 'Сбербанк Онлайн' });
    return {
      payer,
      privilege: privileged && !walk ? privileges.draw(random) : null,
      courtMonths: 0,
      courtCosts: 0,
      onTheWay: [],
      delay: new Delay(this.calendar),
    };
  }

  private monthOf(day: number, earliest: number): number {
    const { months } = this.calendar;
    let index = earliest;
    while (index + 1 < months.length && (months[index + 1] as Month).first <= day) index++;
    return index;
  }

  private charge(account: Account, month: Month, tariff: number): number {
    const cut = account.openedOn > month.first || (account.closedOn !== null && account.closedOn < month.last);
    if (!cut) return rounded(account.area * tariff, 100);
    const { house } = account.premises;
    const steps = house === rates.ownTariff.house ? rates.ownTariff.tariffs : rates.tariffs;
    const tariffs = tariffSpans(steps).map(span => ({ validFrom: span.from, validTo: span.to, tariff: span.tariff }));
    const openedOn = dayFromNumber(account.openedOn);
    return contribution({
      period: month.period,
      area: account.area,
      tariffs,
      openedOn,
      closedOn: dayOrNull(account.closedOn),
    });
  }

  /** Payments made in the month, and earlier payments posted in it; oldest first. */
  private payments(
    account: Account,
    owner: Owner,
    random: Random,
    at: { month: Month; balance: number; charged: number; final: boolean; flaws: Defect[] | undefined },
  ): Posted[] {
    const { month } = at;
    const carried = owner.onTheWay;
    owner.onTheWay = [];
    let bill = at.balance;
    for (const payment of carried) bill -= payment.amount;
    const intents = this.intents;
    intents.length = 0;
    if (account.id === WALK_ACCOUNT.id) this.walkPayments(month, bill, intents);
    else payMonth(owner.payer, random, { bill, monthly: at.charged, returnable: owner.delay.returnable }, intents);
    const posted = carried;
    for (const { day, amount, channel } of intents) {
      let paidOn = month.first + day - 1;
      const luck = random.next();
      const wait = luck < 0.35 ? 0 : luck < 0.75 ? 1 : luck < 0.92 ? 2 : 3;
      let postedOn = this.calendar.workingDayAfter(paidOn, wait);
      // The last month's payments are posted in that month: the region has no next month.
      while (at.final && postedOn > month.last) postedOn = this.calendar.workingDayAfter(--paidOn, wait);
      posted.push({ paidOn, postedOn, amount, channel });
    }
    if (this.flaw(at.flaws, 'postedBeforePaid', month))
      posted.push({ paidOn: month.first + 14, postedOn: month.first + 12, amount: 50000, channel: 'Касса фонда' });
    if (posted.length > 1) posted.sort((a, b) => a.paidOn - b.paidOn);
    return posted;
  }

  /** The walk account: the payments of the reference in 2013, then every bill, except for two months half a year ago. */
  private walkPayments(month: Month, bill: number, out: Intent[]): void {
    const channel = month.index % 5 === 3 ? 'Почта России' : 'Сбербанк Онлайн';
    const monthsBack = this.calendar.months.length - 1 - month.index;
    const given = referenceMonth(month);
    if (given) {
      if (given.paid > 0) out.push({ day: given.paidOnDay, amount: given.paid, channel });
    } else if (monthsBack !== 6 && monthsBack !== 5 && bill > 0)
      out.push({ day: 5 + ((month.index * 7) % 6), amount: bill, channel });
  }

  private recalculate(
    account: Account,
    random: Random,
    month: Month,
    due: number,
    flaws: Defect[] | undefined,
  ): Correction {
    const happens = random.chance(0.005);
    if (account.id === WALK_ACCOUNT.id) {
      if (month.period === REFERENCE_CORRECTION.period) return REFERENCE_CORRECTION;
      const lately = month.index === this.calendar.months.length - 2;
      const [reason] = texts.recalculations[0] as [string, number];
      return lately ? { amount: -rounded(due, 10), reason } : { amount: 0, reason: '' };
    }
    if (this.flaw(flaws, 'longReason', month)) return { amount: -Math.min(1234, due), reason: LONG_REASON.trim() };
    if (!happens || due === 0) return { amount: 0, reason: '' };
    const reason = recalculations.draw(random);
    const part = random.int(5, 95);
    // A negative correction never exceeds the month's charge, so every month's debt stays positive.
    return { amount: random.chance(0.4) ? rounded(due * part, 40) : -rounded(due * part, 100), reason };
  }

  /** Court costs are outside the balance: on three documents after the ruling. */
  private court(owner: Owner, random: Random, charged: number): { stateDuty: number; courtCosts: number } {
    const { payer, delay } = owner;
    const debtor = payer.habit === 'never' || payer.habit === 'sporadic';
    if (debtor && !payer.sued && charged > 0 && delay.arrears > 14 * charged && random.chance(0.06)) {
      payer.sued = true;
      owner.courtMonths = 3;
      owner.courtCosts = random.chance(0.4) ? random.int(50, 400) * 100 : 0;
    }
    if (owner.courtMonths === 0) return { stateDuty: 0, courtCosts: 0 };
    owner.courtMonths--;
    return { stateDuty: 200000, courtCosts: owner.courtCosts };
  }

  private flaw(flaws: Defect[] | undefined, kind: Defect['kind'], month: Month): Defect | undefined {
    if (flaws === undefined) return undefined;
    const monthsBack = this.calendar.months.length - 1 - month.index;
    return flaws.find(defect => defect.kind === kind && defect.monthsBack === monthsBack);
  }
}
