// The fund's name over a rule, at the top of every page except payment documents.
import { reachWords } from '../wording-statement.ts';
import type { Sheet } from '../sheet.ts';
import { accent, page, text } from './styles.ts';

const width = page.right - page.left;

/** Returns where the page's content may begin. */
export function drawFundHead(
  sheet: Sheet,
  fund: { name: string; address?: string; phone?: string; site?: string; email?: string },
): number {
  let y: number = page.top;
  y += sheet.block(fund.name, page.left, y, width, sheet.fit(fund.name, text.smallStrong, width, 3, 7));
  const reach = reachWords(fund);
  for (const line of [reach, fund.address ?? '']) if (line) y += sheet.block(line, page.left, y, width, text.fine);
  y += 6;
  sheet.rule(page.left, y, page.right, y, accent, 1.2);
  return y + 14;
}
