// What only the loopback door has to promise: who may knock, what a file request may name, and the headers of every answer.
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startNodeHost, type NodeHost } from '../../src-main/host-node/server.ts';
import { contentSecurityPolicy, maxInputBytes } from '../../src-main/security-policy.ts';
import { cookieFrom, http, keyFrom, rendererFolder, type HttpAnswer } from './doors.ts';
import { staffMember, testProgram, type TestProgram } from './program.ts';

let behind: TestProgram;
let host: NodeHost;
let renderer: ReturnType<typeof rendererFolder>;
let base: string;
let own: string;
let cookie: string;
let key: string;
let firstPath: string;

beforeEach(async () => {
  behind = testProgram();
  renderer = rendererFolder();
  host = await startNodeHost(behind.program, {
    port: 0,
    audience: 'kiosk',
    rendererDir: renderer.dir,
    pageGraceMs: 60,
  });
  const address = new URL(host.newUrl());
  base = address.origin;
  own = address.host;
  firstPath = address.pathname + address.search;
  const opened = await http(base, { path: firstPath, headers: { host: own } });
  cookie = cookieFrom(opened);
  key = keyFrom(opened);
});
afterEach(async () => {
  await host.close();
  renderer.remove();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  http(base, { path, headers: { host: own, cookie, ...headers } });
const post = (path: string, headers: Record<string, string> = {}, body = '{}') =>
  http(base, {
    path,
    method: 'POST',
    headers: {
      host: own,
      cookie,
      origin: base,
      'content-type': 'application/json',
      'x-page': 'one',
      'x-session': key,
      ...headers,
    },
    body,
  });

describe('a program that is still starting', () => {
  const early = async (program: Promise<TestProgram['program']>) => {
    const waiting = await startNodeHost(program, { port: 0, audience: 'kiosk', rendererDir: renderer.dir });
    const { origin, host: named, pathname, search } = new URL(waiting.newUrl());
    const opened = await http(origin, { path: pathname + search, headers: { host: named } });
    const entry = { cookie: cookieFrom(opened), 'x-session': keyFrom(opened) };
    const headers = { host: named, ...entry, origin, 'content-type': 'application/json' };
    return {
      close: () => waiting.close(),
      page: () => http(origin, { path: '/', headers }),
      ask: () => http(origin, { path: '/rpc/system.info', method: 'POST', headers, body: '{}' }),
    };
  };

  test('has its page at once, and a call waits for its answer', async () => {
    let arrive: (program: TestProgram['program']) => void = () => undefined;
    const door = await early(new Promise(resolve => (arrive = resolve)));
    expect((await door.page()).status).toBe(200);
    let answered = false;
    const answer = door.ask().finally(() => (answered = true));
    expect((await door.page()).status).toBe(200);
    expect(answered).toBe(false);
    arrive(behind.program);
    expect((await answer).status).toBe(200);
    await door.close();
  });

  test('that never comes is told to its page, and the door closes', async () => {
    const door = await early(Promise.reject(new Error('no fund')));
    expect((await door.ask()).status).toBe(503);
    await door.close();
  });
});

describe('the address', () => {
  test('is on the loopback alone', () => {
    expect(new URL(base).hostname).toBe('127.0.0.1');
  });

  test('opens once: the token is changed for a cookie that scripts and other sites never see', async () => {
    const again = await http(base, { path: firstPath, headers: { host: own } });
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
    const fresh = new URL(host.newUrl());
    const opened = await http(base, { path: fresh.pathname + fresh.search, headers: { host: own } });
    expect(opened.status).toBe(303);
    expect(opened.headers.location).toMatch(/^\/#session=[\w-]{32}$/);
    expect(opened.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  test('given out anew makes the unused one before it worthless', async () => {
    const unused = new URL(host.newUrl());
    host.newUrl();
    expect((await http(base, { path: unused.pathname + unused.search, headers: { host: own } })).status).toBe(403);
  });

  test('with a guessed token opens nothing', async () => {
    host.newUrl();
    for (const token of ['', 'x', 'null', 'undefined', 'A'.repeat(32)]) {
      expect((await http(base, { path: `/?token=${token}`, headers: { host: own } })).status).toBe(403);
    }
  });

  test('opened again with the cookie in hand leads in, without the token in the bar', async () => {
    expect(await get(firstPath)).toMatchObject({ status: 303, headers: { location: '/' } });
  });
});

describe('a call', () => {
  test('from our own page is answered', async () => {
    const answer = await post('/rpc/visit.state');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true });
  });

  const strangers: [string, Record<string, string>, number][] = [
    ['another Host (DNS rebinding)', { host: 'evil.example' }, 421],
    ['our name as a part of another', { host: '127.0.0.1.evil.example' }, 421],
    ['the right Host with another port', { host: '127.0.0.1:1' }, 421],
    ['localhost, which is not the address given out', { host: 'localhost' }, 421],
    ['another Origin', { origin: 'http://evil.example' }, 403],
    ['an Origin that begins like ours', { origin: 'http://127.0.0.1.evil.example' }, 403],
    ['the Origin of a sandboxed frame', { origin: 'null' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
    ['no Origin', { origin: '' }, 403],
    ['the cookie alone, as any server of this machine gets it from the browser', { 'x-session': '' }, 403],
    ['a guessed key', { 'x-session': 'A'.repeat(32) }, 403],
    ['no cookie', { cookie: '' }, 403],
    ['a wrong cookie', { cookie: 'kapremont=AAAA' }, 403],
    ['a form, which needs no permission across sites', { 'content-type': 'application/x-www-form-urlencoded' }, 403],
    ['plain text, which needs none either', { 'content-type': 'text/plain' }, 403],
    ['a type that only begins like ours', { 'content-type': 'application/json-evil' }, 403],
  ];
  test.each(strangers)('with %s is refused and changes nothing', async (_who, headers, status) => {
    await post('/rpc/visit.state');
    behind.calls.length = 0;
    behind.visit.open(behind.visit.held(), 1);
    const answer = await post('/rpc/visit.end', { ...headers, 'x-page': 'stranger' });
    expect(answer.status).toBe(status);
    expect(answer.body).toBe('');
    expect(behind.calls).toEqual([]);
    expect(behind.visit.isOpen(1)).toBe(true);
  });

  test.each(['PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'])('by %s is refused', async method => {
    const answer = await http(base, { path: '/rpc/visit.end', method, headers: { host: own, cookie, origin: base } });
    expect(answer.status).toBe(405);
    expect(behind.calls).toEqual([]);
  });

  test('by GET does nothing', async () => {
    await get('/rpc/visit.end');
    expect(behind.calls).toEqual([]);
  });

  test.each(['', '{', 'undefined', '{"what":"x"', '\u0000'])('whose body is %j is invalid input', async body => {
    expect(JSON.parse((await post('/rpc/system.report', {}, body)).body)).toMatchObject({
      error: { code: 'input.invalid' },
    });
  });

  test.each([1, 1024, 4 * 1024 * 1024])('with %d bytes over 64 KB is answered as too long', async over => {
    const answer = await post('/rpc/system.report', {}, JSON.stringify({ what: 'x'.repeat(maxInputBytes + over) }));
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'input.tooLong' } });
    expect(behind.calls).toEqual([]);
  });

  test('with a body without end is cut off, and the next one is answered', async () => {
    const endless = JSON.stringify({ what: 'x'.repeat(8 * 1024 * 1024) });
    await post('/rpc/system.report', {}, endless).catch(() => undefined);
    expect(behind.calls).toEqual([]);
    expect((await post('/rpc/visit.state')).status).toBe(200);
  });
});

describe('files', () => {
  test('of the renderer are served by name, its routes by index.html', async () => {
    expect(await get('/assets/app.js')).toMatchObject({ status: 200, body: 'export {};' });
    for (const route of ['/', '/find', '/account/220753/history']) {
      expect(await get(route)).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    }
  });

  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/..%5cpackage.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/%252e%252e/package.json',
    '//package.json',
    '/./../package.json',
    '/assets/app.js%00.html',
    '/%ff/package.json',
    '/notes.txt',
    '/assets',
    '/index.html/../../package.json',
    'http://evil.example/../package.json',
  ])('outside the folder are not reached by %s', async path => {
    const answer = await get(path);
    expect(answer.body).not.toContain('secret');
    expect(answer.body).not.toContain('a kind of file');
  });

  test('are for the holder of the cookie alone', async () => {
    expect((await get('/', { cookie: '' })).status).toBe(403);
    expect((await get('/assets/app.js', { cookie: '' })).status).toBe(403);
  });

  test('a request line that is no address is refused, not a failure', async () => {
    expect((await get('//')).status).toBe(400);
    expect(behind.errors).toEqual([]);
  });
});

describe('every answer', () => {
  test('carries the policy and the other headers, whatever it is', async () => {
    const answers: [string, Promise<HttpAnswer>][] = [
      ['page', get('/')],
      ['file', get('/assets/app.js')],
      ['missing file', get('/nothing.js')],
      ['outside', get('/..%2fpackage.json')],
      ['no cookie', get('/', { cookie: '' })],
      ['wrong host', get('/', { host: 'evil.example' })],
      ['used token', http(base, { path: firstPath, headers: { host: own } })],
      ['token with cookie', get(firstPath)],
      ['call', post('/rpc/visit.state')],
      ['unknown method', post('/rpc/no.such')],
      ['too long', post('/rpc/visit.state', {}, 'x'.repeat(maxInputBytes + 1))],
      ['wrong origin', post('/rpc/visit.state', { origin: 'http://evil.example' })],
      ['wrong verb', http(base, { path: '/', method: 'PUT', headers: { host: own, cookie } })],
      ['foreign events', get('/events?page=x', { 'sec-fetch-site': 'same-site' })],
      ['no address', get('//')],
    ];
    for (const [which, answer] of answers) {
      const { headers } = await answer;
      expect([which, headers['content-security-policy']]).toEqual([which, contentSecurityPolicy]);
      expect([which, headers['x-content-type-options']]).toEqual([which, 'nosniff']);
      expect([which, headers['permissions-policy']]).toEqual([which, expect.stringContaining('camera=(), ')]);
      expect([which, headers['cache-control']]).toEqual([which, 'no-store']);
      expect([which, headers['referrer-policy']]).toEqual([which, 'no-referrer']);
      expect([which, headers['access-control-allow-origin']]).toEqual([which, undefined]);
    }
  });

  test('has a policy that lets in nothing inline, nothing evaluated and nothing from elsewhere', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).toContain("require-trusted-types-for 'script'; trusted-types lit-html default");
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:|blob:|wss?:/);
  });
});

