// Calls of the schema `cabinet` that terminals make for staff, application forms and certificates.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { Ask, ChangeIfThere, Terminal } from './calls.ts';
import { instant, key, keyOrNull } from './rows.ts';

type StaffCalls = Pick<
  CabinetTransaction,
  'staffByLogin' | 'staffEpoch' | 'lockStaff' | 'openApplications' | 'handleApplication' | 'acceptData' | 'certificate'
>;

/** `change` marks the transaction as one that needs its audit event. */
export const staffCalls = (ask: Ask, change: ChangeIfThere, terminal: Terminal): StaffCalls => ({
  async staffByLogin(norm) {
    const row = await ask.one('staff_by_login', norm);
    return (
      row && {
        id: row['id'] as string,
        login: row['login'] as string,
        name: row['name'] as string,
        role: row['role'] as 'operator' | 'admin',
        passwordHash: row['password_hash'] as string,
        epoch: row['session_epoch'] as number,
      }
    );
  },
  staffEpoch: async staff => ((await ask.value('staff_epoch', staff)) as number | null) ?? null,
  lockStaff: async (staff, epoch) => ((await ask.value('lock_staff', staff, epoch)) ?? null) !== null,
  openApplications: async most =>
    (await ask.rows('open_applications', most)).map(row => ({
      number: key(row['number']),
      account: keyOrNull(row['account_id']),
      address: row['address'] as string,
      terminal: row['terminal'] as string,
      madeAt: instant(row['made_at']),
    })),
  async handleApplication(number, staff) {
    const form = await ask.one('application_by_number', number);
    const finished = await change('finish_application', number, staff);
    return form && finished ? { account: keyOrNull(form['account_id']) } : null;
  },
  async acceptData(staff, epoch, counts) {
    await change('accept_data', staff, epoch, terminal.id, JSON.stringify(counts));
  },
  async certificate(code) {
    const row = await ask.one('certificate', code);
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
