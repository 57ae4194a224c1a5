// How an owner pays: on time, late, several months at once, in advance, rarely, never; sometimes twice by mistake, with a refund.
import { texts } from './data.ts';
import { Weighted, type Random } from './random.ts';

export type Habit = 'onTime' | 'late' | 'lump' | 'advance' | 'sporadic' | 'never';

const personHabits = new Weighted<Habit>([
  ['onTime', 62],
  ['late', 17],
  ['lump', 6],
  ['advance', 4],
  ['sporadic', 7],
  ['never', 4],
]);
const companyHabits = new Weighted<Habit>([
  ['onTime', 60],
  ['late', 20],
  ['lump', 14],
  ['sporadic', 4],
  ['never', 2],
]);
const channels = new Weighted(texts.channels);

export interface Payer {
  habit: Habit;
  /** usual day of the month */
  day: number;
  /** kopecks the sum is rounded up to: 1 is no rounding, otherwise 10 or 100 rubles */
  roundTo: number;
  channel: string;
  /** a payment made twice, to be refunded next month; kopecks */
  paidTwice: number;
  /** a court has ruled: bailiffs may collect the debt */
  sued: boolean;
}

/** A payment as the owner makes it: the day of the month, kopecks (negative: a refund). */
export interface Intent {
  day: number;
  amount: number;
  channel: string;
}

export function drawPayer(random: Random, company: boolean): Payer {
  const habit = (company ? companyHabits : personHabits).draw(random);
  const rounding = random.next();
  return {
    habit,
    day: habit === 'late' ? random.int(17, 27) : random.int(3, 13),
    roundTo: company || rounding < 0.7 ? 1 : rounding < 0.93 ? 1000 : 10000,
    channel: company ? 'Платёжное поручение' : channels.draw(random),
    paidTwice: 0,
    sued: false,
  };
}

/** The owner's debt before the region's first month, in kopecks, as a multiple of a month's charge. */
export function openingDebt(payer: Payer, random: Random, monthly: number): number {
  switch (payer.habit) {
    case 'onTime':
      return random.chance(0.93) ? monthly : 0;
    case 'late':
      return monthly * random.int(1, 4);
    case 'lump':
      return monthly * random.int(1, 3);
    case 'advance':
      return -monthly * random.int(1, 10);
    case 'sporadic':
      return monthly * random.int(3, 20);
    case 'never':
      return monthly * random.int(8, 60);
  }
}

/** Kopecks. A smaller sum is paid with the next bill. */
const NOT_WORTH_IT = 1000;
const ROUND_SUMS = [30000, 50000, 50000, 100000, 100000, 150000, 200000, 300000];
const roundedUp = (amount: number, to: number) => Math.ceil(amount / to) * to;

/**
 * Adds the payments of a month to `out`: `bill` is the sum of the last payment document less payments not posted yet,
 * `monthly` a month's contribution, `returnable` what can be refunded (Delay). All in kopecks.
 */
export function payMonth(
  payer: Payer,
  random: Random,
  { bill, monthly, returnable }: { bill: number; monthly: number; returnable: number },
  out: Intent[],
): void {
  if (payer.paidTwice > 0) {
    const refund = payer.paidTwice;
    payer.paidTwice = 0;
    if (returnable >= refund && random.chance(0.6))
      out.push({ day: random.int(10, 25), amount: -refund, channel: texts.refundChannel });
  }
  const pay = (amount: number, day = usualDay(payer, random), channel = usualChannel(payer, random)) => {
    if (amount > 0) out.push({ day, amount: roundedUp(amount, payer.roundTo), channel });
  };
  switch (payer.habit) {
    case 'onTime':
    case 'late': {
      if (bill < NOT_WORTH_IT || !random.chance(payer.habit === 'onTime' ? 0.96 : 0.82)) return;
      const luck = random.next();
      if (luck < 0.02) {
        const half = Math.floor(bill / 2);
        pay(half, random.int(2, 12));
        pay(bill - half, random.int(14, 27));
      } else if (luck < 0.03 && payer.roundTo === 1) {
        pay(bill, random.int(2, 12));
        pay(bill, random.int(14, 27));
        payer.paidTwice = bill;
      } else pay(bill);
      return;
    }
    case 'lump':
      if (bill >= 3 * monthly) pay(bill);
      return;
    case 'advance':
      if (bill > -monthly) pay(bill + monthly * random.of([3, 6, 6, 12]));
      return;
    case 'sporadic':
      if (bill > 0 && random.chance(0.3)) pay(random.chance(0.25) ? bill : random.of(ROUND_SUMS));
      return;
    case 'never':
      if (payer.sued && bill > 0 && random.chance(0.08)) {
        const part = Math.round(bill * (0.3 + 0.7 * random.next()));
        out.push({ day: random.int(3, 24), amount: part, channel: texts.bailiffChannel });
      }
      return;
  }
}

const usualDay = (payer: Payer, random: Random) => payer.day + random.int(-2, 2);
const usualChannel = (payer: Payer, random: Random) => (random.chance(0.9) ? payer.channel : channels.draw(random));
