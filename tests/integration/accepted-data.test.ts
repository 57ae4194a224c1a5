// An administrator's acceptance reaches every terminal through the fund: the numbers that were accepted, for a while, and nothing worse.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type pg from 'pg';
import { openClient, inFund, withClient } from '../support/postgres.ts';
import { signIn, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

const settings = { sync: { pollSeconds: 0.3, acceptance: { leastRows: 1 } } };
let rig: StaffRig;
let dba: pg.Client;
beforeAll(async () => {
  rig = await staffRig({ dir: 'admin', anna: 'operator' });
  dba = await openClient(rig.fund.url);
});
afterAll(async () => {
  await dba.end();
  await rig.close();
});

const asTerminal = <T>(work: (client: pg.Client) => Promise<T>) => withClient(rig.fund.terminalUrl, work);

interface Held {
  id: string;
  entities: { entity: string; now: number }[];
}
/** What this terminal holds, as the fund is told; read past rights, as a kiosk has nobody on shift. */
const heldAt = async (name: string) => {
  const { rows } = await dba.query<{ rows: string }>(
    `select string_agg(e ->> 'entity' || ' ' || (e ->> 'now'), ',') as rows from terminal.terminal t,
       jsonb_array_elements(case when t.trouble = 'notAccepted' then t.trouble_details -> 'entities' else '[]' end) e
     where t.name = $1`,
    [name],
  );
  return rows[0]?.rows ?? '';
};
const isFresh = async (terminal: Terminal) => (await terminal.good('system.info', {})).freshness.state === 'fresh';

describe('an acceptance', () => {
  it(
    'by an administrator on shift at the desk opens the kiosk too, which nobody signs in at; what is worse stays held there',
    { timeout: 240_000 },
    async () => {
      const desk = await rig.terminal('desk', settings);
      const kiosk = await rig.terminal('kiosk', settings);
      await inFund(rig.fund, 'delete from fund.payment where id <= 5');
      await eventually(
        async () => (await heldAt('Стойка')) === 'payment 15' && (await heldAt('Зал 1')) === 'payment 15',
      );

      await signIn(desk, 'anna');
      const held = (await desk.good('staff.data', {})).trouble?.held as Held;
      expect(await desk.call('staff.acceptData', { held: held.id })).toMatchObject({ ok: false });
      await desk.good('staff.signOut', {});
      await signIn(desk, 'dir');
      await desk.good('staff.acceptData', { held: held.id });
      await eventually(async () => (await isFresh(desk)) && (await isFresh(kiosk)));
      expect(await rig.audited('staff.dataAccepted')).toEqual([
        expect.objectContaining({
          role: 'admin',
          actor: 'dir',
          details: expect.objectContaining({ what: 'changes', entities: 'payment 20>15' }) as object,
        }),
      ]);
      const { rows } = await dba.query('select staff, counts, until - at as term from terminal.accepted_data');
      expect(rows).toEqual([expect.objectContaining({ staff: 'dir', counts: { payment: { rows: 15, aside: 0 } } })]);

      await inFund(rig.fund, 'delete from fund.payment where id = 6');
      await eventually(async () => (await heldAt('Зал 1')) === 'payment 14');
      expect(await isFresh(kiosk)).toBe(false);
    },
  );

  it(
    'by the fund’s own administrator takes what a terminal holds, and opens all that hold it',
    { timeout: 120_000 },
    async () => {
      await eventually(async () => (await heldAt('Стойка')) === 'payment 14');
      await dba.query(`select terminal.accept_held(id) from terminal.terminal where name = 'Зал 1'`);
      await eventually(async () => (await heldAt('Стойка')) === '' && (await heldAt('Зал 1')) === '');
      const { rows } = await dba.query(
        `select staff, by_login, counts from terminal.accepted_data order by id desc limit 1`,
      );
      expect(rows).toEqual([
        { staff: '', by_login: expect.stringMatching(/./) as string, counts: { payment: { rows: 14, aside: 0 } } },
      ]);
    },
  );
});

describe('at the fund', () => {
  const counts = JSON.stringify({ payment: { rows: 0, aside: 0 } });
  const own = '0a8f5a0e-6a35-4a55-9c7e-1f2f3a4b5c6d';
  /** As who has a session of that member of staff, of the rights they had `earlier` changes ago, at the terminal or at another. */
  const accept = (login: string, { earlier = 0, elsewhere = false } = {}) =>
    asTerminal(async client => {
      const token = randomUUID();
      const { rows } = await client.query<{ me: string }>('select session_user as me');
      await client.query('select terminal.own($1)', [own]);
      await dba.query(
        `insert into cabinet.session (token_hash, person, staff, epoch, login)
         select sha256(convert_to($1, 'UTF8')), s.id, true, s.session_epoch - $3, $4 from cabinet.staff s where s.login = $2`,
        [token, login, earlier, elsewhere ? 'another_login' : rows[0]?.me],
      );
      return client.query('select cabinet.accept_data($1, $2)', [token, counts]);
    });

  it('nobody but an administrator with rights of today accepts', async () => {
    await expect(accept('anna')).rejects.toMatchObject({ code: '42501' });
    const over = { code: 'KC003' };
    await expect(accept('dir', { earlier: 1 })).rejects.toMatchObject(over);
    await rig.admin.setDisabled('dir', true);
    await expect(accept('dir')).rejects.toMatchObject(over);
    await rig.admin.setDisabled('dir', false);
    await expect(accept('dir', { elsewhere: true })).rejects.toMatchObject(over);
    await expect(accept('dir')).resolves.toBeDefined();
  });

  it.each([
    `insert into terminal.accepted_data (until, staff, counts) values (now() + interval '1 day', 'dir', '{"payment": {"rows": 0, "aside": 0}}')`,
    `select from terminal.accepted_data`,
    `select terminal.accept_held(gen_random_uuid())`,
  ])('a terminal’s login is refused: %s', async statement => {
    await expect(asTerminal(client => client.query(statement))).rejects.toMatchObject({ code: '42501' });
  });

  it('what was accepted is neither changed nor taken away, not even by the owner', async () => {
    for (const statement of [
      `update terminal.accepted_data set staff = ''`,
      'delete from terminal.accepted_data',
      'truncate terminal.accepted_data',
    ])
      await expect(dba.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('what is past its time is no longer in force', async () => {
    await dba.query(
      `insert into terminal.accepted_data (until, staff, counts) values (now() - interval '1 second', 'dir', '{"news": {"rows": 0, "aside": 0}}')`,
    );
    const { rows } = await asTerminal(client =>
      client.query<{ counts: object }>('select counts from terminal.accepted_data_in_force()'),
    );
    expect(rows.map(row => row.counts)).not.toContainEqual({ news: { rows: 0, aside: 0 } });
  });
});
