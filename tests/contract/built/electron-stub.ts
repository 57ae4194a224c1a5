// Stands in for the module 'electron' when the built main.js runs on plain Node: a fake that calls the program as its page would, and quits.
import { once } from 'node:events';
import { FakeElectron } from '../../support/fake-electron.ts';

const fake = new FakeElectron();
fake.app.isPackaged = process.env['KAPREMONT_TEST_PACKAGED'] === 'yes';
// an installed program is no script of another: its first argument comes right after its own name
if (fake.app.isPackaged) process.argv.splice(1, 1);
export const { app, BrowserWindow, ipcMain, Menu, powerSaveBlocker, protocol, screen, session } = fake.asElectron();
export const dialog = { showMessageBoxSync: () => 0 };

fake.app.once('fake-exit', (code: number) => {
  console.log(JSON.stringify({ asked: fake.asked }));
  process.exit(code);
});

async function walk(): Promise<void> {
  while (!fake.windows[0]) await new Promise(resolve => setTimeout(resolve, 10));
  const contents = fake.window.webContents;
  if (!contents.page) await once(contents, 'did-finish-load');
  const calls = ['system.info', 'visit.state', 'no.such'];
  // a program that does not start rejects what is asked of it, and its page says why
  const answers = await Promise.all(
    calls.map(method => Promise.resolve(fake.kr['call']?.(method, {})).catch(() => null)),
  );
  const { text } = contents;
  console.log(JSON.stringify({ answers, url: contents.mainFrame.url, icon: fake.window.options.icon, text }));
  fake.app.quit();
}
walk().catch((error: unknown) => {
  console.error(error);
  process.exit(3);
});
