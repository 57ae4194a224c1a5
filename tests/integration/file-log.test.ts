// The log's daily files in a folder of their own: two weeks of them, however long the program runs.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileLog } from '../../src-main/adapters/log/file-log.ts';
import { eventually } from './sync-support.ts';

it('keeps the last fourteen days of a program that never restarts, and leaves other files alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-log-'));
  writeFileSync(join(folder, 'log-2025-01-01.jsonl'), '{}\n');
  writeFileSync(join(folder, 'notes.txt'), 'мои заметки');
  let day = 0;
  const log = fileLog(folder, () => new Date(Date.UTC(2026, 10, 1 + day)));
  const files = () => readdirSync(folder).filter(name => name.startsWith('log-'));
  for (day = 0; day < 20; day++) {
    const file = join(folder, `log-2026-11-${String(day + 1).padStart(2, '0')}.jsonl`);
    log.info('day.begun', { day });
    await eventually(
      () => readdirSync(folder).includes(file.slice(folder.length + 1)) && readFileSync(file).length > 0,
    );
  }
  await eventually(() => files().length === 14);
  expect(files().toSorted()[0]).toBe('log-2026-11-07.jsonl');
  expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('мои заметки');
  rmSync(folder, { recursive: true });
});

it('stops writing a day’s file at its largest size, says so once, and goes on the next day', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-log-'));
  let day = 1;
  const now = () => new Date(Date.UTC(2026, 10, day));
  const text = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');
  const log = fileLog(folder, now, 2_000);
  for (let line = 0; line < 100; line++) log.warn('again and again', { line });
  await eventually(() => text('log-2026-11-01.jsonl').includes('log.full'));
  day = 2;
  log.info('day.begun');
  await eventually(() => text('log-2026-11-02.jsonl') !== '');
  expect(text('log-2026-11-01.jsonl').length).toBeLessThan(2_300);
  expect(text('log-2026-11-01.jsonl').match(/log\.full/g)).toHaveLength(1);
  expect(text('log-2026-11-02.jsonl')).toContain('day.begun');
  // a restart finds the full file full
  day = 1;
  const before = text('log-2026-11-01.jsonl');
  fileLog(folder, now, 2_000).warn('after a restart');
  day = 3;
  log.info('day.begun');
  await eventually(() => text('log-2026-11-03.jsonl') !== '');
  expect(text('log-2026-11-01.jsonl')).toBe(before);
  rmSync(folder, { recursive: true });
});

it('holds no mail address and no password, whoever quoted them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-log-'));
  const log = fileLog(folder);
  log.warn('mail', { why: 'refused: 550 5.1.1 <petrova@example.org>… User unknown', deep: [{ to: 'пётр@почта.рф' }] });
  log.error('failed', new Error('connect postgres://kiosk_hall1:s3cret@db.fund.example/billing?sslmode=verify-full'));
  const text = () => readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'))[0] ?? '';
  await eventually(() => text().includes('verify-full'));
  expect(text()).not.toMatch(/petrova|example\.org|пётр|s3cret|kiosk_hall1/);
  expect(text()).toContain('550 5.1.1 <…@…>… User unknown');
  rmSync(folder, { recursive: true });
});
