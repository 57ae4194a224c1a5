// `npm run staff`: who of the fund may work at a terminal. For the fund's administrator, with the rights of the schema's owner.
import { createStaffAdmin, type StaffAdmin } from '../adapters/cabinet-postgres/staff-admin.ts';
import { createFundDatabase } from '../adapters/fund-postgres/database.ts';
import { argon2Passwords } from '../adapters/passwords/argon2.ts';
import { createTexts } from '../adapters/texts/index.ts';
import { errorText } from '../contract/index.ts';
import { isLogin, loginNorm, passwordTrouble } from '../services/cabinet/checks.ts';
import { readOptions } from './options.ts';
import { typedSecret } from './typed.ts';

const usage = [
  'npm run staff -- --list',
  'npm run staff -- --add ИМЯ --name «Фамилия Имя Отчество» --role operator|admin',
  'npm run staff -- --password ИМЯ       новый пароль; смены этого сотрудника закончатся',
  'npm run staff -- --disable ИМЯ        закрыть вход; --enable ИМЯ открывает снова',
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
    disable: { type: 'string' },
    enable: { type: 'string' },
    database: { type: 'string' },
  },
  usage,
);

/** What was asked for cannot be: a sentence, and exit code 2. */
class Refused extends Error {}

const roleNames = { operator: 'оператор', admin: 'администратор' };

async function newPassword(login: string): Promise<string> {
  const password = await typedSecret(`Пароль для ${login}`);
  const trouble = passwordTrouble(password, login, createTexts());
  if (trouble) throw new Refused(errorText(trouble, 'ru'));
  return argon2Passwords().hash(password.normalize('NFKC'));
}

function found(yes: boolean, login: string): void {
  if (!yes) throw new Refused(`Сотрудника «${login}» нет. Все сотрудники: npm run staff -- --list`);
}

async function add(admin: StaffAdmin, login: string): Promise<void> {
  const { role, name } = given;
  if (!isLogin(login)) throw new Refused(errorText('cabinet.loginMalformed', 'ru'));
  if (role !== 'operator' && role !== 'admin') throw new Refused(`--role: operator или admin.\n\n${usage}`);
  if (!name?.trim()) throw new Refused(`--name: назовите сотрудника, как его знают посетители.\n\n${usage}`);
  const passwordHash = await newPassword(login);
  const added = await admin.add({ login, loginNorm: loginNorm(login), name: name.trim(), role, passwordHash });
  if (!added) throw new Refused(`Сотрудник «${login}» уже есть. Новый пароль: npm run staff -- --password ${login}`);
  console.log(`${name.trim()} (${roleNames[role]}) входит как «${login}».`);
}

async function run(admin: StaffAdmin): Promise<void> {
  const { add: added, password, disable, enable, list } = given;
  if ([added, password, disable, enable, list].filter(what => what !== undefined).length !== 1)
    throw new Refused(usage);
  if (added !== undefined) return add(admin, added);
  if (password !== undefined) {
    found(await admin.setPassword(loginNorm(password), await newPassword(password)), password);
    return console.log(`Пароль «${password}» изменён. Начатые смены закончатся.`);
  }
  const login = disable ?? enable;
  if (login !== undefined) {
    found(await admin.setDisabled(loginNorm(login), disable !== undefined), login);
    return console.log(disable === undefined ? `«${login}» снова может войти.` : `«${login}» больше не войдёт.`);
  }
  for (const { login: who, name, role, disabled } of await admin.list())
    console.log(`${who.padEnd(20)} ${roleNames[role].padEnd(14)} ${name}${disabled ? ' — вход закрыт' : ''}`);
}

const url = given.database ?? process.env['KAPREMONT_FUND_ADMIN'];
if (!url) {
  console.error(`Назовите базу фонда: --database или KAPREMONT_FUND_ADMIN.\n\n${usage}`);
  process.exit(2);
}
const database = createFundDatabase(url, { applicationName: 'kapremont сотрудники' });
try {
  await run(createStaffAdmin(database));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = error instanceof Refused ? 2 : 1;
} finally {
  await database.close();
}
