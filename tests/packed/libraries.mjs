// Put into the unpacked archive and run there: loads every library main imports, and sets the ones with native code or data of their own to work.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';

const failed = {};
for (const name of JSON.parse(process.argv[2])) {
  try {
    await import(name);
  } catch (error) {
    failed[name] = String(error);
  }
}
if (Object.keys(failed).length > 0) {
  console.log(JSON.stringify({ failed }));
  process.exit(1);
}

const { default: Database } = await import('better-sqlite3');
const folder = mkdtempSync(join(tmpdir(), 'kapremont-packed-sqlite-'));
const db = new Database(join(folder, 'file'));
db.pragma(`cipher='sqlcipher'`);
db.pragma(`key="x'${'ab'.repeat(32)}'"`);
db.exec('create table t (a)');
db.close();
const encrypted = !readFileSync(join(folder, 'file')).includes('SQLite format 3');
rmSync(folder, { recursive: true });

const { hash, verify } = await import('@node-rs/argon2');
const password = await verify(await hash('Тайна'), 'Тайна');

const { default: PDFDocument } = await import('pdfkit');
const page = new PDFDocument({ size: 'A5' });
page.font(process.argv[3]).text('Квитанция № 42');
const parts = [];
page.on('data', part => parts.push(part));
const ended = new Promise(resolve => page.on('end', resolve));
page.end();
await ended;

const { PDFiumLibrary } = await import('@hyzyla/pdfium');
const library = await PDFiumLibrary.init();
const document = await library.loadDocument(Buffer.concat(parts));
const text = document.getPage(0).getText();
document.destroy();
library.destroy();

console.log(JSON.stringify({ failed, encrypted, password, text }));
process.exit(0);