describe('the stream of events', () => {
  const openStream = (headers: Record<string, string> = {}, page = 'one') =>
    new Promise<{ status: string; first: string; heard(): string; end(): void }>((resolve, reject) => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1', () => {
        const lines = Object.entries({ host: own, cookie, 'x-session': key, ...headers }).map(
          ([name, value]) => `${name}: ${value}\r\n`,
        );
        socket.write(`GET /events?page=${page} HTTP/1.1\r\n${lines.join('')}\r\n`);
      });
      let first = '';
      socket.on('data', (chunk: Buffer) => {
        first += chunk.toString();
        if (first.includes(': open') || !first.includes(' 200 '))
          resolve({ status: first.split('\r\n')[0] ?? '', first, heard: () => first, end: () => socket.destroy() });
      });
      socket.on('error', reject);
    });

  test.each(['same-site', 'cross-site'])('is refused to a %s page, and the visit goes on', async site => {
    const mine = await openStream();
    behind.visit.open(behind.visit.held(), 1);
    const { status, end } = await openStream({ 'sec-fetch-site': site });
    expect(status).toContain('403');
    expect(behind.visit.isOpen(1)).toBe(true);
    end();
    mine.end();
  });

  test('that breaks for a moment costs nobody a visit; one that stays away ends it', async () => {
    const first = await openStream();
    behind.visit.open(behind.visit.held(), 1);
    first.end();
    const second = await openStream();
    await new Promise(resolve => setTimeout(resolve, 150));
    expect(behind.visit.isOpen(1)).toBe(true);
    second.end();
    await new Promise(resolve => setTimeout(resolve, 150));
    expect(behind.visit.isOpen(1)).toBe(false);
  });

  test('is refused without the key of the page', async () => {
    const { status, end } = await openStream({ 'x-session': '' });
    expect(status).toContain('403');
    end();
  });

  test('of a tab that closes ends its visit, though another tab is still open', async () => {
    const other = await openStream({}, 'other');
    const mine = await openStream({}, 'one');
    behind.visit.open(behind.visit.held(), 1);
    mine.end();
    await new Promise(resolve => setTimeout(resolve, 150));
    expect(behind.visit.isOpen(1)).toBe(false);
    other.end();
  });

  test('tells another tab how fresh the data is and that a visit is over, and nothing of what was in it', async () => {
    const other = await openStream({}, 'other');
    const mine = await openStream({}, 'one');
    behind.emit('statement.changed', { account: 1 });
    behind.emit('freshness', { asOf: null, state: 'loading', progress: 0.5 });
    behind.emit('visit.ended', { why: 'button' });
    await expect.poll(other.heard).toContain('visit.ended');
    await expect.poll(mine.heard).toContain('statement.changed');
    await expect.poll(other.heard).toContain('freshness');
    expect(other.heard()).not.toContain('statement.changed');
    other.end();
    mine.end();
  });

  test('begins with how fresh the data is, for a page that asked before it was so', async () => {
    expect((await openStream()).first).not.toContain('freshness');
    const stale = { asOf: null, state: 'loading', progress: 0.5 } as const;
    const fresh = { asOf: '2026-11-24T09:00:00.000Z', state: 'fresh', progress: null } as const;
    for (const payload of [stale, fresh]) behind.emit('freshness', payload);
    const { first, end } = await openStream();
    expect(first).toContain(`event: freshness\ndata: ${JSON.stringify(fresh)}\n\n`);
    expect(first).not.toContain('loading');
    end();
  });

  test('still open at the end keeps the host from ending neither at once nor later', async () => {
    await openStream();
    let lost = 0;
    behind.program.windowLost = () => {
      lost += 1;
    };
    const started = performance.now();
    await host.close();
    expect(performance.now() - started).toBeLessThan(1000);
    await new Promise(resolve => setTimeout(resolve, 150));
    expect(lost).toBe(0);
    host = await startNodeHost(behind.program, { port: 0, audience: 'kiosk', rendererDir: renderer.dir });
  });
});

