// The options of the command line, read one way by every command: unknown ones are refused with a sentence.
import { holdsPassword } from '../base/postgres-address.ts';
import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Exits with code 2 and a sentence when the options are invalid. */
export function readOptions<O extends Options>(options: O, usage: string) {
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return process.exit(2);
  }
}

/** A whole number from an option, within limits; exits with code 2 and a sentence otherwise. */
export function wholeNumber(
  name: string,
  text: string | undefined,
  fallback: number,
  min: number,
  max: number,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
  console.error(`--${name}: нужно целое число от ${min} до ${max}, а не «${text}».`);
  return process.exit(2);
}

/**
 * The address of a database from an option or, with its password, from an environment variable: every user of the machine can read a
 * program's arguments while it runs. Null when neither names one. Exits with code 2 and a sentence when the option holds a password.
 */
export function databaseAddress(option: string, given: string | undefined, variable: string): string | null {
  if (given === undefined) return process.env[variable] ?? null;
  if (!holdsPassword(given)) return given;
  console.error(
    `Пароль в «${option}» виден каждому, кто смотрит список процессов. Назовите адрес с паролем переменной ${variable} ` +
      'или уберите пароль из адреса и назовите его переменной PGPASSWORD.',
  );
  return process.exit(2);
}

/** The fund's database for the commands of its administrator. */
export const adminDatabase = (option: string, given: string | undefined) =>
  databaseAddress(option, given, 'KAPREMONT_FUND_ADMIN');
