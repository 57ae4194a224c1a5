// `npm run printers`: staff see what is set and print a test page, and a wrong name is a sentence.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { virtualPrinter, type VirtualPrinter } from '../support/printers/virtual-printer.ts';
import { folder, removeFolder } from './sync-support.ts';

const script = fileURLToPath(new URL('../../src-main/cli/printers.ts', import.meta.url));

let dataDir: string;
let settings: string;
let device: VirtualPrinter;
beforeAll(async () => {
  dataDir = folder();
  settings = join(dataDir, 'settings.json');
  device = await virtualPrinter();
  writeFileSync(
    settings,
    JSON.stringify({
      dataDir,
      printers: [
        {
          name: 'Чековый',
          kind: 'tcp9100',
          host: '127.0.0.1',
          port: device.port,
          profile: 'epson-tm-t20',
          for: ['paymentSlip'],
        },
        { name: 'Офис', kind: 'folder', folder: join(dataDir, 'print') },
      ],
    }),
  );
});
afterEach(() => void (device.faults = {}));
afterAll(async () => {
  await device.close();
  removeFolder(dataDir);
});

/** Runs the command without blocking this process: the printer is in it. */
function command(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [script, '--settings', settings, ...args]);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', text => (stdout += text));
    child.stderr.on('data', text => (stderr += text));
    child.once('close', code => resolve({ code, stdout, stderr }));
  });
}

it('lists what is set and every profile', async () => {
  const { code, stdout } = await command();
  expect(code).toBe(0);
  expect(stdout).toContain('Чековый (tcp9100): paymentSlip');
  expect(stdout).toContain('Офис (folder): всё остальное');
  expect(stdout).toMatch(/citizen-ct-s310\s+Citizen/);
});

it('prints the test page', async () => {
  const { code, stdout } = await command('--test', 'Чековый');
  expect(code).toBe(0);
  expect(stdout).toContain('Документ напечатан');
  const rows = device.printed({ 17: 'cp866' }).flatMap(one => (one.kind === 'row' ? [one.text.trim()] : []));
  expect(rows).toContain('АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ');
});

it('says what is wrong with the printer, with its name or with its kind', async () => {
  device.faults = { paperOut: true };
  expect(await command('--test', 'Чековый')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('кончилась бумага'),
  });
  expect(await command('--test', 'Нет такого')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('«Чековый», «Офис»'),
  });
  expect(await command('--test', 'Офис')).toMatchObject({ code: 2, stderr: expect.stringContaining('печатает листы') });
});
