// What follows from the beginning and the end of a shift.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Audience } from '#contract';
import { followShift } from '../../../../src-main/services/choreography/shift.ts';
import type { ShiftEvent } from '../../../../src-main/services/staff/shift.ts';
import { record, speaker } from './parties.ts';

const member = { login: 'ivanova', name: 'Иванова', role: 'operator' } as const;
const begun: ShiftEvent = { type: 'begun', staff: member };
const ended: ShiftEvent = { type: 'ended', why: 'idle', shift: 's1', staff: { ...member, id: '1', epoch: 1 } };
let told: ReturnType<typeof record>;
let shift: ReturnType<typeof speaker<ShiftEvent>>;

beforeEach(() => {
  told = record();
  shift = speaker();
});

const follow = (audience: Audience) =>
  followShift({
    shift: { onEvent: shift.on },
    visit: { touch: told.noted('visit.touch') },
    printing: { visitEnded: told.noted('printing.visitEnded') },
    audience,
    tellScreen: told.tellScreen,
  });

describe('a shift', () => {
  it('begun at a kiosk begins to count the visit’s quiet before the screen is told', () => {
    follow('kiosk');
    shift.say(begun);
    expect(told.calls).toEqual([['visit.touch'], ['screen', 'staff.shift', { staff: member, why: null }]]);
  });

  it('begun at a desk is told to the screen alone', () => {
    follow('desk');
    shift.say(begun);
    expect(told.calls).toEqual([['screen', 'staff.shift', { staff: member, why: null }]]);
  });

  it.each(['kiosk', 'desk'] as const)('ended at a %s is told to the screen, and its print jobs are taken back', at => {
    follow(at);
    shift.say(ended);
    expect(told.calls).toEqual([
      ['screen', 'staff.shift', { staff: null, why: 'idle' }],
      ['printing.visitEnded', 's1'],
    ]);
  });

  it('takes print jobs back when the screen could not be told', () => {
    follow('desk');
    told.failing.add('screen');
    expect(() => shift.say(ended)).toThrow(AggregateError);
    expect(told.names()).toEqual(['screen', 'printing.visitEnded']);
  });

  it('is told to the screen when the visit could not be touched', () => {
    follow('kiosk');
    told.failing.add('visit.touch');
    expect(() => shift.say(begun)).toThrow(AggregateError);
    expect(told.names()).toEqual(['visit.touch', 'screen']);
  });
});
