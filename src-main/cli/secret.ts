// `npm run secret`: stores a secret where the settings keep keys. It is typed on the terminal or read from a pipe, never given as an argument.
import { secretName, shopIdName } from '../adapters/acquirers/index.ts';
import { resolveSecrets } from '../adapters/secrets/index.ts';
import { readSettings } from '../settings.ts';
import { typedSecret } from './typed.ts';

const known: Record<string, string> = {
  [shopIdName]: 'идентификатор магазина ЮKassa (shopId)',
  [secretName]: 'секретный ключ ЮKassa',
  'smtp-password': 'пароль почтового сервера (smtp)',
};

const usage = `npm run secret -- <имя>

Сохраняет секрет в связке ключей этой машины. Значение вводится с клавиатуры или по каналу:
${Object.entries(known)
  .map(([name, about]) => `  ${name.padEnd(18)} ${about}`)
  .join('\n')}`;

const [name = ''] = process.argv.slice(2);
if (!Object.hasOwn(known, name)) {
  console.error(usage);
  process.exit(2);
}
try {
  const settings = readSettings();
  const secrets = await resolveSecrets(settings, { demo: settings.demo !== null });
  const value = await typedSecret(known[name] ?? name);
  if (!value) throw new Error('Значение пустое, ничего не сохранено.');
  await secrets.set(name, value);
  console.log(`Сохранено: ${known[name]} — ${secrets.where}.`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
