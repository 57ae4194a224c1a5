// The scalar schemas every message is made of: money, area, periods, days, keys.
import { z } from 'zod';

/** Money: an integer number of kopecks; debt is positive, advance negative. */
export const Kopecks = z.int();
/** Area: an integer number of hundredths of a square metre (42,70 m² is 4270). */
export const AreaHundredths = z.int().nonnegative();
/** A calendar month, `YYYY-MM`. */
export const Period = z
  .string()
  .max(7)
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** A calendar day, `YYYY-MM-DD`. domain/day checks that it exists (31 February does not). */
export const Day = z
  .string()
  .max(10)
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
/** A moment, ISO 8601 in UTC with a trailing Z. */
export const Instant = z.iso.datetime();
/** The fund's own key of an account, house and so on: a positive safe integer. */
export const Key = z.int().positive();
export const AccountId = Key;
export const HouseId = Key;
/** Text a database takes: whole characters, and no control characters but those of `kept`. */
const clean = (max: number, kept: string) =>
  z
    .string()
    .max(max)
    .refine(text => text.isWellFormed() && [...(text.match(/\p{Cc}/gu) ?? [])].every(sign => kept.includes(sign)));
/** Typed text with a limit, so that ten thousand characters are rejected before any work is done. A cell pasted from a table brings its tab. */
export const typed = (max: number) => clean(max, '\t');
/** Text of several lines. */
export const typedLines = (max: number) => clean(max, '\n\t');
/** What a scanner read, with whatever separators stand in it: it is taken apart, and never stored or sent as it is. */
export const scanned = (max: number) => z.string().max(max);
/** An idempotency key made by the client. It is one key however its letters are written. */
export const Uuid = z.uuid().max(36).toLowerCase();

export type Kopecks = number;
export type AreaHundredths = number;
export type Period = string;
export type Day = string;
export type Instant = string;
export type AccountId = number;
export type HouseId = number;
