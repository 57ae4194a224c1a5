// `npm run serve -- --port N`: the program over host-node without a window; one JSON line reports the address when it is ready.
import { startNodeHost } from '../src-main/host-node/server.ts';
import { readOptions, wholeNumber } from '../src-main/cli/options.ts';
import { demoServer } from './demo/fund.ts';
import { buildRendererIfStale, composeProgram, prepare, rendererDir, stopOnSignals } from './run-program.ts';
import { readSettings } from '../src-main/settings.ts';
import { claimSingle } from './single.ts';
import { steps } from '../src-main/cli/steps.ts';

const usage = 'npm run serve -- [--port N] [--data ПАПКА] [--accounts N] [--audience kiosk|desk] [--postgres URL]';
const given = readOptions(
  {
    port: { type: 'string' },
    data: { type: 'string' },
    accounts: { type: 'string' },
    audience: { type: 'string' },
    postgres: { type: 'string' },
  },
  usage,
);
if (given.audience && given.audience !== 'kiosk' && given.audience !== 'desk') {
  console.error(`--audience: kiosk или desk, а не «${given.audience}».\n\n${usage}`);
  process.exit(2);
}

const server = demoServer(given.postgres);
const undo: (() => Promise<void>)[] = [];
const end = stopOnSignals(async () => {
  for (const step of undo.toReversed()) await step();
});

try {
  const single = await claimSingle(readSettings(undefined, given.data ? { dataDir: given.data } : {}).dataDir);
  if (!single.first) {
    console.error(
      `${single.answer}\nВторая программа с той же папкой данных не запускается: назовите другую (--data).`,
    );
    process.exit(1);
  }
  undo.push(async () => single.release());
  buildRendererIfStale();
  const prepared = await prepare(
    {
      dataDir: given.data,
      audience: given.audience as 'kiosk' | 'desk' | undefined,
      accounts: given.accounts === undefined ? undefined : wholeNumber('accounts', given.accounts, 0, 100, 5_000_000),
      server,
    },
    steps(),
  );
  undo.push(async () => prepared.fund?.stop());
  const program = await composeProgram(prepared, 'file');
  undo.push(() => program.close());
  const host = await startNodeHost(program, {
    port: wholeNumber('port', given.port, 0, 0, 65_535),
    audience: prepared.settings.audience,
    rendererDir,
  });
  undo.push(() => host.close());
  single.onShow(() => 'Программа уже запущена без окна (npm run serve).');
  console.log(JSON.stringify({ ready: true, url: host.newUrl() }));
} catch (error) {
  console.error((error as Error).message);
  await end(1);
}
