// Calls of the schema `cabinet` that terminals make for staff, application forms and certificates.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import { nothing, type Ask, type Change, type Terminal } from './calls.ts';
import { instant, key, keyOrNull, type Row } from './rows.ts';

/** `change` marks the transaction as one that needs its audit event. */
export const staffCalls = (
  ask: Ask,
  change: Change,
  terminal: Terminal,
): Pick<
  CabinetTransaction,
  'openApplications' | 'handleApplication' | 'acceptApplication' | 'acceptData' | 'certificate'
> => ({
  openApplications: async (token, most) =>
    (await ask.rows('open_applications', token, most)).map(row => ({
      number: key(row['number']),
      account: keyOrNull(row['account_id']),
      address: row['address'] as string,
      terminal: row['terminal'] as string,
      madeAt: instant(row['made_at']),
    })),
  async handleApplication(token, number) {
    const row = await ask.one('handle_application', token, number);
    if (row?.['done'] !== true) return null;
    change.mark();
    return { account: keyOrNull(row['account_id']) };
  },
  async acceptApplication(token, number, norm) {
    const row = (await ask.one('accept_application', token, number, norm, terminal.name)) as Row;
    const outcome = row['outcome'] as 'done' | 'gone' | 'noAccount' | 'userUnknown';
    if (outcome === 'done') change.mark();
    return { outcome, account: keyOrNull(row['account_id']), user: row['user_id'] as string | null };
  },
  acceptData: (token, counts) => nothing(change('accept_data', token, JSON.stringify(counts))),
  async certificate(token, code) {
    const row = await ask.one('certificate', token, code);
    return (
      row && {
        number: row['number'] as string,
        account: key(row['account_id']),
        accountNumber: row['account_number'] as string,
        amount: key(row['amount']),
        overdue: key(row['overdue']),
        day: String(row['day']).slice(0, 10),
        terminal: row['terminal'] as string,
      }
    );
  },
});
