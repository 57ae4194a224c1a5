// A terminal that takes card payments of a small fund, for several tests in a row: each has an account of its own and an acquirer of its own.
import { expect } from 'vitest';
import { startLoopbackAcquirer, type LoopbackAcquirer } from '../../scripts/acquirer/index.ts';
import type { PaymentAttempt } from '#contract';
import { eventually, folder, removeFolder, startTerminal } from '../integration/sync-support.ts';
import { seedFund } from './fund-seed.ts';
import { attemptOf, paymentsRig, shop, type Rig, type RigOptions } from './payments-rig.ts';
import { freshFundDatabase, withClient, type FundDatabase } from './postgres.ts';

export class PaymentsDesk {
  readonly dataDir = folder();
  /** Accounts are used up one a test, so that none waits for another's. */
  account = 0;
  acquirer!: LoopbackAcquirer;
  rig!: Rig;
  #fund!: FundDatabase;

  /** Copies the fund once. */
  readonly start = async (): Promise<void> => {
    this.#fund = await freshFundDatabase();
    await withClient(this.#fund.url, client => seedFund(client, 60, ['2026-10']));
    const terminal = await startTerminal(this.dataDir, this.#fund.terminalOf(this.dataDir));
    await terminal.until('fresh');
    await terminal.stop();
  };
  readonly stop = async (): Promise<void> => {
    removeFolder(this.dataDir);
    await this.#fund.drop();
  };

  /** The next account, an acquirer and the program that asks it. */
  readonly open = async (
    options: Partial<RigOptions> = {},
    loopback: Partial<Parameters<typeof startLoopbackAcquirer>[0]> = {},
  ): Promise<Rig['payments']> => {
    this.account += 1;
    this.acquirer = await startLoopbackAcquirer({ ...shop, ...loopback });
    return this.restart(options);
  };
  readonly restart = async (options: Partial<RigOptions> = {}): Promise<Rig['payments']> => {
    this.rig = await paymentsRig({ dataDir: this.dataDir, baseUrl: this.acquirer.baseUrl, ...options });
    return this.rig.payments;
  };
  readonly close = async (): Promise<void> => {
    await this.rig.stop();
    await this.acquirer.close();
  };

  readonly tryToBegin = (attempt: string, amount = '100', notPaidBefore?: true, shown: string[] = []) =>
    this.rig.payments.methods['payments.begin']({
      account: this.account,
      attempt,
      amount,
      ...(notPaidBefore && { notPaidBefore }),
      shown,
    });
  readonly begin = async (attempt: string, amount = '100', notPaidBefore?: true): Promise<PaymentAttempt> =>
    attemptOf(await this.tryToBegin(attempt, amount, notPaidBefore));
  readonly cancel = async (attempt: string): Promise<PaymentAttempt> =>
    attemptOf(await this.rig.payments.methods['payments.cancel']({ account: this.account, attempt }));
  readonly status = async (attempt: string): Promise<PaymentAttempt> =>
    attemptOf(await this.rig.payments.methods['payments.status']({ account: this.account, attempt }));
  readonly pending = async (): Promise<readonly PaymentAttempt[]> => {
    const answer = await this.rig.payments.methods['payments.pending']({ account: this.account });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.attempts;
  };

  readonly reaches = (attempt: string, state: string) =>
    eventually(
      async () => (await this.status(attempt)).state === state,
      8_000,
      () => `never ${state}`,
    );
  /** The screen is gone: only the background follows. */
  readonly becomes = (attempt: string, state: string) =>
    eventually(async () => (await this.rig.store.terminalStore.attempt(attempt))?.state === state, 8_000);

  /** The acquirer's one payment. */
  readonly only = () => {
    expect(this.acquirer.ledger()).toHaveLength(1);
    return this.acquirer.ledger()[0] as ReturnType<LoopbackAcquirer['ledger']>[0];
  };
}
