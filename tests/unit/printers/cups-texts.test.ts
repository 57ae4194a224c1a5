// Sentences for what CUPS reports, by its tokens.
import { describe, expect, it } from 'vitest';
import { troubleOf } from '../../../src-main/adapters/printers/cups-texts.ts';
import { printerTexts } from '../../../src-main/adapters/printers/printer-texts.ts';
import { jobNumber } from '../../../src-main/adapters/printers/cups.ts';
import { decode, encode, parseServer } from '../../../src-main/adapters/printers/ipp.ts';

it('the job’s number is taken from what lp answers, whatever the queue is called', () => {
  expect(jobNumber('request id is Office-2-12 (0 file(s))\n')).toBe(12);
  expect(jobNumber('lp: Error - The printer or class does not exist.')).toBeNull();
});

it('a printer’s trouble is told in words, the plainest first', () => {
  expect(troubleOf(['marker-supply-low-warning', 'media-empty-error'])?.ru).toMatch(/кончилась бумага/);
  expect(troubleOf(['cover-open'])?.ru).toMatch(/открыта крышка/);
  expect(troubleOf(['offline-report'])?.en).toMatch(/cannot be reached/);
  expect(troubleOf(['marker-supply-low-warning'])).toBeNull();
  expect(printerTexts.noQueue('А').ru).toContain('«А»');
});

it('the server is a socket or a host with a port', () => {
  expect(parseServer('/run/cups/cups.sock\n')).toEqual({ socketPath: '/run/cups/cups.sock' });
  expect(parseServer('print.local:6310')).toEqual({ host: 'print.local', port: 6310 });
  expect(parseServer('[::1]:631')).toEqual({ host: '::1', port: 631 });
  expect(parseServer('')).toEqual({ host: 'localhost', port: 631 });
});

describe('IPP', () => {
  it('reads back what it writes: several values, numbers, yes and no, Cyrillic', () => {
    const bytes = encode(0x000b, [
      ['keyword', 'requested-attributes', 'a', 'b'],
      ['integer', 'job-ids', -7],
      ['boolean', 'purge', true],
      ['name', 'who', 'Соколова'],
    ]);
    const { status, attributes } = decode(bytes);
    expect(status).toBe(0x000b);
    expect(Object.fromEntries(attributes)).toEqual({
      'attributes-charset': ['utf-8'],
      'attributes-natural-language': ['en'],
      'requested-attributes': ['a', 'b'],
      'job-ids': [-7],
      purge: [true],
      who: ['Соколова'],
    });
  });
  it('refuses an answer that is cut anywhere', () => {
    const bytes = encode(0x000b, [['keyword', 'requested-attributes', 'a', 'b']]);
    for (let length = 0; length < bytes.length; length++)
      expect(() => decode(bytes.subarray(0, length))).toThrow(RangeError);
  });
});
