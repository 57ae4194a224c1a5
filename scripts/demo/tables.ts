// The demo's rows as COPY text, one writer per table: the column order is that of fund.<entity>.
import { dayFromNumber } from '../../src-main/domain/day.ts';
import { addMonths } from '../../src-main/domain/period.ts';
import type { EntityName } from '../../src-main/ports/exchange.ts';
import type { Account, Premises } from './accounts.ts';
import { tariffSpans, type Calendar, type Month } from './calendar.ts';
import { CopyText } from './copy-text.ts';
import { news, organizations, rates, texts, type HouseWorkData } from './data.ts';
import { HouseAccounts, type HouseAccount } from './house-accounts.ts';
import type { House } from './houses.ts';
import type { Figures, LedgerSink, Line, Posted } from './ledger-sink.ts';
import { Random, stream, uuidOf } from './random.ts';

export type Emit = (table: EntityName, chunk: Buffer) => void;

/** The first houses have their own news. */
const HOUSES_WITH_NEWS = 20;
const OPERATOR = 1;
const bytes = (text: string) => Buffer.from(text);
const kinds = {
  contribution: bytes('contribution'),
  penalty: bytes('penalty'),
  recalculation: bytes('recalculation'),
  privilege: bytes('privilege'),
};
const contributionService = bytes(texts.contributionService);
const penaltyService = bytes(texts.penaltyService);
const penaltyServiceBefore2015 = bytes(texts.penaltyServiceBefore2015);
const unit = bytes(texts.unit);
const empty = bytes('');

export class Tables implements LedgerSink {
  private readonly calendar: Calendar;
  private readonly writers = new Map<EntityName, CopyText>();
  private readonly balances: CopyText;
  private readonly lines: CopyText;
  private readonly paid: CopyText;
  private nextPayment = 1;
  private nextHouseAccount = 1;
  private readonly accounts = new HouseAccounts();
  private accountOfTexts = 0;
  private unifiedNumber = empty;
  private accountNumber = empty;
  /** of the accounts whose billing keeps it apart, while they have any: kopecks after the last month written */
  private readonly penaltyDebts = new Map<number, number>();
  private readonly channels = new Map<string, Buffer>();
  private readonly emit: Emit;

  constructor(calendar: Calendar, emit: Emit) {
    this.calendar = calendar;
    this.emit = emit;
    this.balances = this.table('period_balance');
    this.lines = this.table('charge_line');
    this.paid = this.table('payment');
  }

  private table(name: EntityName): CopyText {
    let writer = this.writers.get(name);
    if (!writer) this.writers.set(name, (writer = new CopyText(chunk => this.emit(name, chunk))));
    return writer;
  }

  /** Everything above houses: organizations, offices, rates, rules, the region's tariffs, general news. */
  region(): void {
    for (const [i, o] of organizations.organizations.entries())
      this.table('organization')
        .int(i + 1)
        .text(o.kind)
        .text(o.name)
        .text(o.inn)
        .text(o.kpp)
        .text(o.ogrn)
        .text(o.bank_name)
        .text(o.bic)
        .text(o.settlement_account)
        .text(o.correspondent_account)
        .text(o.phone)
        .text(o.email)
        .text(o.site)
        .text(o.address)
        .end();
    for (const [i, o] of organizations.offices.entries()) {
      const row = this.table('office')
        .int(i + 1)
        .int(OPERATOR)
        .text(o.name)
        .text(o.address)
        .text(o.phone);
      row.text(JSON.stringify(o.hours)).end();
    }
    for (const rate of rates.keyRates) this.table('key_rate').text(rate.from).int(rate.percent).end();
    for (const r of rates.penaltyRules)
      this.table('penalty_rule').text(r.from).int(r.dueDay).int(r.graceDays).int(r.divisor).end();
    for (const [from, to, percent] of rates.caps) this.table('rate_cap').text(from).text(to).int(percent).end();
    for (const [from, to] of rates.moratoria) this.table('moratorium').text(from).text(to).end();
    this.tariffs(1, null, rates.tariffs);
    for (const [i, item] of news.general.entries()) {
      const period = addMonths(this.calendar.lastPeriod, -item.monthsBack);
      this.newsItem(i + 1, null, `${period}-${String(item.day).padStart(2, '0')}`, item.title, item.body);
    }
  }

  private tariffs(firstId: number, house: number | null, steps: readonly (readonly [string, number])[]): void {
    for (const [i, span] of tariffSpans(steps).entries()) {
      const row = this.table('tariff')
        .int(firstId + i)
        .intOrNull(house)
        .text(span.from)
        .textOrNull(span.to);
      row.int(span.tariff).end();
    }
  }

  private newsItem(id: number, house: number | null, day: string, title: string, body: string): void {
    this.table('news').int(id).intOrNull(house).text(`${day}T06:00:00Z`).text(title).text(body).end();
  }

  house(house: House): void {
    this.table('house')
      .int(house.id)
      .text(uuidOf(house.id))
      .text(house.postalCode)
      .text(house.settlementKind)
      .text(house.settlement)
      .text(house.streetKind)
      .text(house.street)
      .text(house.number)
      .text(house.block)
      .text(house.formation)
      .int(OPERATOR)
      .intOrNull(house.managing)
      .intOrNull(house.collected)
      .intOrNull(house.spent)
      .text('')
      .text(house.district)
      .end();
    for (const account of this.accounts.of(house)) this.houseAccount(house, account);
    if (house.id === rates.ownTariff.house) this.tariffs(rates.tariffs.length + 1, house.id, rates.ownTariff.tariffs);
    if (house.id <= HOUSES_WITH_NEWS) this.houseNews(house);
  }

