// Writes the table of docs/security.md that tells who may call which method, from the contract, so that nobody reads an old one.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { methods, rolesFor, type Method } from '../src-main/contract/index.ts';

const FILE = new URL('../docs/security.md', import.meta.url);
const BEGIN = '<!-- rights:begin (written by scripts/rights-docs.ts) -->';
const END = '<!-- rights:end -->';

/** What a terminal's visit and shift hold when a method is called. */
export const states = {
  nobody: 'nobody, nothing open',
  account: 'account open',
  user: 'user signed in',
  operator: 'operator on shift',
  admin: 'administrator on shift',
  auditor: 'auditor on shift',
} as const;
export type State = keyof typeof states;

const holders: Record<Method['needs'], readonly State[]> = {
  nothing: ['nobody', 'account', 'user', 'operator', 'admin'],
  account: ['account'],
  user: ['user'],
  staff: ['operator', 'admin', 'auditor'],
  operator: ['operator', 'admin'],
  admin: ['admin'],
  auditor: ['admin', 'auditor'],
};

/** A member of staff or a user reads an account as anybody does: when the visit has it open. */
export const mayCall = ({ needs, auditorToo }: Pick<Method, 'needs' | 'auditorToo'>, state: State): boolean =>
  holders[needs].includes(state) || (state === 'auditor' && auditorToo === true);

/** What becomes of an answer whose visit or shift ended while it was under way. */
function late({ needs, outlivesVisit }: Method): string {
  if (outlivesVisit) return 'given';
  return rolesFor(needs) !== null ? 'withheld with the shift' : 'withheld with the visit';
}

const ways: Record<Method['audience'], string> = { kiosk: 'kiosk', desk: 'desk', both: 'both' };

function table(): string {
  const all: [string, Method][] = Object.entries(methods);
  const shown = Object.keys(states) as State[];
  const head = ['method', 'where', ...shown.map(state => states[state]), 'ended meanwhile', 'screen locked'];
  const rows = all.map(([name, method]) => [
    `\`${name}\``,
    ways[method.audience],
    ...shown.map(state => (mayCall(method, state) ? 'yes' : '–')),
    late(method),
    method.whileLocked ? 'yes' : '–',
  ]);
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** The page with the present table; equal to `page` when it was current. */
export async function withRights(page: string): Promise<string> {
  const [before, after] = [page.split(BEGIN)[0], page.split(END)[1]];
  if (before === undefined || after === undefined) throw new Error(`docs/security.md has lost its marks ${BEGIN}`);
  return format(`${before}${BEGIN}\n\n${table()}\n\n${END}${after}`, {
    ...(await resolveConfig(FILE)),
    parser: 'markdown',
  });
}

if (import.meta.main) writeFileSync(FILE, await withRights(readFileSync(FILE, 'utf8')));
