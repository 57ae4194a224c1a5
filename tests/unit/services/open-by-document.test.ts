// Opening an account by a checked document, when the shift or the visit ends while the fund is being asked.
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountHeader } from '#contract';
import { createAudit } from '../../../src-main/services/audit/index.ts';
import { deskMethods } from '../../../src-main/services/staff/desk.ts';
import { createShift, type Shift } from '../../../src-main/services/staff/shift.ts';
import { createVisit, type Visit } from '../../../src-main/services/visit/index.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { whoActs } from '../../../src-main/services/audit/who.ts';

const someone = { id: 's', login: 'ivanova', name: 'Иванова', role: 'operator', token: 't' } as const;
let shift: Shift;
let visit: Visit;
let desk: ReturnType<typeof deskMethods>;
let whileAsking: () => void;

beforeEach(() => {
  const clock = fakeClock();
  const store = memoryStore();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  shift = createShift({ clock, endMinutes: 15 });
  visit = createVisit({ clock, idle: { warnSeconds: 45, endSeconds: 60 } });
  whileAsking = () => {};
  desk = deskMethods({
    cache: { account: async () => ({}) } as never,
    printing: {} as never,
    session: {} as never,
    shift,
    visit,
    clock,
    audit: createAudit({ store, clock, log, terminalName: 'Стойка' }),
    openAccount: async () => {
      whileAsking();
      return { account: 7 } as AccountHeader;
    },
  });
  shift.begin(someone);
});

const open = () =>
  desk['staff.openByDocument'](
    { account: 7, reason: 'noPapers', document: 'passport', lastFour: '1234' },
    { who: whoActs(visit, shift) },
  );

describe('opening an account by a document', () => {
  it('opens it for the shift and the visit that asked', async () => {
    expect(await open()).toMatchObject({ ok: true, value: { account: { account: 7 } } });
    expect(visit.isOpen(7)).toBe(true);
  });

  it.each([
    ['the shift ends', () => shift.end('button')],
    ['somebody else begins theirs', () => shift.begin({ ...someone, id: 'other', login: 'petrov' })],
  ])('opens nothing when %s meanwhile', async (_what, happens) => {
    whileAsking = happens;
    expect(await open()).toMatchObject({ ok: false, error: { code: 'staff.signInNeeded' } });
    expect(visit.isOpen(7)).toBe(false);
  });

  it('opens nothing into the next visitor’s visit', async () => {
    whileAsking = () => {
      visit.open(visit.held(), 1);
      visit.end('button');
    };
    expect(await open()).toMatchObject({ ok: false, error: { code: 'visit.accountNotOpen' } });
    expect(visit.isOpen(7)).toBe(false);
  });
});
