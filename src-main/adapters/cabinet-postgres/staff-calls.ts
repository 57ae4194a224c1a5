// Calls of the schema `cabinet` that terminals make for staff, application forms and certificates.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { Ask, Change, Terminal } from './calls.ts';
import { instant, key, keyOrNull, type Row } from './rows.ts';

/** `change` marks the transaction as one that needs its audit event. */
export const staffCalls = (
  ask: Ask,
  change: Change,
  terminal: Terminal,
): Pick<CabinetTransaction, 'openApplications' | 'handleApplication' | 'acceptApplication' | 'certificate'> => ({
  openApplications: async (token, most) =>
    (await ask.rows('open_applications', token, most)).map(row => ({
      number: key(row['number']),
      account: keyOrNull(row['account_id']),
      address: row['address'] as string,
      terminal: row['terminal'] as string,
      madeAt: instant(row['made_at']),
    })),
  async handleApplication(token, number) {
    const row = await change.row('handle_application', token, number);
    return row?.['done'] === true ? { account: keyOrNull(row['account_id']) } : null;
  },
  async acceptApplication(token, number, norm) {
    const row = (await change.row('accept_application', token, number, norm, terminal.name)) as Row;
    return {
      outcome: row['outcome'] as 'done' | 'gone' | 'noAccount' | 'userUnknown',
      account: keyOrNull(row['account_id']),
      user: row['user_id'] as string | null,
    };
  },
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
