// Which printer prints what: A4 here, a roll there, and a setting that cannot hold is refused at the start.
import { describe, expect, it } from 'vitest';
import { createPrinters } from '../../../src-main/adapters/printers/index.ts';
import { printerProfiles } from '../../../src-main/adapters/printer-profiles/index.ts';
import { readSettings, Settings } from '../../../src-main/settings.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const quiet = { info() {}, warn() {}, error() {} };
const build = (input: unknown) =>
  createPrinters(Settings.parse(input).printers, {
    clock: fakeClock(),
    log: quiet,
    profile: id => printerProfiles().get(id),
    receiptWindow: null,
    spool: '',
  });

const roll = { name: 'Чековый', kind: 'tcp9100', host: '10.0.0.7', profile: 'xprinter-xp-80', for: ['paymentSlip'] };
const office = { name: 'Офис', kind: 'cups', queue: 'Office' };

describe('printers', () => {
  it('are chosen by the document’s kind, and one that is for nothing takes what is left', () => {
    const printers = build({ printers: [roll, office] });
    expect(printers.for('paymentSlip')).toMatchObject({
      name: 'Чековый',
      accepts: 'escpos',
      profile: 'xprinter-xp-80',
    });
    expect(printers.for('paymentDocument')).toMatchObject({ name: 'Офис', accepts: 'pdf' });
  });

  it('that only have a roll are not given what needs a sheet', () => {
    const anything = { ...roll, for: null };
    const printers = build({ printers: [anything] });
    expect(printers.for('paymentDocument')?.name).toBe('Чековый');
    expect(printers.for('statement')?.name).toBe('Чековый');
    for (const kind of ['houseList', 'legalText'] as const) expect(printers.for(kind)).toBeNull();
  });

  it('that only have a roll print the application form too, and leave it to a sheet where there is one', () => {
    const anything = { ...roll, for: null };
    expect(build({ printers: [anything] }).for('applicationForm')?.name).toBe('Чековый');
    expect(build({ printers: [anything, office] }).for('applicationForm')?.name).toBe('Офис');
  });

  it('with half sheets print what has no half on a whole one, which lies in them, where no printer is better', () => {
    const printers = build({
      printers: [
        { ...roll, for: null },
        { ...office, paper: 'a5' },
      ],
    });
    expect(printers.for('statement')?.name).toBe('Чековый');
    for (const kind of ['houseList', 'legalText'] as const) expect(printers.for(kind)?.name).toBe('Офис');
  });

  it('with half sheets leave what has no half to a whole sheet', () => {
    const printers = build({
      printers: [
        { ...office, paper: 'a5' },
        { ...office, name: 'Целый лист' },
      ],
    });
    expect(printers.for('paymentDocument')).toMatchObject({ name: 'Офис', format: 'a5' });
    expect(printers.for('statement')).toMatchObject({ name: 'Целый лист', format: 'a4' });
  });

  it('print large print on a sheet alone, where payment documents go if no printer is set for it', () => {
    expect(build({ printers: [{ ...roll, for: null }] }).for('largeDocument')).toBeNull();
    expect(build({ printers: [{ ...roll, for: null }, office] }).for('largeDocument')?.name).toBe('Офис');
    const set = [roll, { ...office, for: ['paymentDocument', 'statement'] }];
    expect(build({ printers: set }).for('largeDocument')?.name).toBe('Офис');
    expect(build({ printers: [{ ...roll, for: ['paymentDocument'] }] }).for('largeDocument')).toBeNull();
  });

  it('of a raw CUPS queue take ESC/POS', () => {
    expect(build({ printers: [{ ...office, profile: 'epson-tm-t20' }] }).for('statement')).toMatchObject({
      accepts: 'escpos',
      profile: 'epson-tm-t20',
    });
  });

  it('there may be none of', () => {
    expect(build({}).for('paymentDocument')).toBeNull();
  });

  it('set wrong are refused with a sentence', () => {
    expect(() => build({ printers: [{ ...roll, for: ['houseList'] }] })).toThrow(/Чековый.*нужен лист А4/);
    expect(() => build({ printers: [{ ...roll, profile: 'nothing' }] })).toThrow(
      /Профиля принтера «nothing» нет. Есть: /,
    );
    expect(() => readSettings(undefined, { printers: [office, office] as never })).toThrow(
      /имена принтеров повторяются/,
    );
    expect(() => readSettings(undefined, { printer: { kind: 'cups', queue: 'Office' } } as never)).toThrow(
      /таких полей нет: printer\./,
    );
  });
});
