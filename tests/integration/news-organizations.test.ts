// News and organizations through the program's own door, from a real fund's rows: who sees which, and whether the office is open.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src-main/adapters/clock/system-clock.ts';
import { createNews, type News } from '../../src-main/services/news/index.ts';
import { createVisitMarks } from '../../src-main/services/news/visit-marks.ts';
import { createOrganizations } from '../../src-main/services/organizations/index.ts';
import { createVisit, type Visit } from '../../src-main/services/visit/index.ts';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { folder, removeFolder, startTerminal, type Terminal } from './sync-support.ts';
import { somebody } from '../support/called.ts';

let fund: FundDatabase;
let dataDir: string;
let terminal: Terminal;
let visit: Visit;
let news: News;

beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, async client => {
    await seedFund(client, 3);
    await client.query(
      `insert into fund.organization (id, kind, name) values (2, 'managing', 'УК «Уют»'), (3, 'contractor', 'Строй')`,
    );
    await client.query(`update fund.house set managing_id = 2 where id = 1`);
    await client.query(
      `insert into fund.house (id, settlement, street, number, formation, operator_id) values (2, 'Чебоксары', 'Мира', '1', 'commonPot', 1)`,
    );
    await client.query(`update fund.premises set house_id = 2 where id = 3`);
    await client.query(`
      insert into fund.news (id, house_id, published_at, title, body) values
        (1, null, now() - interval '3 days', 'Общая старая', 'а'), (2, null, now() - interval '1 day', 'Общая новая', 'б'),
        (3, 1, now() - interval '2 days', 'Дом 1', 'в'), (4, 2, now() - interval '2 days', 'Дом 2', 'г'),
        (5, null, now() + interval '1 day', 'Завтрашняя', 'д')`);
    await client.query(`
      insert into fund.office (id, organization_id, name, hours) values
        (1, 1, 'Круглосуточный', '[${[1, 2, 3, 4, 5, 6, 7].map(d => `{"weekday":${d},"opens":"00:00","closes":"24:00"}`)}]'),
        (2, 1, 'Без часов', '[]'), (3, 1, 'Сломанный', '{"когда":"всегда"}')`);
    await client.query(`
      insert into fund.tariff (id, house_id, valid_from, valid_to, tariff) values
        (1, null, '2025-01-01', '2025-12-31', 690), (2, null, '2026-01-01', null, 750), (3, 1, '2026-01-01', null, 999)`);
  });
  await withClient(fund.url, client =>
    client.query(`
      insert into fund.house_work (id, house_id, organization_id, name, starts_on, ends_on) values
        (1, 1, 3, 'Ремонт крыши', '2024-05-01', '2024-08-01'), (2, 1, 3, 'Ремонт фасада', '2026-05-01', null),
        (3, 2, 3, 'Ремонт подвала', '2026-05-01', null), (4, 1, 2, 'Косметический ремонт', '2025-01-01', null)`),
  );
  dataDir = folder();
  terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
  await terminal.until('fresh');
  const clock = systemClock('Europe/Moscow');
  visit = createVisit({ clock, idle: { warnSeconds: 45, endSeconds: 60 } });
  news = createNews({ cache: terminal.store.cache, visit, clock, marks: createVisitMarks(visit) });
});
afterAll(async () => {
  visit.end('button');
  await terminal.stop();
  removeFolder(dataDir);
  await fund.drop();
});

const items = async (of: ReturnType<News['methods']['news.list']>) => {
  const result = await of;
  if (!result.ok) throw new Error(result.error.code);
  return result.value.items;
};
const titles = async (of: ReturnType<News['methods']['news.list']>) => (await items(of)).map(item => item.title);

describe('news', () => {
  it('before proof only general ones are shown, newest first, and none before its time', async () => {
    expect(await titles(news.methods['news.list']({}))).toEqual(['Общая новая', 'Общая старая']);
  });

  it('a house’s news is for those who opened an account in it', async () => {
    visit.open(visit.held(), 1);
    expect(await titles(news.methods['news.list']({}))).toEqual(['Общая новая', 'Дом 1', 'Общая старая']);
    expect(await items(news.methods['news.house']({ account: 1 }))).toMatchObject([
      { id: 3, title: 'Дом 1', unread: true },
    ]);
    expect((await items(news.methods['news.list']({})))[1]?.house).toMatch(/Энгельса, д\.\s14/);
    visit.end('button');
    expect(await titles(news.methods['news.list']({}))).toEqual(['Общая новая', 'Общая старая']);
  });

  it('what was opened is no longer new until the visit ends; what may not be seen cannot be marked', async () => {
    await news.methods['news.read']({ id: 2 }, { who: somebody });
    await news.methods['news.read']({ id: 4 }, { who: somebody });
    await news.methods['news.read']({ id: 5 }, { who: somebody });
    await news.methods['news.read']({ id: 777 }, { who: somebody });
    expect((await items(news.methods['news.list']({}))).map(item => item.unread)).toEqual([false, true]);
    visit.open(visit.held(), 3);
    expect((await items(news.methods['news.list']({}))).find(item => item.id === 4)?.unread).toBe(true);
    visit.end('button');
    expect((await items(news.methods['news.list']({}))).map(item => item.unread)).toEqual([true, true]);
  });
});

describe('organizations', () => {
  const organizations = (now: string) =>
    createOrganizations({ cache: terminal.store.cache, clock: { now: () => now }, timeZone: 'Europe/Moscow' });

  it('the operator is for everybody, with the region’s tariffs and its offices open or not', async () => {
    const found = await organizations('2026-11-24T09:00:00.000Z').methods['organizations.operator']({});
    if (!found.ok) throw new Error(found.error.code);
    const { organization, tariffs } = found.value;
    expect(organization).toMatchObject({ id: 1, kind: 'operator', name: 'Фонд' });
    expect(tariffs.map(row => row.tariff)).toEqual([750, 690]);
    expect(organization?.offices.map(({ name, now }) => [name, now])).toEqual([
      ['Без часов', null],
      ['Круглосуточный', { open: true, until: '24:00', weekday: 2 }],
      ['Сломанный', null],
    ]);
  });

  it('of a house: the payee, the managing company, who repairs it with what and when, and the house’s own tariff', async () => {
    const found = await organizations('2026-11-24T09:00:00.000Z').methods['organizations.ofHouse']({ account: 1 });
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value.organizations.map(each => each.name)).toEqual(['Фонд', 'УК «Уют»', 'Строй']);
    expect(found.value.organizations.map(each => each.works)).toEqual([
      [],
      [{ name: 'Косметический ремонт', startsOn: '2025-01-01', endsOn: null }],
      [
        { name: 'Ремонт фасада', startsOn: '2026-05-01', endsOn: null },
        { name: 'Ремонт крыши', startsOn: '2024-05-01', endsOn: '2024-08-01' },
      ],
    ]);
    expect(found.value.tariffs.map(row => row.tariff)).toEqual([999]);
    const other = await organizations('2026-11-24T09:00:00.000Z').methods['organizations.ofHouse']({ account: 3 });
    expect(other).toMatchObject({
      value: {
        organizations: [{ name: 'Фонд' }, { works: [{ name: 'Ремонт подвала' }] }],
        tariffs: [{ tariff: 750 }, { tariff: 690 }],
      },
    });
    expect(
      await organizations('2026-11-24T09:00:00.000Z').methods['organizations.ofHouse']({ account: 99 }),
    ).toMatchObject({
      error: { code: 'visit.accountNotOpen' },
    });
  });
});
