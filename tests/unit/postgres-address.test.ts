// The address of the fund's database: what is taken, and what is refused before a byte is sent.
import { describe, expect, it } from 'vitest';
import { postgresAddress } from '../../src-main/base/postgres-address.ts';
import { readSettings } from '../../src-main/settings.ts';

describe('an address of the fund’s database', () => {
  it('is taken apart, its parts unescaped', () => {
    expect(
      postgresAddress('postgres://kassa%201:p%40ss@db.fund.ru:6432/%D1%84%D0%BE%D0%BD%D0%B4?sslmode=verify-full'),
    ).toEqual({
      servers: [{ host: 'db.fund.ru', port: 6432 }],
      user: 'kassa 1',
      password: 'p@ss',
      database: 'фонд',
      tls: { ca: null },
    });
  });

  it('may name several servers, each with its port or without', () => {
    const { servers, user, tls } = postgresAddress(
      'postgresql://kassa@a.fund.ru:6432,b.fund.ru,[::1]:5433/fund?sslmode=verify-full',
    );
    expect(servers).toEqual([
      { host: 'a.fund.ru', port: 6432 },
      { host: 'b.fund.ru', port: 5432 },
      { host: '::1', port: 5433 },
    ]);
    expect([user, tls]).toEqual(['kassa', { ca: null }]);
    expect(postgresAddress('postgres://kassa@127.0.0.1,localhost:5433/fund').tls).toBeNull();
  });

  it.each([
    'postgres://kassa@127.0.0.1/fund',
    'postgresql://kassa@localhost:5433/fund',
    'postgres://kassa@[::1]/fund?sslmode=disable',
    'postgres:///fund?host=/var/run/postgresql',
  ])('on this machine needs no TLS: %s', text => {
    expect(postgresAddress(text).tls).toBeNull();
  });

  it.each([
    ['postgres://kassa:tayna@db.fund.ru/fund', /sslmode=verify-full/],
    ['postgres://kassa:tayna@10.0.0.5/fund?sslmode=disable', /sslmode=verify-full/],
    ['postgres://kassa:tayna@db.fund.ru/fund?sslmode=require', /verify-full/],
    ['postgres://kassa:tayna@db.fund.ru/fund?sslmode=no-verify', /verify-full/],
    ['postgres://kassa:tayna@db.fund.ru/fund?sslmode=Verify-Full', /verify-full/],
    ['postgres://kassa:tayna@db.fund.ru/fund?sslmodе=verify-full', /параметр «sslmodе»/],
    ['postgres://kassa:tayna@db.fund.ru/fund?sslmode=verify-full&uselibpqcompat=true', /параметр «uselibpqcompat»/],
    ['postgres://kassa:tayna@db.fund.ru/fund?sslmode=verify-full&sslmode=disable', /дважды/],
    ['postgres://kassa:tayna@127.0.0.1/fund?host=db.fund.ru', /папка сокета/],
    ['postgres://kassa:tayna@127.0.0.1/fund?sslrootcert=/ca.pem', /sslmode=verify-full/],
    ['postgres://kassa:tayna@127.0.0.1.fund.ru/fund', /sslmode=verify-full/],
    ['postgres://kassa:tayna@127.0.0.1,10.0.0.5/fund', /sslmode=verify-full/],
    ['postgres://kassa:tayna@a.fund.ru,,b.fund.ru/fund?sslmode=verify-full', /несколько серверов/],
    ['postgres://kassa:tayna@a.fund.ru,b:x/fund?sslmode=verify-full', /несколько серверов/],
    ['postgres://kassa:tayna@127.0.0.1,localhost/fund?host=/var/run', /папки сокета/],
    ['postgres://kassa:tayna@127.0.0.1,localhost/fund', /npm run secret/],
    ['mysql://kassa:tayna@127.0.0.1/fund', /postgres:\/\//],
    ['db.fund.ru', /не читается/],
  ])('is refused with a reason that tells no password: %s', (fundUrl, why) => {
    expect(() => readSettings(undefined, { fundUrl })).toThrow(why);
    expect(() => readSettings(undefined, { fundUrl })).not.toThrow(/tayna/);
  });
});

it('a mail server without TLS is taken on this machine alone', () => {
  const smtp = (host: string) => ({
    host,
    security: 'none' as const,
    from: { name: 'Фонд', address: 'a@example.org' },
  });
  expect(readSettings(undefined, { smtp: smtp('127.0.0.1') }).smtp?.security).toBe('none');
  expect(() => readSettings(undefined, { smtp: smtp('mail.fund.ru') })).toThrow(/smtp\.security.*только для почтового/);
});

describe('a password in the settings', () => {
  const demo = { account: { accountNumber: '1', address: '', paidOn: '2026-10-05', amount: 1 } };
  const fundUrl = 'postgres://kiosk:tayna@127.0.0.1/fund';

  it('is refused in the address of the fund’s database, with what to do; the demo’s database is its own', () => {
    expect(() => readSettings(undefined, { fundUrl })).toThrow(/fundUrl.*npm run secret -- fund-password/);
    expect(() => readSettings(undefined, { fundUrl })).not.toThrow(/tayna/);
    expect(readSettings(undefined, { fundUrl, demo }).fundUrl).toBe(fundUrl);
    expect(readSettings(undefined, { fundUrl: 'postgres://kiosk@127.0.0.1/fund' }).fundUrl).toBeTruthy();
  });

  it('has no place in the mail server’s name', () => {
    const smtp = { host: 'fund:tayna@mail.example.org', from: { name: 'Фонд', address: 'fund@example.org' } };
    expect(() => readSettings(undefined, { smtp })).toThrow(/smtp-password/);
    expect(() => readSettings(undefined, { smtp })).not.toThrow(/tayna/);
  });
});
