// Premises and accounts of a house: flats numbered by entrances, shares, company owners, closed accounts and their successors.
import { dayFromNumber, dayNumber } from '../../src-main/domain/day.ts';
import type { Calendar } from './calendar.ts';
import { defects, texts, type DefectKind } from './data.ts';
import type { House } from './houses.ts';
import { family, person, type Person } from './people.ts';
import { Random, Weighted, stream } from './random.ts';

export interface Premises {
  id: number;
  house: number;
  number: string;
  residential: boolean;
  /** hundredths of m² */
  area: number;
}

export interface Account {
  id: number;
  number: string;
  unifiedNumber: string;
  premises: Premises;
  /** null: a company */
  person: Person | null;
  company: string;
  numerator: number;
  denominator: number;
  /** hundredths of m², with the share applied */
  area: number;
  /** day numbers */
  openedOn: number;
  closedOn: number | null;
}

/** The account of the reference: flat 10 of ул. Энгельса, д. 14. */
export const WALK_ACCOUNT = { id: 10, number: '220753', area: 4270 };
const sokolova: Person = { lastName: 'Соколова', firstName: 'Людмила', middleName: 'Леонидовна' };
const longest: Person = {
  lastName: 'Константинопольская-Преображенская',
  firstName: 'Александра-Виктория',
  middleName: 'Всеволодовна',
};

const FIRST_NUMBER = Number(WALK_ACCOUNT.number) - WALK_ACCOUNT.id;
const companies = new Weighted(texts.companyOwners);

/** «20МВ875415» for the walk account, and never the same twice: multiplying by a number coprime to the prime only reorders the ids. */
function unifiedNumber(id: number): string {
  const PRIME = 999_983;
  const shift = id - WALK_ACCOUNT.id;
  const digits = (((shift * 618_033 + 875_415) % PRIME) + PRIME) % PRIME;
  const letters = 'МВАЕКНОРСТУХ';
  const first = letters[Math.abs(shift * 5) % letters.length] as string;
  const second = letters[Math.abs(1 + shift * 7) % letters.length] as string;
  return `${20 + Math.floor(id / PRIME)}${first}${second}${String(digits).padStart(6, '0')}`;
}

/** Areas by the place on the floor: flats above one another have the same area. */
function risers(random: Random, count: number): number[] {
  const spans = [
    [2900, 3650],
    [4050, 5450],
    [5600, 7400],
    [7500, 9500],
  ] as const;
  return Array.from({ length: count }, () => {
    const [low, high] = random.of([spans[0], spans[0], spans[1], spans[1], spans[1], spans[2], spans[2], spans[3]]);
    return Math.round(random.int(low, high) / 10) * 10;
  });
}

function flatArea(random: Random, riser: number): number {
  const area = riser + 10 * random.int(-3, 3);
  return Math.min(9500, Math.max(2900, area));
}

export class AccountMaker {
  private nextPremises = 1;
  private nextAccount = 1;
  private readonly calendar: Calendar;

  constructor(calendar: Calendar) {
    this.calendar = calendar;
  }

  /** Every premises of a house with its accounts, in the order of their ids. */
  *of(house: House): Generator<{ premises: Premises; accounts: Account[] }> {
    const houseDraw = new Random(stream.premises, house.id);
    const onFloor = house.id === 1 ? [6120, WALK_ACCOUNT.area, 3050, 4480] : risers(houseDraw, house.flatsOnFloor);
    const flats = house.entrances * house.floors * house.flatsOnFloor;
    for (let flat = 1; flat <= flats; flat++) {
      const riser = onFloor[(flat - 1) % house.flatsOnFloor] as number;
      const area = house.id === 1 ? riser : flatArea(houseDraw, riser);
      yield this.occupied(
        { id: this.nextPremises++, house: house.id, number: String(flat), residential: true, area },
        house,
      );
    }
    for (let shop = 1; shop <= house.shops; shop++) {
      const number = house.id === 2 && shop === 1 ? 'н/п 12–14 (цоколь, вход со двора)' : `н/п ${shop}`;
      const area = 10 * houseDraw.int(400, 3200);
      yield this.occupied({ id: this.nextPremises++, house: house.id, number, residential: false, area }, house);
    }
  }

