// Organizations: the fund for everybody, the house's own for its owners: tariffs, contacts, offices open or not, bank details.
import { demoWalkAccounts } from '../../scripts/demo/index.ts';
import { confirmHit, openByNumber, prove, tapKeys } from '../../scripts/walk/owner.ts';
import { expectFits, expectSound, largestText } from './cabinet-walk.ts';
import { withClient } from '../support/postgres.ts';
import { expect, test } from '../support/program.ts';

interface FundOrganization {
  name: string;
  phone: string;
  inn: string;
  settlement_account: string;
}

const operator = (url: string) =>
  withClient(url, async client => {
    const { rows } = await client.query<FundOrganization>(
      `select name, phone, inn, settlement_account from fund.organization where kind = 'operator' order by id limit 1`,
    );
    return rows[0]!;
  });

const managing = (url: string, account: number) =>
  withClient(url, async client => {
    const { rows } = await client.query<FundOrganization>(
      `select o.name, o.phone, o.inn, o.settlement_account from fund.account a
         join fund.premises p on p.id = a.premises_id join fund.house h on h.id = p.house_id
         join fund.organization o on o.id = h.managing_id where a.id = $1`,
      [account],
    );
    return rows[0];
  });

test('everybody reads of the fund: contacts, offices with hours, bank details, tariffs with the one in force', async ({
  kiosk,
  program,
}) => {
  const fund = await operator(program.fundUrl);
  await kiosk.getByTestId('to-fund').click();
  const card = kiosk.getByTestId('organization-operator');
  await expect(card).toContainText(fund.name);
  await expect(card.getByTestId('contacts')).toContainText(fund.phone);
  const office = card.getByTestId('office').first();
  await expect(office).toContainText(/Сейчас открыто до\s\d{1,2}:\d\d|Закрыто\. Откроется|Часы работы уточните/);
  await expect(office).toContainText(/\d{1,2}:\d\d–\d{1,2}:\d\d/);
  await expect(card.getByTestId('bank')).toHaveCount(0);
  await card.getByTestId('bank-toggle').click();
  await expect(card.getByTestId('bank')).toContainText(fund.settlement_account);
  await expect(card.getByTestId('bank')).toContainText(fund.inn);
  await expect(kiosk.getByTestId('tariff-list')).toContainText(/₽ за\sм²/);
  await expectSound(kiosk, 'the fund');
  await kiosk.getByTestId('back').click();
  await expect(kiosk.getByTestId('start')).toBeVisible();
});

test('an owner also finds the managing company, who repairs the house and when, and the way back to the account', async ({
  kiosk,
  program,
}) => {
  let owner;
  for (const account of await demoWalkAccounts(program.fundUrl, { count: 10 })) {
    const company = await managing(program.fundUrl, account.id);
    if (company) owner ??= { account, company };
  }
  await openByNumber(kiosk, owner!.account.number, owner!.account);
  await kiosk.getByTestId('to-organizations').click();
  await expect(kiosk.getByTestId('organization-managing')).toContainText(owner!.company.name);
  // the house's own come first; of the fund's offices one, the others at a touch
  await expect(kiosk.getByTestId(/^organization-/).last()).toHaveAttribute('data-testid', 'organization-operator');
  await expect(kiosk.getByTestId('organization-operator').getByTestId('office')).toHaveCount(1);
  await kiosk.getByTestId('all-offices').click();
  expect(await kiosk.getByTestId('organization-operator').getByTestId('office').count()).toBeGreaterThan(1);
  await expect(kiosk.getByTestId('tariff-list')).toContainText('Действует сейчас');
  const works = kiosk.getByTestId('organization-contractor').getByTestId('works');
  await expect(works).toContainText('Ремонт крыши');
  await expect(works).toContainText(/(Идёт|Предстоит|Завершено):\s+с\s/);
  await expectSound(kiosk, 'organizations of a house');
  await kiosk.getByTestId('back').click();
  await expect(kiosk.getByTestId('balance')).toBeVisible();
});

test('the organizations read at the largest text and in English', async ({ kiosk }) => {
  await largestText(kiosk);
  await kiosk.getByTestId('language').click();
  await kiosk.getByTestId('to-fund').click();
  await expect(kiosk.getByTestId('organization-operator')).toContainText('Regional operator');
  await expectFits(kiosk, 'the fund at the largest text');
});

test('the organizations shown are those of the account whose button is pressed, even when an earlier answer comes late', async ({
  kiosk,
  program,
}) => {
  test.setTimeout(90_000);
  const owners: { account: Awaited<ReturnType<typeof demoWalkAccounts>>[number]; company: FundOrganization }[] = [];
  for (const account of await demoWalkAccounts(program.fundUrl, { count: 20 })) {
    const company = await managing(program.fundUrl, account.id);
    if (company && owners.every(one => one.company.name !== company.name)) owners.push({ account, company });
  }
  const [first, second] = owners;
  await openByNumber(kiosk, first!.account.number, first!.account);
  await kiosk.getByTestId('back').click();
  await kiosk.getByTestId('by-number').click();
  await tapKeys(kiosk, second!.account.number);
  await kiosk.getByTestId('find-submit').click();
  await confirmHit(kiosk);
  await prove(kiosk, second!.account);
  await kiosk.getByTestId('to-organizations').click();
  const shown = kiosk.getByTestId('organization-managing');
  await expect(shown).toContainText(second!.company.name);

  const button = (owner: typeof first) => kiosk.getByTestId(`account-${owner!.account.number}`);
  const late = Promise.withResolvers<void>();
  await kiosk.route('**/rpc/organizations.ofHouse', async route => {
    const { account } = route.request().postDataJSON() as { account: number };
    if (account !== first!.account.id) return route.continue();
    const response = await route.fetch();
    await kiosk.getByTestId('organizations').waitFor();
    setTimeout(() => void route.fulfill({ response }).then(() => late.resolve()), 1500);
  });
  await button(first).click();
  await button(second).click();
  await late.promise;
  await expect(button(second)).toHaveAttribute('pressed', 'true');
  // the late answer has been read by then
  await kiosk.evaluate(() => new Promise(resolve => setTimeout(resolve, 300)));
  await expect(shown).toContainText(second!.company.name);
  await expect(shown).not.toContainText(first!.company.name);
});
