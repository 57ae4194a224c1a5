// The demo's staff: an operator, an administrator and an auditor, whose passwords the sign-in screen shows.
import { createStaffAdmin } from '../../src-main/adapters/cabinet-postgres/staff-admin.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';

export const demoStaff = [
  { login: 'ivanova', name: 'Иванова Мария Петровна', role: 'operator', password: 'Стойка-2026' },
  { login: 'petrov', name: 'Петров Сергей Ильич', role: 'admin', password: 'Щит-и-2-ключа' },
  { login: 'revizor', name: 'Лебедева Ольга Андреевна', role: 'auditor', password: 'Лупа-и-7-книг' },
] as const;

/** Existing staff are left unchanged. */
export async function seedDemoStaff(superuserUrl: string): Promise<void> {
  const database = createFundDatabase(superuserUrl);
  try {
    const admin = createStaffAdmin(database);
    const known = new Set((await admin.list()).map(({ login }) => login));
    for (const { login, name, role, password } of demoStaff) {
      if (known.has(login)) continue;
      const passwordHash = await argon2Passwords().hash(password);
      await admin.add({ login, loginNorm: loginNorm(login), name, role, passwordHash });
    }
  } finally {
    await database.close();
  }
}
