// The penalty of one month in constant time: the rule of domain/penalty, carried from month to month instead of recomputed.
import type { Calendar, Month } from './calendar.ts';

/** kopecks x percent-hundredths x days -> kopecks: percent / 100, hundredths / 100, and the statute's 300. */
const SCALE = 10_000 * 300;

/**
 * Contributions of one account with their unpaid parts, settled oldest first. A month's contribution has no penalty until a
 * day of the month after next (`Month.delayFrom`), so three sums are enough: already late, becoming late this month, and the next.
 * A part paid on a day is charged through that day at its rate, the unpaid rest at the rate of the month's last day
 * (domain/penalty, rateOf 'paymentDay', computed at the month's end and limited to the month).
 */
export class Delay {
  private readonly calendar: Calendar;
  private late = 0;
  private becoming = 0;
  private coming = 0;
  private ahead = 0;
  /** settled part of the newest contribution: a refund reopens it */
  private comingPaid = 0;
  private month!: Month;
  private accrued = 0;

  constructor(calendar: Calendar) {
    this.calendar = calendar;
  }

  /** A balance at the start: its newest parts are the contributions of the last two months. */
  open(balance: number, monthly: number): void {
    this.ahead = Math.max(0, -balance);
    this.coming = Math.min(Math.max(0, balance), monthly);
    this.becoming = Math.min(Math.max(0, balance - this.coming), monthly);
    this.late = Math.max(0, balance - this.coming - this.becoming);
    this.comingPaid = 0;
  }

  /** Kopecks that can be refunded without reopening a contribution that is late or about to be. */
  get returnable(): number {
    return this.ahead + this.comingPaid;
  }

  /** Kopecks of contributions unpaid for long enough to have a penalty. */
  get arrears(): number {
    return this.late;
  }

  beginMonth(month: Month): void {
    this.month = month;
    this.accrued = 0;
  }

  /** Payments in the order of their days. Throws RangeError for a refund above `returnable`. */
  pay(day: number, amount: number): void {
    if (amount < 0) return this.giveBack(-amount);
    let left = amount;
    left -= this.settleLate(day, Math.min(left, this.late));
    left -= this.settleBecoming(day, Math.min(left, this.becoming));
    const soon = Math.min(left, this.coming);
    this.coming -= soon;
    this.comingPaid += soon;
    this.ahead += left - soon;
  }

  private giveBack(amount: number): void {
    if (amount > this.returnable) throw new RangeError('A refund of more than can be given back');
    const fromAhead = Math.min(amount, this.ahead);
    this.ahead -= fromAhead;
    this.comingPaid -= amount - fromAhead;
    this.coming += amount - fromAhead;
  }

  private settleLate(day: number, amount: number): number {
    if (amount > 0) this.accrued += amount * this.calendar.cost(this.month.first, day, day);
    this.late -= amount;
    return amount;
  }

  private settleBecoming(day: number, amount: number): number {
    if (amount > 0) this.accrued += amount * this.calendar.cost(this.month.delayFrom, day, day);
    this.becoming -= amount;
    return amount;
  }

  /** The month's penalty in kopecks, rounded once, half away from zero. Moves the debts on by a month. */
  endMonth(): number {
    const { first, last, delayFrom } = this.month;
    this.accrued += this.late * this.calendar.cost(first, last, last);
    this.accrued += this.becoming * this.calendar.cost(delayFrom, last, last);
    this.late += this.becoming;
    this.becoming = this.coming;
    this.coming = this.comingPaid = 0;
    return Math.floor((2 * this.accrued + SCALE) / (2 * SCALE));
  }

  /** The month's contribution with privileges and recalculations, never negative; the advance pays it first. */
  charge(due: number): void {
    const settled = Math.min(this.ahead, due);
    this.ahead -= settled;
    this.comingPaid = settled;
    this.coming = due - settled;
  }
}
