// What follows from a change of the fund's data, of payments, of a print job, and what is only passed on to the screen.
import { beforeEach, describe, expect, it } from 'vitest';
import { nothingSaid, type Batch, type Freshness, type PrintJob, type Who } from '#contract';
import type { SyncEvent } from '../../../../src-main/ports/cache.ts';
import { followData } from '../../../../src-main/services/choreography/data.ts';
import { followPayments } from '../../../../src-main/services/choreography/payments.ts';
import { followPrinting } from '../../../../src-main/services/choreography/printing.ts';
import { forwardToScreen } from '../../../../src-main/services/choreography/screen.ts';
import { record, settled, speaker } from './parties.ts';
import { somebody } from '../../../support/called.ts';

let told: ReturnType<typeof record>;

beforeEach(() => {
  told = record();
});

const open = [7, 8];
const isOpen = (account: number) => open.includes(account);
const logged = (what: string, failed: string) => [
  'log',
  what,
  expect.objectContaining({ message: `${failed} failed` }),
];

describe('a change of the fund’s data', () => {
  let sync: ReturnType<typeof speaker<SyncEvent>>;

  beforeEach(() => {
    sync = speaker();
    followData({
      sync: { onEvent: sync.on },
      lookup: { addressesChanged: told.noted('lookup') },
      visit: { isOpen, openAccounts: () => open },
      payments: { ledgerChanged: told.notedLater('payments') },
      audit: { record: told.notedLater('audit') },
      tellScreen: told.tellScreen,
      log: { error: told.noted('log') },
    });
  });

  it('that a comparison mended is noted in the audit log', () => {
    sync.say({ type: 'mended', entity: 'payment', rows: 3, accounts: 2 });
    const details = { entities: 'payment', count: 3, accounts: 2 };
    expect(told.calls).toEqual([['audit', expect.objectContaining({ action: 'data.mended', account: null, details })]]);
  });

  it('that shows the terminal’s disk to be a copy is noted in the audit log', () => {
    sync.say({ type: 'parted', after: 'ab' });
    const event = { action: 'outbox.parted', account: null, details: { head: 'ab' } };
    expect(told.calls).toEqual([['audit', expect.objectContaining(event)]]);
  });

  it('in addresses makes the lookup forget those it remembers', () => {
    sync.say({ type: 'addressesChanged' });
    expect(told.calls).toEqual([['lookup']]);
  });

  it('in accounts is told to the screen where they are open, and their payments are matched', () => {
    sync.say({ type: 'accountsChanged', accounts: [6, 7] });
    expect(told.calls).toEqual([
      ['screen', 'statement.changed', { account: 7 }],
      ['payments', [6, 7]],
    ]);
  });

  it('of the whole cache does all three, for every open account and for the payments of all', () => {
    sync.say({ type: 'swapped', asOf: null });
    expect(told.calls).toEqual([
      ['lookup'],
      ['screen', 'statement.changed', { account: 7 }],
      ['screen', 'statement.changed', { account: 8 }],
      ['payments', null],
    ]);
  });

  it.each<SyncEvent>([{ type: 'online' }, { type: 'fresh', asOf: '2026-11-24' }, { type: 'progress', fraction: 0.5 }])(
    'is not what $type tells of',
    event => {
      sync.say(event);
      expect(told.calls).toEqual([]);
    },
  );

  it('matches payments when the screen could not be told', () => {
    told.failing.add('screen');
    expect(() => sync.say({ type: 'accountsChanged', accounts: [7] })).toThrow(AggregateError);
    expect(told.names()).toEqual(['screen', 'payments']);
  });

  it('logs payments that could not be matched', async () => {
    told.failing.add('payments');
    sync.say({ type: 'accountsChanged', accounts: [6] });
    await settled();
    expect(told.calls).toEqual([['payments', [6]], logged('payments not matched', 'payments')]);
  });
});

describe('a change of an account’s payments', () => {
  it('is told to the screen where the account is open', () => {
    const payments = speaker<number>();
    followPayments({ payments: { onChange: payments.on }, visit: { isOpen }, tellScreen: told.tellScreen });
    payments.say(6);
    payments.say(7);
    expect(told.calls).toEqual([['screen', 'statement.changed', { account: 7 }]]);
  });
});

describe('a step of a print job', () => {
  const jobIn = (state: PrintJob['state']): PrintJob => ({
    job: 'j',
    state,
    note: nothingSaid,
    trouble: false,
    others: [],
  });
  let printing: ReturnType<typeof speaker<{ job: PrintJob; visit: string; who: Who }>>;

  beforeEach(() => {
    printing = speaker();
    followPrinting({
      printing: { onChange: printing.on },
      visit: { id: () => 'v1' },
      cabinet: { notePrinted: told.notedLater('note') },
      tellScreen: told.tellScreen,
      log: { error: told.noted('log') },
    });
  });

  it('is told to the screen, and then noted for the user once it is with the printer', () => {
    printing.say({ job: jobIn('queued'), visit: 'v1', who: somebody });
    printing.say({ job: jobIn('sent'), visit: 'v1', who: somebody });
    printing.say({ job: jobIn('done'), visit: 'v1', who: somebody });
    expect(told.calls).toEqual([
      ['screen', 'print.job', jobIn('queued')],
      ['screen', 'print.job', jobIn('sent')],
      ['note', null, somebody],
      ['screen', 'print.job', jobIn('done')],
    ]);
  });

  it('is not noted for the user when it is the shift’s', () => {
    printing.say({ job: jobIn('sent'), visit: 'the shift', who: somebody });
    expect(told.names()).toEqual(['screen']);
  });

  it('is noted when the screen could not be told, and a note that could not be kept is logged', async () => {
    told.failing.add('screen').add('note');
    expect(() => printing.say({ job: jobIn('sent'), visit: 'v1', who: somebody })).toThrow(AggregateError);
    await settled();
    expect(told.calls.slice(1)).toEqual([['note', null, somebody], logged('print not noted', 'note')]);
  });
});

describe('what the screen is told as it is', () => {
  it('is how fresh the data is, and how a batch goes', () => {
    const freshness = speaker<Freshness>();
    const batches = speaker<Batch>();
    forwardToScreen({
      system: { onFreshness: freshness.on },
      batches: { onChange: batches.on },
      tellScreen: told.tellScreen,
    });
    const fresh = { state: 'fresh' } as unknown as Freshness;
    const batch = { state: 'done' } as Batch;
    freshness.say(fresh);
    batches.say(batch);
    expect(told.calls).toEqual([
      ['screen', 'freshness', fresh],
      ['screen', 'staff.batch', batch],
    ]);
  });
});
