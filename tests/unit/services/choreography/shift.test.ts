// What follows from the beginning and the end of a shift.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Audience } from '#contract';
import { followShift } from '../../../../src-main/services/choreography/shift.ts';
import type { OnShift, ShiftEvent } from '../../../../src-main/services/staff/shift.ts';
import { record, speaker } from './parties.ts';
import { inShift } from '../../../../src-main/services/audit/who.ts';

const member = { login: 'ivanova', name: 'Иванова', role: 'operator' } as const;
const begun: ShiftEvent = { type: 'begun', staff: member };
const ended: ShiftEvent = { type: 'ended', why: 'idle', shift: 's1', staff: { ...member, id: '1', token: 't' } };
let told: ReturnType<typeof record>;
let shift: ReturnType<typeof speaker<ShiftEvent>>;

beforeEach(() => {
  told = record();
  shift = speaker();
  empty = fresh = true;
  locked = false;
  onShift = { ...member, id: '1', token: 't' };
});

let locked: boolean;
let onShift: OnShift | null;
let empty: boolean;
let fresh: boolean;
const follow = (audience: Audience) =>
  followShift({
    shift: { onEvent: shift.on, locked: () => locked, staff: () => onShift },
    visit: {
      id: () => 'v1',
      user: () => null,
      touch: told.noted('visit.touch'),
      signOut: told.noted('visit.signOut'),
      shiftChanged: told.noted('visit.shiftChanged'),
      end: told.noted('visit.end'),
      endParked: told.noted('visit.endParked'),
      isEmpty: () => empty,
      isFresh: () => fresh,
    },
    printing: { visitEnded: told.noted('printing.visitEnded') },
    audience,
    tellScreen: told.tellScreen,
  });

describe('a shift', () => {
  it('begun at a kiosk closes what the visitor before had open, and counts the visit’s quiet from then on', () => {
    follow('kiosk');
    empty = fresh = false;
    shift.say(begun);
    expect(told.calls).toEqual([
      ['screen', 'staff.shift', { staff: member, why: null }],
      ['visit.signOut'],
      ['visit.touch'],
      ['visit.shiftChanged'],
    ]);
  });

  it.each([
    ['ends the visit somebody left open', false, ['screen', 'visit.end', 'visit.shiftChanged']],
    ['has no visit to end where nothing is open', true, ['screen', 'visit.shiftChanged']],
  ])('begun at a desk %s', (_what, nothingOpen, names) => {
    follow('desk');
    empty = nothingOpen;
    shift.say(begun);
    expect(told.names()).toEqual(names);
  });

  it.each(['kiosk', 'desk'] as const)('ended at a %s ends the visit, and its print jobs are taken back', at => {
    follow(at);
    fresh = false;
    shift.say(ended);
    expect(told.calls).toEqual([
      ['screen', 'staff.shift', { staff: null, why: 'idle' }],
      ['visit.endParked', 'shift', inShift('v1', member, 's1')],
      ['visit.end', 'shift', inShift('v1', member, 's1')],
      ['visit.shiftChanged'],
      ['printing.visitEnded', 's1'],
    ]);
  });

  it('whose screen is locked and unlocked keeps its visits and its print jobs', () => {
    follow('desk');
    fresh = empty = false;
    locked = true;
    shift.say({ ...ended, type: 'locked', why: 'idle' });
    locked = false;
    shift.say({ type: 'unlocked' });
    expect(told.calls).toEqual([
      ['screen', 'staff.screen', { locked: true, offline: false, mustChange: false }],
      ['screen', 'staff.screen', { locked: false, offline: false, mustChange: false }],
    ]);
  });

  it('begun without the fund says so on the screen, until the fund takes it up, which keeps its visits', () => {
    follow('desk');
    onShift = { ...member, id: '1', token: null };
    shift.say(begun);
    onShift = { ...onShift, token: 't' };
    fresh = empty = false;
    shift.say({ type: 'takenUp' });
    expect(told.calls).toEqual([
      ['screen', 'staff.shift', { staff: member, why: null }],
      ['visit.shiftChanged'],
      ['screen', 'staff.screen', { locked: false, offline: true, mustChange: false }],
      ['screen', 'staff.screen', { locked: false, offline: false, mustChange: false }],
    ]);
  });

  it.each(['screen', 'visit.end'])('does all the rest at its end when %s fails', failing => {
    follow('desk');
    fresh = false;
    told.failing.add(failing);
    expect(() => shift.say(ended)).toThrow(AggregateError);
    expect(told.names()).toEqual([
      'screen',
      'visit.endParked',
      'visit.end',
      'visit.shiftChanged',
      'printing.visitEnded',
    ]);
  });
});
