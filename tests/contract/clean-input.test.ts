// What text a method takes: no control characters and no halves of characters, which a database refuses; and one key however it is written.
import { beforeEach, expect, test } from 'vitest';
import { rolesFor, type Method, type Result } from '#contract';
import { everyMethod, staffMember, testProgram, type TestProgram } from './program.ts';
import { fieldsOf, sample } from './sample.ts';

let behind: TestProgram;
beforeEach(() => (behind = testProgram()));

const inputOf = (method: Method) => sample(method.input) as Record<string, unknown>;
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
/** Asked by who may. */
function call(name: string, method: Method, input: Record<string, unknown>) {
  const audience = method.audience === 'desk' ? 'desk' : 'kiosk';
  if (rolesFor(method.needs) !== null) behind.shift.begin(staffMember('admin'));
  if (method.needs === 'user') behind.visit.signIn(behind.visit.id(), { id: 'u', login: 'ivanov' });
  if (typeof input['account'] === 'number') behind.visit.open(behind.visit.held(), input['account']);
  return behind.program.dispatch({ audience }, name, input);
}

const dirty = ['\0', 'и\0ванов', '\u001b[2J', 'a\rb', 'a\u0085b', '\u007f', 'a\ud800b'];

test.each(everyMethod)(
  '%s refuses control characters and halves of characters, in every field',
  async (name, method) => {
    // what a scanner read is taken apart and goes no further
    const fields = fieldsOf(method.input).filter(field => `${name} ${field.name}` !== 'lookup.byCode text');
    for (const field of fields.filter(each => each.name !== 'account'))
      for (const text of dirty) {
        const result = await call(name, method, { ...inputOf(method), [field.name]: text });
        expect([field.name, text, codeOf(result)]).toEqual([field.name, text, 'input.invalid']);
      }
    expect(behind.calls).toEqual([]);
  },
);

test.each(everyMethod.filter(([, { input }]) => Object.hasOwn(sample(input) as object, 'job')))(
  '%s takes one job for one, however its key is written',
  async (name, method) => {
    const input = inputOf(method);
    await call(name, method, { ...input, job: (input['job'] as string).toUpperCase() });
    expect(behind.calls).toEqual([{ method: name, input }]);
  },
);
