// One set of promises, kept at both doors: whatever a renderer sends, through HTTP or through Electron, it gets only what its visit holds.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorTexts, events, fail, rolesFor, said, type EventName, type Method, type Result } from '#contract';
import { maxInputBytes } from '../../src-main/security-policy.ts';
import { doors, type Door } from './doors.ts';
import { everyMethod, staffMember, testProgram, type TestProgram } from './program.ts';
import { fieldsOf, sample } from './sample.ts';

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const wrongTypes: unknown[] = [null, true, [], {}, [1], -1, 1.5, '\0'];

describe.each(doors)('%s', (_host, open) => {
  let behind: TestProgram;
  let door: Door;
  beforeEach(async () => {
    behind = testProgram();
    door = await open(behind, 'kiosk');
  });
  afterEach(() => door.close());

  /** Whether a kiosk's visit with the account of `input` open, a user signed in, or an administrator on shift may call it. */
  const permitted = ({ audience }: Method) => audience !== 'desk';
  const callable = everyMethod.filter(([, method]) => permitted(method));
  const inputOf = (method: Method) => sample(method.input) as Record<string, unknown>;
  const hold = (method: Method) => {
    const { account } = inputOf(method);
    if (method.needs === 'account') behind.visit.open(behind.visit.held(), account as number);
    if (method.needs === 'user') behind.visit.signIn(behind.visit.id(), { id: 'u', login: 'ivanov' });
    if (rolesFor(method.needs) !== null) behind.shift.begin(staffMember('admin'));
  };

  describe('rights', () => {
    test.each(callable)('%s answers a visit that holds its right', async (name, method) => {
      hold(method);
      const result = await door.call(name, inputOf(method));
      expect(result).toEqual({ ok: true, value: sample(method.output) });
      expect(behind.calls).toEqual([{ method: name, input: inputOf(method) }]);
    });

    test.each(everyMethod.filter(([, method]) => method.needs !== 'nothing' || method.audience === 'desk'))(
      '%s is refused without its right, and nothing is done',
      async (name, method) => {
        const result = await door.call(name, inputOf(method));
        expect(codeOf(result)).toBe(
          method.audience === 'desk'
            ? 'method.notForYou'
            : rolesFor(method.needs) !== null
              ? 'staff.signInNeeded'
              : method.needs === 'user'
                ? 'visit.signInNeeded'
                : 'visit.accountNotOpen',
        );
        expect(behind.calls).toEqual([]);
      },
    );

    test('a method of the other audience is refused there and answered here', async () => {
      const desk = testProgram();
      const deskDoor = await open(desk, 'desk');
      for (const [name, method] of everyMethod.filter(([, { audience }]) => audience !== 'both')) {
        for (const [audience, at] of [
          ['kiosk', door],
          ['desk', deskDoor],
        ] as const) {
          const code = codeOf(await at.call(name, inputOf(method)));
          if (audience !== method.audience)
            expect([name, audience, code]).toEqual([name, audience, 'method.notForYou']);
          else if (method.needs === 'nothing') expect([name, audience, code]).toEqual([name, audience, 'ok']);
        }
      }
      await deskDoor.close();
    });

    test.each(callable.filter(([, { needs }]) => needs === 'account'))(
      '%s gives a renderer that lies about the account nothing',
      async (name, method) => {
        const { account, ...rest } = inputOf(method);
        const other = (account as number) + 1;
        behind.visit.open(behind.visit.held(), other);
        const lies: unknown[] = [
          { ...rest, account },
          { ...rest, account: String(other) },
          { ...rest, account: [other] },
          { ...rest, account: { valueOf: other } },
          { ...rest, account: other + 0.5 },
          { ...rest, accounts: [other] },
          { ...rest, Account: other },
          rest,
          { input: { ...rest, account: other } },
          [other],
          other,
          null,
        ];
        for (const lie of lies) {
          const result = await door.call(name, lie);
          expect([lie, codeOf(result)]).toEqual([lie, 'visit.accountNotOpen']);
        }
        // What names an open account and slips another one in beside it is refused as well.
        const both = Object.assign(Object.create(null) as object, { ...rest, account: other, other: account });
        expect(codeOf(await door.call(name, both))).toBe('input.invalid');
        expect(behind.calls).toEqual([]);
      },
    );

    test('an account is open no longer than its visit', async () => {
      for (const [name, method] of callable.filter(([, { needs }]) => needs === 'account')) {
        hold(method);
        behind.visit.end('button');
        expect(codeOf(await door.call(name, inputOf(method)))).toBe('visit.accountNotOpen');
      }
      expect(behind.calls).toEqual([]);
    });
  });

  describe('a signed-in user', () => {
    const signIn = () => behind.visit.signIn(behind.visit.id(), { id: 'u', login: 'ivanov' });
    const users = callable.filter(([, { needs }]) => needs === 'user');

    test('is signed in no longer than the visit, and no longer than the password holds', async () => {
      for (const [name, method] of users) {
        signIn();
        behind.visit.end('button');
        expect(codeOf(await door.call(name, inputOf(method)))).toBe('visit.signInNeeded');
        signIn();
        behind.holds = false;
        expect(codeOf(await door.call(name, inputOf(method)))).toBe('visit.signInNeeded');
        behind.holds = true;
      }
      expect(behind.calls).toEqual([]);
    });

    test.each(users.filter(([, { output }]) => Object.keys(sample(output) as object).length > 0))(
      '%s tells nothing once they signed out',
      async (name, method) => {
        signIn();
        const started = Promise.withResolvers<void>();
        const finish = Promise.withResolvers<void>();
        behind.handle(name, async () => {
          started.resolve();
          await finish.promise;
          return { ok: true, value: sample(method.output) };
        });
        const answer = door.call(name, inputOf(method));
        await started.promise;
        behind.visit.signOut();
        finish.resolve();
        expect(codeOf(await answer)).toBe('visit.signInNeeded');
      },
    );

    test('leaves no account open behind when they sign out, nor to another user', async () => {
      for (const leave of [
        () => behind.visit.signOut(),
        () => behind.visit.signIn(behind.visit.id(), { id: 'v', login: 'petrov' }),
      ]) {
        signIn();
        behind.visit.open(behind.visit.held(), 1);
        leave();
        expect(codeOf(await door.call('statement.get', { account: 1 }))).toBe('visit.accountNotOpen');
        behind.visit.end('button');
      }
    });

    test('begins with nothing open that somebody proved before', async () => {
      behind.visit.open(behind.visit.held(), 1, 'proof');
      signIn();
      expect(behind.visit.isOpen(1)).toBe(false);
      expect(behind.visit.provedAt(1)).toBeNull();
    });
  });

  describe('input', () => {
    test.each(['no.such', '', 'statement', 'statement. get', 'STATEMENT.GET', 'Ёж', 'statement/get', '..'])(
      'a method nobody knows, «%s», is refused',
      async name => {
        const result = await door.call(name, {}).catch(() => null);
        // An address that cannot be a method at all is turned away before the dispatcher.
        if (result) expect(codeOf(result)).toBe('method.unknown');
        expect(behind.calls).toEqual([]);
      },
    );

    test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'])(
      '%s, which every object has, is no method',
      async name => {
        expect(codeOf(await door.call(name, {}))).toBe('method.unknown');
        expect(behind.calls).toEqual([]);
      },
    );

    test.each(callable)('%s refuses unknown keys', async (name, method) => {
      hold(method);
      for (const extra of ['extra', 'constructor', '__proto__', 'visit', 'audience', 'needs']) {
        const input = JSON.parse(
          `{"${extra}":1,${JSON.stringify(inputOf(method)).slice(1)}`.replace(',}', '}'),
        ) as unknown;
        expect([extra, codeOf(await door.call(name, input))]).toEqual([extra, 'input.invalid']);
      }
      expect(behind.calls).toEqual([]);
    });

    test.each(callable)('%s refuses wrong types and missing fields', async (name, method) => {
      hold(method);
      for (const notAnObject of [null, [], 'text', 7, true]) {
        expect(codeOf(await door.call(name, notAnObject))).not.toBe('ok');
      }
      for (const field of fieldsOf(method.input)) {
        const whole = inputOf(method);
        const isRight = (value: unknown) =>
          (field.text && typeof value === 'string') ||
          (field.boolean && typeof value === 'boolean') ||
          (field.list && Array.isArray(value)) ||
          (field.nullable && (value === null || typeof value === 'string'));
        for (const wrong of wrongTypes.filter(value => !isRight(value))) {
          const code = codeOf(await door.call(name, { ...whole, [field.name]: wrong }));
          expect([field.name, wrong, code]).toEqual([
            field.name,
            wrong,
            field.name === 'account' && method.needs === 'account' ? 'visit.accountNotOpen' : 'input.invalid',
          ]);
        }
        if (field.optional) continue;
        Reflect.deleteProperty(whole, field.name);
        expect(codeOf(await door.call(name, whole))).not.toBe('ok');
      }
      expect(behind.calls).toEqual([]);
    });

    test.each(callable)('%s calls 10 000 characters too long, in every field that takes text', async (name, method) => {
      hold(method);
      for (const field of fieldsOf(method.input).filter(({ text }) => text)) {
        const result = await door.call(name, { ...inputOf(method), [field.name]: 'ё'.repeat(10_000) });
        expect(result).toEqual(fail('input.tooLong', { field: field.name }));
      }
      expect(behind.calls).toEqual([]);
    });

    test.each(callable)('%s refuses more than 64 KB before reading any of it', async (name, method) => {
      hold(method);
      for (const size of [maxInputBytes, 2 * 1024 * 1024]) {
        const result = await door.call(name, { ...inputOf(method), extra: 'x'.repeat(size) });
        expect(codeOf(result)).toBe('input.tooLong');
      }
      expect(behind.calls).toEqual([]);
    });

    test('64 KB are counted in bytes, not in letters', async () => {
      const room = maxInputBytes - JSON.stringify({ what: '' }).length;
      const fits = await door.call('system.report', { what: 'x'.repeat(room) });
      expect(fits).toEqual(fail('input.tooLong', { field: 'what' }));
      const letters = await door.call('system.report', { what: 'ё'.repeat(room / 2 + 1) });
      expect(letters).toEqual(fail('input.tooLong'));
    });

    test('what no message can carry is refused or rejected, and never reaches a handler', async () => {
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      for (const input of [undefined, circle, { what: 1n }, () => 1, Symbol('x')]) {
        const code = await Promise.resolve()
          .then(() => door.call('system.report', input))
          .then(codeOf, () => 'rejected');
        expect(['rejected', 'input.invalid']).toContain(code);
      }
      expect(behind.calls).toEqual([]);
    });

    test('ten thousand brackets are input, not a way to fell the program', async () => {
      let deep: unknown = 0;
      for (let i = 0; i < 3000; i++) deep = [deep];
      expect(codeOf(await door.call('proof.begin', { account: deep }))).toBe('input.invalid');
      expect(codeOf(await door.call('visit.state', {}))).toBe('ok');
    });
  });

  describe('answers', () => {
    test.each(callable)('%s that throws answers with an id alone: no stack, no SQL', async (name, method) => {
      hold(method);
      behind.handle(name, async () => {
        throw new Error('SELECT owner FROM account; at /srv/kapremont/x.ts:12:3');
      });
      const result = await door.call(name, inputOf(method));
      const id = behind.errors[0]?.details['id'] as string;
      expect(id).toMatch(/^[0-9A-F]{6}$/);
      expect(result).toEqual(fail('system.failure', { params: { id } }));
      expect(JSON.stringify(result)).not.toMatch(/select|account;|\.ts|Error:|stack/i);
      expect(String(behind.errors[0]?.error)).toContain('SELECT');
    });

    test.each(callable)('%s with an output that breaks its schema fails under test', async (name, method) => {
      hold(method);
      behind.handle(name, async () => ({
        ok: true,
        value: { ...(sample(method.output) as object), leak: 'Соколова' },
      }));
      const result = await door.call(name, inputOf(method));
      expect(codeOf(result)).toBe('system.failure');
      expect(JSON.stringify(result)).not.toContain('Соколова');
    });

    test('an expected failure arrives as it was made, in words', async () => {
      const expected = fail('proof.locked', { params: { until: '2026-11-22T18:20:00.000Z' }, field: 'paidOn' });
      behind.handle('proof.begin', async () => expected);
      const result = await door.call('proof.begin', { account: 1 });
      expect(result).toEqual(expected);
      expect(errorTexts['proof.locked'].ru.split('{until}')[0]).toBe(
        (result as typeof expected).error.message.split('2026')[0],
      );
    });

    test('a cache that is not ready says so', async () => {
      behind.handle('lookup.settlements', async () => {
        throw Object.assign(new Error('loading'), { name: 'CacheNotReady' });
      });
      expect(codeOf(await door.call('lookup.settlements', { query: '' }))).toBe('cache.notReady');
    });

    test('a full disk has words of its own, and is no bug', async () => {
      behind.handle('proof.begin', async () => {
        throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      });
      expect(codeOf(await door.call('proof.begin', { account: 1 }))).toBe('system.diskFull');
      expect(behind.fullDisks).toBe(1);
    });
  });

  describe('the visit', () => {
    test.each(callable.filter(([, { outlivesVisit, needs }]) => !outlivesVisit && rolesFor(needs) === null))(
      '%s delivers nothing when its visit ends while it is under way',
      async (name, method) => {
        hold(method);
        const started = Promise.withResolvers<void>();
        const finish = Promise.withResolvers<void>();
        behind.handle(name, async () => {
          started.resolve();
          await finish.promise;
          return { ok: true, value: sample(method.output) };
        });
        const answer = door.call(name, inputOf(method));
        await started.promise;
        behind.visit.end('idle');
        finish.resolve();
        expect(codeOf(await answer)).toBe(method.needs === 'user' ? 'visit.signInNeeded' : 'visit.accountNotOpen');
      },
    );

    test.each(everyMethod.filter(([, { outlivesVisit }]) => outlivesVisit))(
      '%s, which may outlive the visit, holds nothing of a person',
      (_name, method) => {
        expect(method.needs).toBe('nothing');
        expect(JSON.stringify(sample(method.output))).not.toMatch(/"(owner|balance|hits|accounts|picture|document)"/);
      },
    );

    test('ends when the page is loaded again', async () => {
      door.on('visit.ended', () => undefined);
      await door.listening();
      await door.call('visit.state', {});
      behind.visit.open(behind.visit.held(), 1);
      await door.reload();
      expect(behind.visit.openAccounts()).toEqual([]);
      expect(codeOf(await door.call('statement.get', { account: 1 }))).toBe('visit.accountNotOpen');
    });

    test('ends when the page dies', async () => {
      door.on('visit.ended', () => undefined);
      await door.listening();
      await door.call('visit.state', {});
      behind.visit.open(behind.visit.held(), 1);
      await door.crash();
      expect(behind.visit.openAccounts()).toEqual([]);
    });

    test('of an owner does not end by the page’s own calls', async () => {
      door.on('visit.ended', () => undefined);
      await door.listening();
      behind.visit.open(behind.visit.held(), 1);
      for (let i = 0; i < 5; i++) await door.call('statement.get', { account: 1 });
      expect(behind.visit.isOpen(1)).toBe(true);
    });

    test('that ends by quiet is told to the page', async () => {
      const told: unknown[] = [];
      const ended = Promise.withResolvers<unknown>();
      door.on('visit.warning', payload => told.push(payload));
      door.on('visit.ended', ended.resolve);
      await door.listening();
      behind.visit.open(behind.visit.held(), 1);
      behind.clock.advance(60_000);
      expect(await ended.promise).toEqual({ why: 'idle' });
      expect(told[0]).toEqual({ secondsLeft: 15 });
      expect(codeOf(await door.call('statement.get', { account: 1 }))).toBe('visit.accountNotOpen');
    });
  });

  describe('events', () => {
    test.each(Object.keys(events) as EventName[])('%s reaches the page whole', async name => {
      const payload = sample(events[name]);
      const arrived = Promise.withResolvers<unknown>();
      door.on(name, arrived.resolve);
      await door.listening();
      behind.emit(name, payload);
      expect(await arrived.promise).toEqual(payload);
    });

    test('text of any kind arrives letter for letter', async () => {
      const payload = {
        ...sample(events['print.job']),
        note: said('строка 1\nстрока 2\r\n\ndata: {"x":1}\n\nevent: freshness ☎ \u2028', ''),
      };
      const arrived = Promise.withResolvers<unknown>();
      door.on('print.job', arrived.resolve);
      await door.listening();
      behind.emit('print.job', payload);
      expect(await arrived.promise).toEqual(payload);
    });

    test('stop at the page that no longer listens', async () => {
      const told: string[] = [];
      const done = Promise.withResolvers<void>();
      const stop = door.on('visit.resumed', () => told.push('first'));
      door.on('visit.resumed', () => {
        told.push('second');
        if (told.length === 3) done.resolve();
      });
      await door.listening();
      behind.emit('visit.resumed', {});
      await door.call('visit.state', {});
      stop();
      behind.emit('visit.resumed', {});
      await done.promise;
      expect(told).toEqual(['first', 'second', 'second']);
    });
  });
});
