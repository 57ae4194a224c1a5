// Inputs nobody would write by hand: made from the contract's own schemas, right and wrong in every part, the same for the same seed.
import { z } from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

/** Whole numbers below `limit`, in an order that the seed alone decides (mulberry32). */
export function dice(seed: number): (limit: number) => number {
  let state = seed;
  return limit => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const nasty = [
  '', ' ', '\0', 'и\0ванов', '\t', '\u001b[2J', '\ud800', '‮нет', '<img src=x onerror=alert(1)>', "'; drop table fund.account; --", '%', '_%',
  '..\\..\\', '../../etc/passwd', '=cmd|calc', 'ё'.repeat(300), '😀'.repeat(40), '𝒳', '{{}}', '$1', 'null', '-1', '1e309', '०१२', 'ST00012|',
  'ST00012|Name=x|PersonalAcc=1|PersAcc=100001|Sum=1', '100001', '100 002', '100-003', '22-1', 'Энгельса 14', 'чебоксары', '14', '1', '3',
]; // prettier-ignore
/** Fields whose right values no schema tells. */
const right: Record<string, readonly unknown[]> = {
  number: ['100001', '100002', 1, 2],
  text: ['ST00012|PersAcc=100001', '100001'],
  query: ['', 'Че', 'Энг', '1'],
  flat: ['1', '2', '3'],
  paidOn: ['2026-10-05', '2026-10-06', '05.10.2026'],
  amount: ['222,04', '222.04', '100', '1'],
  from: ['2026-09', '2026-10', null],
  to: ['2026-10', '2026-11', null],
  period: ['2026-09', '2026-10'],
  login: ['ivanov', 'operator', 'admin', 'auditor', 'novichok'],
  action: ['', 'proof.failed', 'staff.signedIn'],
  email: ['a@example.org'],
  printer: ['Папка', 'Немой'],
  lastFour: ['1234'],
  code: ['000000', 'АБВГ-1234'],
  offset: [0, 1, 50],
};
const numbers = [0, 1, 2, 3, 4, 7, 20, 21, 999, -1, 1.5, 2 ** 53, 1e308];
const uuids = Array.from({ length: 12 }, (_, i) => `6f2b7c1e-58d1-4c7b-9a53-0c2d9e3f4a${String(i).padStart(2, '0')}`);
const strangers: unknown[] = [null, undefined, true, [], {}, [1], '1', -1, 0.5, { toString: 1 }, 'x'.repeat(70_000)];

export function inputMaker(roll: (limit: number) => number) {
  const pick = <T>(of: readonly T[]): T => of[roll(of.length)] as T;

  function value(schema: Schema, name: string): unknown {
    const known = right[name];
    if (known && roll(3) > 0) return pick(known);
    const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
    if (choices) return value(pick(choices), name);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return pick(schema.enum);
    switch (Array.isArray(schema.type) ? pick(schema.type) : schema.type) {
      case 'object':
        return object(schema);
      case 'array':
        return [value((schema.items ?? {}) as Schema, name)];
      case 'integer':
      case 'number':
        return pick(roll(4) > 0 ? numbers.slice(1, 6) : numbers);
      case 'boolean':
        return roll(2) === 1;
      case 'string':
        if (schema.format === 'uuid') return roll(2) === 1 ? pick(uuids) : pick(uuids).toUpperCase();
        if (schema.pattern) return pick(['2026-09', '2026-10', '2026-10-05', '2026-13', '9999-12']);
        return pick(nasty);
      default:
        return null;
    }
  }

  function object(schema: Schema): Record<string, unknown> {
    const fields = Object.entries(schema.properties ?? {});
    const made = Object.fromEntries(fields.map(([name, each]) => [name, value(each as Schema, name)]));
    const name = fields.length > 0 ? pick(fields)[0] : 'extra';
    switch (roll(12)) {
      case 0:
        return { ...made, [name]: pick(strangers) };
      case 1:
        return { ...made, [pick(['extra', 'visit', '__proto__', 'account', 'Account'])]: pick(numbers) };
      case 2:
        Reflect.deleteProperty(made, name);
        return made;
      default:
        return made;
    }
  }
  const schemas = new Map<z.ZodType, Schema>();
  return (schema: z.ZodType): unknown => {
    const json = schemas.get(schema) ?? (z.toJSONSchema(schema, { io: 'input' }) as Schema);
    schemas.set(schema, json);
    return roll(50) === 0 ? pick(strangers) : value(json, '');
  };
}
