// Which payment settled which part of which debt, and how long each part stayed unpaid: the basis of the penalty.
import { dayNumber } from './day.ts';

/** A contribution that fell due; a negative amount is a credit and counts as a payment on its due day. Kopecks. */
export interface Debt {
  due: string;
  amount: number;
}
/** A payment in kopecks on the day the owner paid; negative is a refund. */
export interface Payment {
  paidOn: string;
  amount: number;
}

/** A part of a debt that was unpaid from one day through another (day numbers). */
export interface Chunk {
  amount: number;
  /** first unpaid day; 0, which is before any other day, for a debt never settled before */
  from: number;
  /** the day it was paid, which still counts; null while unpaid */
  paidOn: number | null;
}

export interface Settled {
  debt: Debt;
  chunks: Chunk[];
}

const sane = (amount: number) => {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`Not a number of kopecks: ${amount}`);
  return amount;
};

/** Positive debts, oldest due day first, each split by the payments made through `asOf`; later payments are ignored. */
export function settle(debts: readonly Debt[], payments: readonly Payment[], asOf: string): Settled[] {
  const settled: Settled[] = [];
  const byDay = new Map<number, number>();
  const pay = (day: string, amount: number) => {
    if (day <= asOf) byDay.set(dayNumber(day), (byDay.get(dayNumber(day)) ?? 0) + sane(amount));
  };
  for (const debt of debts) {
    if (sane(debt.amount) > 0) settled.push({ debt, chunks: [{ amount: debt.amount, from: -Infinity, paidOn: null }] });
    else if (debt.amount < 0) pay(debt.due, -debt.amount);
  }
  settled.sort((a, b) => dayNumber(a.debt.due) - dayNumber(b.debt.due));
  for (const payment of payments) pay(payment.paidOn, payment.amount);

  let advance = 0;
  /** first debt that may still be unpaid */
  let next = 0;
  const paid: { at: number; amount: number }[] = [];
  for (const [day, amount] of [...byDay].sort((a, b) => a[0] - b[0])) {
    advance += amount;
    while (advance > 0) {
      const chunks = settled[next]?.chunks;
      if (!chunks) break;
      const open = chunks.find(chunk => chunk.paidOn === null);
      if (!open) {
        next++;
        continue;
      }
      const part = Math.min(advance, open.amount);
      if (part < open.amount) chunks.push({ ...open, amount: open.amount - part });
      Object.assign(open, { amount: part, paidOn: day });
      paid.push({ at: next, amount: part });
      advance -= part;
    }
    // A refund first uses up the advance, then reopens what was settled last, from the next day.
    while (advance < 0) {
      const last = paid.at(-1);
      if (!last) break;
      const part = Math.min(-advance, last.amount);
      settled[last.at]?.chunks.push({ amount: part, from: day + 1, paidOn: null });
      next = Math.min(next, last.at);
      last.amount -= part;
      if (last.amount === 0) paid.pop();
      advance += part;
    }
  }
  return settled;
}
