// `npm run secret`: stores a secret where the settings keep keys, typed on the terminal or read from a pipe and never given as an argument;
// and makes the keys of the terminal's files anew.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { secretName, shopIdName } from '../adapters/acquirers/index.ts';
import { fundPasswordName, resolveSecrets, smtpPasswordName } from '../adapters/secrets/index.ts';
import { forgetOtherKeys, sealUnder } from '../adapters/secrets/key-file.ts';
import { rotateKey, settleRotation } from '../adapters/sqlite/rotation.ts';
import { readSettings } from '../settings.ts';
import { typedSecret } from './typed.ts';

const known: Record<string, string> = {
  [fundPasswordName]: 'пароль входа в базу фонда (fundUrl)',
  [smtpPasswordName]: 'пароль почтового сервера (smtp)',
  [shopIdName]: 'идентификатор магазина ЮKassa (shopId)',
  [secretName]: 'секретный ключ ЮKassa',
};

const usage = `npm run secret -- <имя> [--from ФАЙЛ]
npm run secret -- --rotate cache|outbox
npm run secret -- --new-key-file ФАЙЛ

Сохраняет секрет там, где этот терминал хранит ключи. Значение вводится с клавиатуры, по каналу или читается из файла (--from):
${Object.entries(known)
  .map(([name, about]) => `  ${name.padEnd(18)} ${about}`)
  .join('\n')}
--rotate        новый ключ для копии данных (cache) или очереди на отправку (outbox); программа должна быть закрыта
--new-key-file  готовит замену файла ключа (keyFile): docs/kiosk.md, «Keys»`;

function refuse(): never {
  console.error(usage);
  return process.exit(2);
}

function given() {
  try {
    const options = {
      rotate: { type: 'string' },
      'new-key-file': { type: 'string' },
      from: { type: 'string' },
    } as const;
    return parseArgs({ options, strict: true, allowPositionals: true });
  } catch {
    return refuse();
  }
}

const { values, positionals } = given();
const [name] = positionals;
const asked = [values.rotate, values['new-key-file'], ...positionals].filter(each => each !== undefined);
if (asked.length !== 1 || (name !== undefined && !Object.hasOwn(known, name))) refuse();
if (values.rotate !== undefined && values.rotate !== 'cache' && values.rotate !== 'outbox') refuse();

async function run(): Promise<string> {
  const settings = readSettings();
  const { dataDir, keyFile } = settings;
  const secrets = await resolveSecrets(settings, { demo: settings.demo !== null });
  await settleRotation({ dataDir, secrets });
  if (values.rotate !== undefined) {
    await rotateKey(values.rotate as 'cache' | 'outbox', { dataDir, secrets });
    if (keyFile !== null) forgetOtherKeys(keyFile, dataDir);
    return `Ключ заменён: ${values.rotate} — ${secrets.where}.`;
  }
  const newFile = values['new-key-file'];
  if (newFile !== undefined) {
    if (keyFile === null) throw new Error('Этот терминал хранит ключи не в файле: настройки keyFile нет.');
    sealUnder(keyFile, newFile, dataDir);
    return `Готово: положите ${newFile} на место ${keyFile}, затем выполните --rotate outbox и --rotate cache.`;
  }
  const about = known[name ?? ''] ?? '';
  const value = values.from === undefined ? await typedSecret(about) : readFileSync(values.from, 'utf8').trim();
  if (!value) throw new Error('Значение пустое, ничего не сохранено.');
  await secrets.set(name ?? '', value);
  return `Сохранено: ${about} — ${secrets.where}.`;
}

try {
  console.log(await run());
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
