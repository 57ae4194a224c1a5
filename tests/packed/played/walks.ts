// What is done in the window of the packed program. Says what it saw in one JSON line, and quits.
import { openByNumber, finish, printDocument } from '../../../scripts/walk/owner.ts';
import { openByDocument, signInAtDesk } from '../../e2e/desk-walk.ts';
import { app, BrowserWindow, page } from './electron.ts';

const account = JSON.parse(process.env['KAPREMONT_TEST_ACCOUNT'] ?? '{}') as {
  number: string;
  paidOn: string;
  amount: number;
};

/** As much of a page as is used here; these files are compiled without DOM types. */
interface PageDocument {
  createElement(tag: string): { textContent: string };
  body: { append(element: unknown): void };
}

const walks = {
  async owner() {
    const window = await page();
    await window.getByTestId('start').waitFor();
    const bridge = await window.evaluate(() => {
      const { kr } = globalThis as unknown as { kr: object };
      return { keys: Object.keys(kr).toSorted(), frozen: Object.isFrozen(kr), leaks: 'require' in globalThis };
    });
    const inline = await window.evaluate(async () => {
      const { document } = globalThis as unknown as { document: PageDocument };
      const script = document.createElement('script');
      try {
        script.textContent = 'globalThis.inlineRan = true';
        document.body.append(script);
      } catch {
        // trusted types refuse the text itself
      }
      const outside = await fetch('https://example.org/').then(
        () => 'reached',
        () => 'refused',
      );
      return { ran: 'inlineRan' in globalThis, outside };
    });
    await openByNumber(window, account.number, account);
    const balance = await window.getByTestId('balance').textContent();
    const where = await printDocument(window);
    await finish(window);
    return { bridge, inline, balance, where };
  },

  async staff() {
    const window = await page();
    await signInAtDesk(window);
    await openByDocument(window, account.number);
    const owner = await window.getByTestId('owner').textContent();
    await window.getByTestId('end-shift').click();
    await window.getByTestId('to-desk').waitFor();
    return { owner, left: await window.getByTestId('owner').count() };
  },

  async crash() {
    const window = await page();
    await openByNumber(window, account.number, account);
    BrowserWindow.all[0]!.webContents.forcefullyCrashRenderer();
    while ((await page()) === window) await new Promise(resolve => setTimeout(resolve, 50));
    const fresh = await page();
    await fresh.getByTestId('start').waitFor();
    const state = await fresh.evaluate(() =>
      (globalThis as unknown as { kr: { call(method: string, input: object): Promise<unknown> } }).kr.call(
        'visit.state',
        {},
      ),
    );
    return { state };
  },
};

const name = (process.env['KAPREMONT_TEST_WALK'] ?? 'owner') as keyof typeof walks;
try {
  const saw = await walks[name]();
  process.stdout.write(`${JSON.stringify({ saw })}\n`);
  app.quit();
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  app.exit(3);
}