  private houseAccount(house: House, account: HouseAccount): void {
    const row = this.table('house_account').int(this.nextHouseAccount++).int(house.id).int(account.holder);
    row.text(account.bankName).text(account.bic).text(account.number).text(account.correspondent);
    row.text(account.from).textOrNull(account.to).end();
  }

  private houseNews(house: House): void {
    const random = new Random(stream.news, house.id);
    const item = news.house[house.id % news.house.length] as (typeof news.house)[number];
    const block = house.block === '' ? '' : `, корп. ${house.block}`;
    const address = `${house.streetKind} ${house.street}, д. ${house.number}${block}`;
    const contractor = item.work ? (organizations.organizations[item.work.contractor - 1]?.name ?? '') : '';
    const body = item.body.replace('{address}', address).replace('{contractor}', contractor);
    const month = this.calendar.months.at(-1 - random.int(0, 17)) as Month;
    const day = random.int(month.first, month.last);
    this.newsItem(news.general.length + house.id, house.id, dayFromNumber(day), item.title, body);
    if (item.work) this.work(house, day, item.work);
  }

  private work(house: House, told: number, { name, contractor, days: [from, to] }: HouseWorkData): void {
    const row = this.table('house_work').int(house.id).int(house.id).int(contractor).text(name);
    row
      .text(dayFromNumber(told + from))
      .textOrNull(to === null ? null : dayFromNumber(told + to))
      .end();
  }

  premises(premises: Premises): void {
    const row = this.table('premises').int(premises.id).int(premises.house).text(premises.number);
    row
      .text(premises.residential ? 'residential' : 'nonResidential')
      .int(premises.area)
      .end();
  }

  account(account: Account): void {
    const row = this.table('account').int(account.id).text(account.number).text(account.unifiedNumber);
    row.int(account.premises.id).text(account.person ? 'person' : 'company');
    row
      .text(account.person?.lastName ?? '')
      .text(account.person?.firstName ?? '')
      .text(account.person?.middleName ?? '');
    row.text(account.company).int(account.numerator).int(account.denominator).int(account.area);
    row.text(dayFromNumber(account.openedOn));
    row.textOrNull(account.closedOn === null ? null : dayFromNumber(account.closedOn)).end();
  }

  balance(account: Account, month: Month, figures: Figures): void {
    if (this.accountOfTexts !== account.id) {
      this.accountOfTexts = account.id;
      this.unifiedNumber = bytes(account.unifiedNumber);
      this.accountNumber = bytes(account.number);
    }
    const row = this.balances.int(account.id).bytes(month.periodText).int(figures.opening).int(figures.charged);
    row.int(figures.recalculation).int(figures.privilege).int(figures.penalty).int(figures.paid).int(figures.closing);
    row.int(figures.stateDuty).int(figures.courtCosts).bytes(month.documentDays);
    if (figures.documentId !== null) row.text(figures.documentId);
    else if (this.unifiedNumber.length === 0) row.tab();
    else {
      // ЕЛС-MM-YYNN: two more digits, so that documents of one month differ between accounts.
      row.part(this.unifiedNumber).part(month.documentMiddle);
      row.int(10 + ((account.id * 31 + month.index * 17) % 90));
    }
    row.part(month.documentHead).bytes(this.accountNumber);
    this.penaltyParts(row, account, figures);
    row.end();
  }

  /** Every third account is of a billing that keeps the penalty's debt apart: what is paid goes to the contribution first. */
  private penaltyParts(row: CopyText, account: Account, figures: Figures): void {
    if (account.id % 3 !== 0) return void row.null().null().null();
    const opening = this.penaltyDebts.get(account.id) ?? 0;
    const contribution = figures.opening - opening + figures.charged + figures.recalculation - figures.privilege;
    const due = opening + figures.penalty;
    const paid = Math.min(due, Math.max(0, figures.paid - Math.max(0, contribution)));
    const closing = due - paid;
    if (closing !== 0) this.penaltyDebts.set(account.id, closing);
    else if (opening !== 0) this.penaltyDebts.delete(account.id);
    row.int(opening).int(paid).int(closing);
  }

  line(account: Account, month: Month, line: Line): void {
    const row = this.lines.int(account.id).bytes(month.periodText).int(line.no).bytes(kinds[line.kind]);
    const penalty = month.year < 2015 ? penaltyServiceBefore2015 : penaltyService;
    row.bytes(line.kind === 'penalty' ? penalty : contributionService);
    if (line.tariff === null) row.tab().null().null();
    else row.bytes(unit).int(account.area).int(line.tariff);
    row.int(line.amount).text(line.reason).end();
  }

  payment(account: Account, month: Month, payment: Posted): void {
    let channel = this.channels.get(payment.channel);
    if (!channel) this.channels.set(payment.channel, (channel = bytes(payment.channel)));
    const row = this.paid.int(account.id).int(this.nextPayment++);
    row.bytes(this.calendar.dayText(payment.paidOn)).bytes(this.calendar.dayText(payment.postedOn));
    row.bytes(month.periodText).int(payment.amount).bytes(channel).end();
  }

  /** Emits what is left in the buffers and counts the rows of every table. */
  finish(): Map<EntityName, number> {
    for (const writer of this.writers.values()) writer.flush();
    return new Map([...this.writers].map(([name, writer]) => [name, writer.rows]));
  }
}
