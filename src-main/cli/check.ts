// `npm run check`: checks the fund's database as terminals will meet it, and prints what is wrong as plain text.
import { checkFund, type Finding } from '../adapters/fund-postgres/check/index.ts';
import { adminDatabase, readOptions } from './options.ts';
import { steps } from './steps.ts';

const usage = [
  'npm run check                  проверить базу фонда: представления, права, отслеживание, каждую строку',
  'npm run check -- --no-rows     без чтения строк: секунды вместо минут',
  '     --lang ru|en              язык отчёта',
  '     --database postgres://владелец@сервер/база или переменная KAPREMONT_FUND_ADMIN',
  'Код выхода: 0 — ошибок нет; 1 — есть ошибки; 2 — проверить не удалось.',
].join('\n');

const given = readOptions(
  { 'no-rows': { type: 'boolean' }, lang: { type: 'string' }, database: { type: 'string' } },
  usage,
);

const headings = {
  ru: { fault: 'Ошибки', warning: 'Предупреждения', note: 'Сведения', none: 'нет' },
  en: { fault: 'Faults', warning: 'Warnings', note: 'Notes', none: 'none' },
};

function print(findings: readonly Finding[], lang: 'ru' | 'en'): void {
  const words = headings[lang];
  for (const severity of ['note', 'warning', 'fault'] as const) {
    const these = findings.filter(one => one.severity === severity);
    console.log(`${words[severity]}: ${these.length || words.none}`);
    for (const { place, code, [lang]: text } of these) console.log(`  ${place}: ${text} [${code}]`);
  }
}

function language(): 'ru' | 'en' {
  const { lang = 'ru' } = given;
  if (lang === 'ru' || lang === 'en') return lang;
  throw new Error(`--lang: ru или en, а не «${lang}».\n\n${usage}`);
}

try {
  const lang = language();
  const url = adminDatabase('--database', given.database);
  if (!url) throw new Error(`Назовите базу фонда: --database или KAPREMONT_FUND_ADMIN.\n\n${usage}`);
  const findings = await steps().run(lang === 'ru' ? 'Проверка' : 'Check', progress =>
    checkFund(url, {
      rows: !given['no-rows'],
      progress: (entity, rows) => progress(0, `${entity}: ${rows}`),
    }),
  );
  print(findings, lang);
  process.exitCode = findings.some(({ severity }) => severity === 'fault') ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
