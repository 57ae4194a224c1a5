// A terminal at the fund is one login: what it writes is written in its own name, after its own last line, and nobody else's.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cabinetChainStart, canonicalJson } from '../../src-main/adapters/outbox/audit-chain.ts';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import type { FundSource, Outgoing } from '../../src-main/ports/fund.ts';
import { AuditLines } from '../support/audit-lines.ts';
import { type FundDatabase, freshFundDatabase, inFund, withClient } from '../support/postgres.ts';

let fund: FundDatabase;
beforeAll(async () => {
  fund = await freshFundDatabase();
});
afterAll(() => fund.drop());

const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  withClient(fund.url, async client => (await client.query<Record<string, unknown>>(sql, values)).rows);

/** A terminal with its login, its chain and its hand on the fund. */
class Hall {
  readonly id: string = randomUUID();
  readonly run: string = randomUUID();
  readonly url: string;
  lines = new AuditLines(this.id);

  constructor(url?: string) {
    this.url = url ?? fund.terminalOf(this.id);
  }

  async at<T>(work: (source: FundSource) => Promise<T>): Promise<T> {
    const source = createFundPostgres(this.url);
    try {
      return await work(source);
    } finally {
      await source.close();
    }
  }

  /** The next line of the chain, or one that says `more`. */
  line(more: Record<string, unknown> = {}): Outgoing {
    const { id, ...payload } = this.lines.next(more);
    return { id, kind: 'audit', payload: { ...payload } };
  }

  send = (...items: Outgoing[]) => this.at(source => source.send(items));

  beat(run = this.run, id = this.id) {
    const payload = { terminalId: id, name: 'Зал', audience: 'kiosk', version: '1', cacheAsOf: null, trouble: null };
    return this.send({ id: randomUUID(), kind: 'heartbeat', payload: { ...payload, run, linesRefused: '' } });
  }

  query = (sql: string, values: unknown[] = []) => withClient(this.url, client => client.query(sql, values));
}

