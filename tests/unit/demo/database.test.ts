// The demo fills a database with invented people: never one that is somebody else's.
import { expect, test } from 'vitest';
import { demoDatabase } from '../../../scripts/demo/fund.ts';

test.each([
  ['postgres://h/billing', 'kapremont_demo'],
  ['postgres://h/postgres', 'kapremont_demo'],
  ['postgres://h/kapremont', 'kapremont_demo'],
  ['postgres://h/kapremont_demonstration', 'kapremont_demo'],
  ['postgres://h', 'kapremont_demo'],
  ['postgres://h/%D1%84%D0%BE%D0%BD%D0%B4', 'kapremont_demo'],
  ['postgres://h/kapremont_demo_2', 'kapremont_demo_2'],
])('of %s the demo fills %s', (server, filled) => {
  expect(demoDatabase(server)).toBe(filled);
});
