// Bank details as a fund may print them, and the checks by which a bank would refuse a payment.
import { describe, expect, it } from 'vitest';
import { bankDigits, bankDoubts } from '../../../src-main/domain/bank-details.ts';

const good = {
  bank_name: 'АО «Банк»',
  settlement_account: '40703810300009900013',
  bic: '049706990',
  correspondent_account: '30101810200000000990',
};

describe('digits as they are printed', () => {
  it.each([
    ['40703 810 3 0000 9900013', '40703810300009900013'],
    ['40703\u00a0810\u202f3\u20090000 9900013', '40703810300009900013'],
    ['40703.810.3.0000.9900013', '40703810300009900013'],
    ['049706990 ', '049706990'],
    ['\u200b049-706-990', '049706990'],
    ['p/c 40703', 'p/c40703'],
  ])('%j are %s', (text, digits) => {
    expect(bankDigits(text)).toBe(digits);
  });
});

describe('bank details', () => {
  it.each([
    ['049706990', '30101810200000000990'],
    ['044525225', '30101810400000000225'],
    ['044525187', '30101810700000000187'],
    ['044525593', '30101810200000000593'],
    ['044525974', '30101810145250000974'],
    ['044030653', '30101810500000000653'],
  ])('of a real bank hold: БИК %s, к/с %s', (bic, correspondent_account) => {
    expect(bankDoubts({ ...good, bic, correspondent_account }).filter(doubt => doubt !== 'accountKey')).toEqual([]);
  });

  it('hold when both keys do', () => {
    expect(bankDoubts(good)).toEqual([]);
  });

  it('any one wrong digit of an account is a doubt, and so are two changed places', () => {
    const { settlement_account: account } = good;
    for (let at = 0; at < account.length; at++) {
      const other = account.slice(0, at) + String((Number(account[at]) + 1) % 10) + account.slice(at + 1);
      expect(bankDoubts({ ...good, settlement_account: other }), other).toEqual(['accountKey']);
    }
    expect(bankDoubts({ ...good, settlement_account: '47003810300009900013' })).toEqual(['accountKey']);
  });

  it.each([
    [{ settlement_account: '' }, ['accountMissing']],
    [{ settlement_account: '4070381030000990001' }, ['accountLength']],
    [{ settlement_account: '4070381030000990001А' }, ['accountLength']],
    [{ bic: '' }, ['bicMissing']],
    [{ bic: '04970699' }, ['bicLength']],
    [{ correspondent_account: '3010181020000000099' }, ['correspondentLength']],
    [{ correspondent_account: '30101810300000000990' }, ['correspondentKey']],
    [{ correspondent_account: '' }, ['correspondentMissing']],
    [{ bank_name: ' ' }, ['bankMissing']],
    [{ settlement_account: '03224643970000001500', bic: '049706001', correspondent_account: '' }, []],
  ])('%j give %j', (other, doubts) => {
    expect(bankDoubts({ ...good, ...other })).toEqual(doubts);
  });
});