describe('a login', () => {
  let hall: Hall;
  let other: Hall;
  beforeEach(async () => {
    hall = new Hall();
    other = new Hall();
    expect([await hall.beat(), await other.beat()]).toEqual([null, null]);
  });

  test('is the terminal that first named it, and no other terminal’s', async () => {
    const stranger = new Hall(hall.url);
    await expect(stranger.at(source => source.claim(stranger.id))).rejects.toMatchObject({ fault: 'loginTaken' });
    await expect(stranger.send(stranger.line())).rejects.toMatchObject({ fault: 'loginTaken' });
    await expect(hall.at(source => source.claim(other.id))).rejects.toMatchObject({ fault: 'terminalTaken' });
    expect(await stranger.beat()).toBe('loginTaken');
    expect(await rows('select name from terminal.terminal where id = $1', [stranger.id])).toEqual([]);
    const said = await rows(`select code from exchange.check_terminals() where ru like '%' || $1 || '%'`, [
      stranger.id,
    ]);
    expect(said).toEqual([{ code: 'loginTaken' }]);
  });

  test('that is new cannot take a terminal that has one', async () => {
    const thief = new Hall();
    await expect(thief.at(source => source.claim(hall.id))).rejects.toMatchObject({ fault: 'terminalTaken' });
    expect(await thief.beat(thief.run, hall.id)).toBe('terminalTaken');
  });

  test('renames no other terminal, puts no payment, form or certificate in its name', async () => {
    await expect(
      hall.query(`select terminal.heartbeat($1, 'Чужое имя', 'kiosk', '9', now(), '', null, '{}', $2, '')`, [
        other.id,
        hall.run,
      ]),
    ).resolves.toMatchObject({ rows: [{ heartbeat: 'terminalTaken' }] });
    expect(await rows('select name, version from terminal.terminal where id = $1', [other.id])).toEqual([
      { name: 'Зал', version: '1' },
    ]);
    for (const statement of [
      `select terminal.put_payment_intent(gen_random_uuid(), $1, 7, 63623, 'succeeded', 'x', '', now(), now(), 1)`,
      `select terminal.put_certificate(gen_random_uuid(), $1, '1', '123456789012', 7, '7', 1, 0, current_date, now())`,
      `select cabinet.make_application(gen_random_uuid(), 7, 'x', $1)`,
      `select cabinet.audit_head($1)`,
    ])
      await expect(hall.query(statement, [other.id]), statement).rejects.toMatchObject({ code: 'KT002' });
  });

  test('of a terminal installed anew is freed by the administrator, and a terminal is given a new login by them', async () => {
    const anew = new Hall(hall.url);
    await expect(hall.query(`select terminal.release(session_user)`)).rejects.toMatchObject({ code: '42501' });
    await inFund(fund, `select terminal.release('${new URL(hall.url).username}')`);
    expect(await anew.beat()).toBeNull();
    await anew.send(anew.line());
    const moved = fund.terminalOf(randomUUID());
    await inFund(fund, `select terminal.bind('${other.id}', '${new URL(moved).username}')`);
    await expect(other.send(other.line())).rejects.toMatchObject({ fault: 'terminalTaken' });
    await withClient(moved, client => client.query('select terminal.own($1)', [other.id]));
  });

  test('two terminals that claim one login at once: one has it', async () => {
    const url = fund.terminalOf(randomUUID());
    const both = [new Hall(url), new Hall(url)];
    const ends = await Promise.allSettled(both.map(each => each.at(source => source.claim(each.id))));
    expect(ends.map(end => end.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a line of the audit log', () => {
  let hall: Hall;
  beforeEach(() => {
    hall = new Hall();
  });
  const stored = () =>
    rows('select action, by_login from terminal.audit where terminal_id = $1 order by received_at', [hall.id]);

  test('is taken after the last one of its chain alone: a fork is refused, and the honest line is kept by whoever sent it', async () => {
    const first = hall.line();
    const { id, ...forked } = new AuditLines(hall.id).next({ action: 'proof.failed' });
    await hall.send(first);
    await expect(hall.send({ id, kind: 'audit', payload: forked })).rejects.toMatchObject({ fault: 'fork' });
    await hall.send(hall.line());
    await hall.send(first);
    expect(await stored()).toHaveLength(2);
  });

  test('tells the login it came by, and neither that nor the moment it came is the terminal’s to say', async () => {
    await hall.send(hall.line());
    expect(await stored()).toEqual([
      { action: 'visit.ended', by_login: decodeURIComponent(new URL(hall.url).username) },
    ]);
    for (const column of ['by_login', 'received_at'])
      await expect(hall.query(`insert into terminal.audit (${column}) values (null)`)).rejects.toMatchObject({
        code: '42501',
      });
  });

  test('whose hash is not of what it says is refused', async () => {
    const line = hall.line();
    await expect(hall.send({ ...line, payload: { ...line.payload, actor: 'petrov' } })).rejects.toMatchObject({
      fault: 'hash',
    });
    expect(await stored()).toEqual([]);
  });

  test('older than an outbox can be, or of a day to come, is taken and marked, and the chain goes on', async () => {
    const far = [Date.now() - 91 * 24 * 3600_000, Date.now() + 2 * 24 * 3600_000];
    for (const ms of far) await hall.send(hall.line({ at: new Date(ms).toISOString() }));
    await hall.send(hall.line({ at: new Date(Date.now() - 89 * 24 * 3600_000).toISOString() }), hall.line());
    const marks = await rows(
      `select odd_moment, received_at between now() - interval '1 minute' and now() as now from terminal.audit
       where terminal_id = $1 order by odd_moment`,
      [hall.id],
    );
    expect(marks).toEqual([false, false, true, true].map(odd => ({ odd_moment: odd, now: true })));
    const chain = await rows(
      `select last_at <= now() as ended from terminal.chain where terminal_id = $1 and kind = 'outbox'`,
      [hall.id],
    );
    expect(chain).toEqual([{ ended: true }]);
  });

  test('of another terminal cannot be forged, not even well made', async () => {
    await hall.send(hall.line());
    const thief = new Hall();
    await thief.beat();
    const made = hall.line({ role: 'operator', actor: 'ivanova', action: 'staff.accountOpened' });
    await expect(thief.send(made)).rejects.toMatchObject({ fault: 'terminalTaken' });
    await expect(
      thief.query(
        `insert into terminal.audit (id, terminal_id, at, role, actor, action, prev_hash, hash)
         values (gen_random_uuid(), gen_random_uuid(), '2020-01-01', 'admin', 'petrov', 'staff.accountOpened', 'x', 'y')`,
      ),
    ).rejects.toMatchObject({ code: 'KT001' });
  });

  test('that is refused does not keep a payment from the fund', async () => {
    const attempt = randomUUID();
    const line = hall.line();
    await hall.send(line);
    const { id, payload } = { ...hall.line(), id: randomUUID() };
    const item: Outgoing = {
      id: attempt,
      kind: 'payment',
      payload: {
        attempt,
        terminalId: hall.id,
        accountId: 7,
        amount: 100,
        state: 'succeeded',
        acquirer: 'x',
        acquirerId: null,
        createdAt: new Date().toISOString(),
        updatedAt: new Date().toISOString(),
        version: 1,
        audit: { ...payload, id },
      },
    };
    await expect(hall.send(item)).rejects.toMatchObject({ fault: 'hash' });
    expect(await rows('select state from terminal.payment_intent where id = $1', [attempt])).toEqual([
      { state: 'succeeded' },
    ]);
  });

  test('the second chain begins and goes on beside the first', async () => {
    await hall.beat();
    const { rows: found } = await hall.query('select cabinet.audit_head($1) as head', [hall.id]);
    expect(found).toEqual([{ head: cabinetChainStart(hall.id) }]);
  });
});

describe('a copied disk', () => {
  test('is noticed when two machines beat by turns, and a restart is none', async () => {
    const hall = new Hall();
    const [first, second] = [randomUUID(), randomUUID()];
    expect([await hall.beat(first), await hall.beat(first)]).toEqual([null, null]);
    // a restart: the first is heard no more
    expect([await hall.beat(second), await hall.beat(second)]).toEqual([null, null]);
    // the first again: both are alive, and both are told
    expect([await hall.beat(first), await hall.beat(second)]).toEqual(['twice', 'twice']);
    const said = await rows(`select code from exchange.check_terminals() where ru like '%' || $1 || '%'`, [hall.id]);
    expect(said).toEqual([{ code: 'twice' }]);
  });

  test('the honest terminal’s lines are let in again by the administrator, from the line where the copy parted', async () => {
    const hall = new Hall();
    await hall.send(hall.line());
    const parted = hall.lines.head;
    const copy = Object.assign(new Hall(hall.url), { lines: new AuditLines(hall.id, parted) });
    await copy.send(copy.line({ action: 'proof.failed' }));
    const [one, two] = [hall.line(), hall.line()];
    await expect(hall.send(one)).rejects.toMatchObject({ fault: 'fork' });
    await expect(hall.query('select terminal.admit_branch($1, $2)', [hall.id, parted])).rejects.toMatchObject({
      code: '42501',
    });
    await inFund(fund, `select terminal.admit_branch('${hall.id}', '${parted}')`);
    await hall.send(one, two);
    // the copy goes on nowhere else than at its own end
    await expect(hall.send({ ...copy.line(), id: randomUUID() })).rejects.toMatchObject({ fault: 'hash' });
    expect(await rows('select count(*)::int as n from terminal.audit where terminal_id = $1', [hall.id])).toEqual([
      { n: 4 },
    ]);
  });
});

describe('the fund’s canonical JSON', () => {
  const canonicalOf = async (values: readonly unknown[]): Promise<unknown[]> =>
    (
      await rows(
        `select terminal.canonical_json(v.value) as text from jsonb_array_elements($1) with ordinality v(value, nth) order by nth`,
        [JSON.stringify(values)],
      )
    ).map(row => row['text']);

  test.each([
    ['escapes', ['"', '\\', '/', '\b\f\n\r\t', '\u0001\u001f', '\u007f', '\u2028\u2029', '']],
    ['letters', ['ёж «№ 5»', '😀', '👩‍👩‍👧', '\ue000\uffff', 'a\u0301']],
    [
      'numbers',
      [
        0,
        1,
        -1,
        1.5,
        -0.1,
        100,
        1e20,
        123456789012345680000,
        1e21,
        1.5e300,
        1e-6,
        1e-7,
        1.23e-7,
        5e-324,
        0.1 + 0.2,
        2 ** 53,
      ],
    ],
    ['nested', [[], {}, [[]], { b: [1, { z: null, y: true }], a: { d: false } }, [null, 'x', {}]]],
    [
      'keys',
      [{ б: 1, a: 2, Я: 3, '10': 4, '9': 5, '': 6, '\ue000': 7, '😀': 8, '\uffff': 9, '\ud7ff': 10, 'a b': 11 }],
    ],
  ])('is that of the terminals: %s', async (_, values) => {
    expect(await canonicalOf(values)).toEqual(values.map(canonicalJson));
  });

  test('is that of the terminals for whatever can be written', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 }).filter(each => !each.includes('\0'));
    const { details } = fc.letrec(tie => ({
      details: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }).map(each => each || 0),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('details'), { maxLength: 4 }),
        fc.dictionary(text, tie('details'), { maxKeys: 5 }),
      ),
    }));
    const values = fc.sample(details, 2000);
    expect(await canonicalOf(values)).toEqual(values.map(each => canonicalJson(each)));
  });
});