test('at a desk a second tab, or a copy of the first, is refused while the first is open, and takes nothing from it', async () => {
  await host.close();
  behind = testProgram('desk');
  host = await startNodeHost(behind.program, {
    port: 0,
    audience: 'desk',
    rendererDir: renderer.dir,
    pageGraceMs: 60_000,
  });
  const address = new URL(host.newUrl());
  const opened = await http(address.origin, {
    path: address.pathname + address.search,
    headers: { host: address.host },
  });
  const headers = { host: address.host, cookie: cookieFrom(opened), 'x-session': keyFrom(opened) };
  const ask = async (page: string, method: string, body = '{}') => {
    const answer = await http(address.origin, {
      path: `/rpc/${method}`,
      method: 'POST',
      headers: { ...headers, origin: address.origin, 'content-type': 'application/json', 'x-page': page },
      body,
    });
    return (JSON.parse(answer.body) as { error?: { code: string } }).error?.code ?? 'ok';
  };
  const stream = (page: string) =>
    new Promise<{ status: number; end(): void }>((resolve, reject) => {
      const request = httpRequest(`${address.origin}/events?page=${page}`, { headers, agent: false }, answer => {
        answer.on('error', () => undefined).resume();
        resolve({ status: answer.statusCode ?? 0, end: () => request.destroy() });
      });
      request.on('error', reject).end();
    });

  const first = await stream('one.a');
  behind.shift.begin(staffMember('operator'));
  behind.visit.open(behind.visit.held(), 1);
  expect(await ask('one.a', 'statement.get', '{"account":1}')).toBe('ok');
  expect(await ask('two.a', 'visit.state')).toBe('system.elsewhere');
  expect(await ask('one.b', 'visit.state')).toBe('system.elsewhere');
  expect((await stream('two.a')).status).toBe(409);
  expect(await ask('one.a', 'statement.get', '{"account":1}')).toBe('ok');

  first.end();
  expect(await ask('one.b', 'statement.get', '{"account":1}')).toBe('ok');
  const again = await stream('one.b');
  again.end();
  expect(await ask('two.a', 'statement.get', '{"account":1}')).toBe('visit.accountNotOpen');
  expect(behind.shift.staff()).toBeNull();
});

test('a second tab takes the visit from the first one', async () => {
  await post('/rpc/visit.state', { 'x-page': 'one' });
  behind.visit.open(behind.visit.held(), 1);
  const second = await post('/rpc/statement.get', { 'x-page': 'two' }, '{"account":1}');
  expect(JSON.parse(second.body)).toMatchObject({ error: { code: 'visit.accountNotOpen' } });
  const first = await post('/rpc/statement.get', { 'x-page': 'one' }, '{"account":1}');
  expect(JSON.parse(first.body)).toMatchObject({ error: { code: 'visit.accountNotOpen' } });
});
