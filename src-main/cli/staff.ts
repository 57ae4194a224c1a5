// `npm run staff`: manages who may sign in as staff. For the fund's administrator, with the rights of the schema's owner.
import { userInfo } from 'node:os';
import { createStaffAdmin, type StaffAdmin } from '../adapters/cabinet-postgres/staff-admin.ts';
import { createFundDatabase } from '../adapters/fund-postgres/database.ts';
import { argon2Passwords } from '../adapters/passwords/argon2.ts';
import { createTexts } from '../adapters/texts/index.ts';
import { errorText, StaffRole } from '#contract';
import { isLogin, loginNorm, passwordTrouble } from '../services/sign-in/credentials.ts';
import { adminDatabase, readOptions } from './options.ts';
import { typedSecret } from './typed.ts';

const usage = [
  'npm run staff -- --list',
  'npm run staff -- --add ИМЯ --name «Фамилия Имя Отчество» --role operator|admin|auditor',
  'npm run staff -- --password ИМЯ       новый пароль; смены этого сотрудника закончатся',
  'npm run staff -- --change ИМЯ --role operator|admin|auditor   другие права; смены этого сотрудника закончатся',
  'npm run staff -- --disable ИМЯ        закрыть вход; --enable ИМЯ открывает снова',
  'npm run staff -- --unlock ЧТО         снять запреты: имя, номер лицевого счёта или название терминала',
  'npm run staff -- --history            кто и когда менял сотрудников, последние сто записей',
  '     --database postgres://владелец@сервер/база или переменная KAPREMONT_FUND_ADMIN',
  '     пароль сотрудника вводится с клавиатуры или по каналу, никогда в строке команды',
].join('\n');

const given = readOptions(
  {
    list: { type: 'boolean' },
    add: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    password: { type: 'string' },
    change: { type: 'string' },
    history: { type: 'boolean' },
    disable: { type: 'string' },
    unlock: { type: 'string' },
    enable: { type: 'string' },
    database: { type: 'string' },
  },
  usage,
);

/** The request cannot be met: prints a sentence and exits with code 2. */
class Refused extends Error {}

const roleNames = { operator: 'оператор', admin: 'администратор', auditor: 'аудитор' } as const satisfies Record<
  StaffRole,
  string
>;

async function newPassword(login: string): Promise<string> {
  const password = await typedSecret(`Пароль для ${login}`);
  const trouble = passwordTrouble(password, login, createTexts());
  if (trouble) throw new Refused(errorText(trouble, 'ru'));
  return argon2Passwords().hash(password.normalize('NFKC'));
}

function found(yes: boolean, login: string): void {
  if (!yes) throw new Refused(`Сотрудника «${login}» нет. Все сотрудники: npm run staff -- --list`);
}

const changeNames = {
  added: 'добавлен',
  removed: 'удалён',
  password: 'новый пароль',
  role: 'другие права',
  disabled: 'вход закрыт',
  enabled: 'вход открыт',
};

function givenRole(): StaffRole {
  const { success, data } = StaffRole.safeParse(given.role);
  if (!success) throw new Refused(`--role: operator, admin или auditor.\n\n${usage}`);
  return data;
}

async function add(admin: StaffAdmin, login: string): Promise<void> {
  const { name } = given;
  if (!isLogin(login)) throw new Refused(errorText('cabinet.loginMalformed', 'ru'));
  const role = givenRole();
  if (!name?.trim()) throw new Refused(`--name: назовите сотрудника, как его знают посетители.\n\n${usage}`);
  const passwordHash = await newPassword(login);
  const added = await admin.add({
    login,
    loginNorm: loginNorm(login),
    name: name.trim(),
    role,
    passwordHash,
    mustChange: true,
  });
  if (!added) throw new Refused(`Сотрудник «${login}» уже есть. Новый пароль: npm run staff -- --password ${login}`);
  console.log(
    `${name.trim()} (${roleNames[role]}) входит как «${login}». При первом входе программа попросит сменить пароль.`,
  );
}

async function run(admin: StaffAdmin): Promise<void> {
  const { add: added, password, change, disable, enable, list, history, unlock } = given;
  if ([added, password, change, disable, enable, list, history, unlock].filter(what => what !== undefined).length !== 1)
    throw new Refused(usage);
  if (added !== undefined) return add(admin, added);
  if (password !== undefined) {
    found(await admin.setPassword(loginNorm(password), await newPassword(password), true), password);
    return console.log(
      `Пароль «${password}» изменён. Начатые смены закончатся, при входе программа попросит сменить пароль.`,
    );
  }
  if (change !== undefined) {
    const role = givenRole();
    found(await admin.setRole(loginNorm(change), role), change);
    return console.log(`«${change}» теперь ${roleNames[role]}. Начатые смены закончатся.`);
  }
  if (unlock !== undefined) {
    const lifted = await admin.unlock(unlock.trim(), loginNorm(unlock));
    if (lifted === 0) throw new Refused(`По «${unlock}» ничего не закрыто. Назовите имя, номер счёта или терминал.`);
    return console.log(`Снято запретов: ${lifted}. Терминалы узнают об этом за полминуты.`);
  }
  if (history) {
    for (const { at, by, login: who, change, role } of await admin.history(100))
      console.log(`${at}  ${who.padEnd(20)} ${changeNames[change]} (${roleNames[role]}) — ${by}`);
    return;
  }
  const login = disable ?? enable;
  if (login !== undefined) {
    found(await admin.setDisabled(loginNorm(login), disable !== undefined), login);
    return console.log(disable === undefined ? `«${login}» снова может войти.` : `«${login}» больше не войдёт.`);
  }
  for (const { login: who, name, role, disabled } of await admin.list())
    console.log(`${who.padEnd(20)} ${roleNames[role].padEnd(14)} ${name}${disabled ? ' — вход закрыт' : ''}`);
}

const url = adminDatabase('--database', given.database);
if (!url) {
  console.error(`Назовите базу фонда: --database или KAPREMONT_FUND_ADMIN.\n\n${usage}`);
  process.exit(2);
}
const database = createFundDatabase(url, { applicationName: 'kapremont сотрудники' });
try {
  await run(createStaffAdmin(database, userInfo().username));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = error instanceof Refused ? 2 : 1;
} finally {
  await database.close();
}
