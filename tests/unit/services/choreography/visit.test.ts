// What follows from the visit's events: the order, both audiences, and what still happens when something fails.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Audience } from '#contract';
import { followVisit } from '../../../../src-main/services/choreography/visit.ts';
import { windowLost } from '../../../../src-main/services/choreography/window-lost.ts';
import type { VisitEvent } from '../../../../src-main/services/visit/index.ts';
import { staffMember } from '../../../contract/program.ts';
import { record, settled, speaker } from './parties.ts';
import { inShift, visitor } from '../../../../src-main/services/audit/who.ts';
import type { OnShift } from '../../../../src-main/services/staff/shift.ts';

const ended: Extract<VisitEvent, { type: 'ended' }> = {
  type: 'ended',
  why: 'idle',
  visit: 'v1',
  user: null,
  accounts: [7, 8],
  touched: true,
  by: null,
  parked: false,
};
const line = {
  action: 'visit.ended',
  account: null,
  details: { why: 'idle', accounts: '7,8' },
  who: visitor({ id: () => 'v1', user: () => null }),
};
let staff: OnShift | null;
let told: ReturnType<typeof record>;
let visit: ReturnType<typeof speaker<VisitEvent>>;

beforeEach(() => {
  told = record();
  staff = null;
  visit = speaker();
});

const follow = (audience: Audience) =>
  followVisit({
    visit: { onEvent: visit.on },
    shift: { end: told.noted('shift.end'), id: () => 's1', staff: () => staff },
    printing: { visitEnded: told.noted('printing.visitEnded') },
    audit: { record: told.notedLater('audit') },
    audience,
    tellScreen: told.tellScreen,
    log: { error: told.noted('log') },
  });

describe('the visit', () => {
  it('warns on the screen, and takes the warning back', () => {
    follow('kiosk');
    visit.say({ type: 'warning', secondsLeft: 12 });
    visit.say({ type: 'resumed' });
    expect(told.calls).toEqual([
      ['screen', 'visit.warning', { secondsLeft: 12 }],
      ['screen', 'visit.resumed', {}],
    ]);
  });

  it('at its end tells the screen first, then records it, ends a kiosk’s shift and takes print jobs back', () => {
    follow('kiosk');
    visit.say(ended);
    expect(told.calls).toEqual([
      ['screen', 'visit.ended', { why: 'idle' }],
      ['audit', line],
      ['shift.end', 'windowLost'],
      ['printing.visitEnded', 'v1'],
    ]);
  });

  it('is the clerk’s who is on shift, the one’s whose shift has ended, and nobody’s who was not there', () => {
    follow('desk');
    staff = { id: '1', login: 'ivanova', name: 'Иванова', role: 'operator', token: 't' };
    visit.say(ended);
    const petrov = inShift('v1', { role: 'admin', login: 'petrov' }, 's0');
    visit.say({ ...ended, by: petrov });
    visit.say({ ...ended, accounts: [], touched: false });
    expect(told.calls.filter(([name]) => name === 'audit')).toEqual([
      ['audit', { ...line, who: inShift('v1', staff, 's1') }],
      ['audit', { ...line, who: petrov }],
    ]);
  });

  it('that ends while it is parked is recorded, and the one on the screen goes on', () => {
    follow('desk');
    visit.say({ ...ended, parked: true });
    expect(told.names()).toEqual(['audit', 'printing.visitEnded']);
  });

  it('leaves the shift of a desk alone', () => {
    follow('desk');
    visit.say(ended);
    expect(told.names()).toEqual(['screen', 'audit', 'printing.visitEnded']);
  });

  it.each(['screen', 'shift.end', 'printing.visitEnded'])('does all the rest when %s fails, and says so', failing => {
    follow('kiosk');
    told.failing.add(failing);
    expect(() => visit.say(ended)).toThrow(AggregateError);
    expect(told.names()).toEqual(['screen', 'audit', 'shift.end', 'printing.visitEnded']);
  });

  it('logs an audit event that could not be written', async () => {
    follow('kiosk');
    told.failing.add('audit');
    visit.say(ended);
    await settled();
    expect(told.calls.filter(([name]) => name === 'log')).toEqual([
      ['log', 'audit not written', expect.objectContaining({ message: 'audit failed' })],
    ]);
  });
});

describe('a lost window', () => {
  const lose = (how: 'gone' | 'reloaded' = 'gone', audience: 'desk' | 'kiosk' = 'desk', onShift = true) =>
    windowLost({
      shift: { end: told.noted('shift.end'), staff: () => (onShift ? staffMember('operator') : null) },
      visit: { end: told.noted('visit.end') },
      audience,
    })(how);

  it.each([
    ['whose page is gone', ['gone', 'desk', true]],
    ['of a kiosk whose page is loaded again', ['reloaded', 'kiosk', true]],
    ['of a desk with nobody on shift, whose page is loaded again', ['reloaded', 'desk', false]],
  ] as const)('%s ends the visit and then the shift', (_which, [how, audience, onShift]) => {
    lose(how, audience, onShift);
    expect(told.calls).toEqual([
      ['visit.end', 'windowLost'],
      ['shift.end', 'windowLost'],
    ]);
  });

  it('of a clerk on shift whose page is loaded again ends nothing', () => {
    lose('reloaded', 'desk', true);
    expect(told.calls).toEqual([]);
  });

  it('ends the shift when the end of the visit fails', () => {
    told.failing.add('visit.end');
    expect(() => lose()).toThrow(AggregateError);
    expect(told.names()).toEqual(['visit.end', 'shift.end']);
  });
});