  private occupied(premises: Premises, house: House): { premises: Premises; accounts: Account[] } {
    const random = new Random(stream.account, premises.id);
    const plain = premises.id <= WALK_ACCOUNT.id;
    const kind = plain ? 1 : random.next();
    const openedOn = dayNumber(house.openedOn);
    if (!premises.residential) {
      const owner = random.chance(0.85) ? companies.draw(random) : null;
      const company = house.id === 2 && owner !== null ? texts.longCompanyOwner : (owner ?? '');
      return { premises, accounts: [this.account(premises, random, { openedOn, company })] };
    }
    if (kind < 0.045) return { premises, accounts: this.shares(premises, random, openedOn, 2) };
    if (kind < 0.06) return { premises, accounts: this.shares(premises, random, openedOn, 3) };
    if (kind < 0.078) return { premises, accounts: this.sold(premises, random, openedOn) };
    const bought = !plain && kind < 0.3 ? this.dayBeforeWindow(random, openedOn) : openedOn;
    return { premises, accounts: [this.account(premises, random, { openedOn: bought })] };
  }

  private shares(premises: Premises, random: Random, openedOn: number, of: number): Account[] {
    const surname = family(random);
    let left = premises.area;
    return Array.from({ length: of }, (_, i) => {
      const area = Math.floor(left / (of - i));
      left -= area;
      return this.account(premises, random, { openedOn, area, denominator: of, surname });
    });
  }

  /** Sold within the months of the region: the old account is closed, the buyer's account opens the next day. */
  private sold(premises: Premises, random: Random, openedOn: number): Account[] {
    const { months, windowStart } = this.calendar;
    const month = months[windowStart + random.int(6, months.length - windowStart - 6)] as Calendar['months'][number];
    const closedOn = random.int(month.first, month.last);
    return [
      this.account(premises, random, { openedOn, closedOn }),
      this.account(premises, random, { openedOn: closedOn + 1 }),
    ];
  }

  private dayBeforeWindow(random: Random, openedOn: number): number {
    const end = (this.calendar.months[this.calendar.windowStart] as { first: number }).first - 60;
    return end > openedOn ? random.int(openedOn, end) : openedOn;
  }

  private account(
    premises: Premises,
    random: Random,
    given: {
      openedOn: number;
      closedOn?: number;
      area?: number;
      denominator?: number;
      company?: string;
      surname?: readonly string[];
    },
  ): Account {
    const id = this.nextAccount++;
    const owner = given.company ? null : person(random, given.surname);
    const account: Account = {
      id,
      number: String(FIRST_NUMBER + id),
      unifiedNumber: id !== WALK_ACCOUNT.id && random.chance(0.02) ? '' : unifiedNumber(id),
      premises,
      person: id === WALK_ACCOUNT.id ? sokolova : id === LONG_NAME_ACCOUNT ? longest : owner,
      company: given.company ?? '',
      numerator: 1,
      denominator: given.denominator ?? 1,
      area: given.area ?? premises.area,
      openedOn: given.openedOn,
      closedOn: given.closedOn ?? null,
    };
    for (const defect of defects) if (defect.account === id) spoil(account, defect.kind);
    return account;
  }
}

/** In the house with the long address. */
const LONG_NAME_ACCOUNT = 77;

function spoil(account: Account, kind: DefectKind): void {
  const owner = account.person;
  if (kind === 'zeroArea') account.area = 0;
  if (kind === 'oddUnifiedNumber') account.unifiedNumber = '2O875415';
  if (kind === 'htmlName' && owner) account.person = { ...owner, lastName: '<img src=x onerror=alert(1)>' };
  if (kind === 'controlInName' && owner)
    account.person = { ...owner, firstName: `${owner.firstName}\u0007\u001b[31m\u0001` };
}

export const dayOrNull = (day: number | null): string | null => (day === null ? null : dayFromNumber(day));
