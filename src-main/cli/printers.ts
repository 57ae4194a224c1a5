// `npm run printers`: lists the printers in the settings and the known profiles; `--test` prints a receipt printer's test page.
import { jsonLog } from '../adapters/log/json-log.ts';
import { renderEscpos } from '../adapters/paper/escpos/render.ts';
import { testPage } from '../adapters/paper/escpos/test-page.ts';
import { printerProfiles } from '../adapters/printer-profiles/index.ts';
import { placePrinter } from '../adapters/printers/index.ts';
import { spoolOf } from '../adapters/printers/spool.ts';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { readSettings } from '../settings.ts';
import { readOptions } from './options.ts';

const usage = [
  'npm run printers                    принтеры из настроек и профили чековых принтеров',
  'npm run printers -- --test ИМЯ      пробная страница на принтер из настроек',
  '     файл настроек: --settings ФАЙЛ или KAPREMONT_SETTINGS',
].join('\n');
const given = readOptions({ test: { type: 'string' }, settings: { type: 'string' } }, usage);

const profiles = printerProfiles();

function list(): void {
  const { printers } = readSettings(given.settings);
  console.log('Принтеры из настроек:');
  for (const { name, kind, for: kinds } of printers)
    console.log(`  ${name} (${kind}): ${kinds?.join(', ') ?? 'всё остальное'}`);
  if (printers.length === 0) console.log('  ни одного');
  console.log('\nПрофили чековых принтеров (настоящих принтеров при сборке программы не было):');
  for (const { id, name, checked } of profiles.all())
    console.log(`  ${id.padEnd(18)} ${name}${checked === 'assumed' ? ' (предположительно)' : ''}`);
}

/** The exit code: 2 when there is no such printer. */
async function tryOut(name: string): Promise<number> {
  const settings = readSettings(given.settings);
  const setting = settings.printers.find(one => one.name === name);
  if (!setting) {
    const names = settings.printers.map(one => `«${one.name}»`).join(', ') || 'нет ни одного';
    console.error(`Принтера «${name}» в настройках (printers) нет. Есть: ${names}.\n\n${usage}`);
    return 2;
  }
  const to = placePrinter(setting, {
    clock: systemClock(settings.timeZone),
    log: jsonLog(process.stderr),
    profile: id => profiles.get(id),
    receiptWindow: null,
    spool: spoolOf(settings.dataDir),
  });
  if (to.profile === undefined) {
    console.error(`«${name}» печатает листы: пробная страница нужна чековому принтеру с профилем.`);
    return 2;
  }
  const profile = profiles.get(to.profile);
  const bytes = renderEscpos(testPage(profile), profile);
  const outcome = await to.print({ title: 'Пробная страница', format: 'escpos', bytes }, async () => {});
  if (outcome.ok) console.log(outcome.where.ru);
  else console.error(outcome.reason.ru);
  return outcome.ok ? 0 : 1;
}

try {
  if (given.test === undefined) list();
  else process.exitCode = await tryOut(given.test);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
