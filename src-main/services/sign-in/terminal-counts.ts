// Every count a terminal keeps of its visitors, each with a limit of its own meaning. Nothing else counts for a terminal.
import type { Clock } from '../../ports/clock.ts';
import type { TallyStore } from '../../ports/tally.ts';
import { TerminalCount } from './terminal-count.ts';
import type { TerminalRules } from './terminal-limits.ts';

/** More letters with codes than any queue of people needs; a terminal must not flood strangers' mailboxes. */
const letters: TerminalRules = {
  minutes: 15,
  toPicture: Infinity,
  toLock: 30,
  subjectsToRisk: Infinity,
  subjectsADay: null,
};

/** Forms and texts on paper that nobody has proved anything for: an hour's worth of a queue. */
const papers: TerminalRules = {
  minutes: 60,
  toPicture: Infinity,
  toLock: 30,
  subjectsToRisk: Infinity,
  subjectsADay: null,
};

export interface TerminalCounts {
  proof: TerminalCount;
  signIn: TerminalCount;
  staff: TerminalCount;
  letters: TerminalCount;
  papers: TerminalCount;
}

export function terminalCounts(
  deps: { terminalStore: TallyStore; clock: Pick<Clock, 'now'> },
  rules: TerminalRules,
): TerminalCounts {
  // visitors must not shut staff out, who alone can lift what they have locked: their names have limits of their own
  const staff: TerminalRules = { ...rules, toLock: null, subjectsADay: null };
  return {
    proof: new TerminalCount(deps, 'proof', rules),
    signIn: new TerminalCount(deps, 'signIn', rules),
    staff: new TerminalCount(deps, 'staff', staff),
    letters: new TerminalCount(deps, 'letters', letters),
    papers: new TerminalCount(deps, 'papers', papers),
  };
}
