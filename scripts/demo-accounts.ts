// `npm run demo:accounts`: prints ten accounts of the demo region with the date and sum of their last payment, for trying the program.
import { formatRubles } from '../src-main/domain/money.ts';
import { formatDay } from '../src-main/domain/day.ts';
import { demoWalkAccounts } from './demo/index.ts';
import { readOptions } from '../src-main/cli/options.ts';
import { demoServer, startDemoFund } from './demo/fund.ts';
import { readSettings } from '../src-main/settings.ts';
import { steps } from '../src-main/cli/steps.ts';

const given = readOptions(
  { data: { type: 'string' }, postgres: { type: 'string' } },
  'npm run demo:accounts -- [--data ПАПКА] [--postgres URL]',
);
const settings = readSettings(undefined, given.data ? { dataDir: given.data } : {});
const fund = await startDemoFund({ dataDir: settings.dataDir, server: demoServer(given.postgres) }, steps());
try {
  const accounts = await demoWalkAccounts(fund.superuserUrl, { count: 10 });
  console.log('Лицевой счёт  Последний платёж          Адрес');
  for (const { number, paidOn, amount, address } of accounts)
    console.log(`${number.padEnd(12)}  ${formatDay(paidOn)}  ${formatRubles(amount).padStart(12)}  ${address}`);
} finally {
  await fund.stop();
}
