// The program's events: every listener is told, whatever another one throws, until it stops listening.
import { expect, it } from 'vitest';
import { EventStream } from '../../../../src-main/dispatch/event-stream.ts';

it('tells every listener, whatever an earlier one throws', () => {
  const events = new EventStream();
  const heard: unknown[] = [];
  events.onEvent(() => {
    throw new Error('a window went away');
  });
  const stop = events.onEvent((event, payload) => heard.push([event, payload]));
  expect(() => events.tell('visit.resumed', {})).toThrow(AggregateError);
  stop();
  expect(() => events.tell('visit.resumed', {})).toThrow(AggregateError);
  expect(heard).toEqual([['visit.resumed', {}]]);
});
