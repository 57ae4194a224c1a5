// The certificate of debt on a sheet, and on half of one: what is certified, the sums, and the code to check it by.
import type { DebtCertificate } from '../../../ports/paper.ts';
import { half } from '../a5/halves.ts';
import { mm, type Sheet } from '../sheet.ts';
import {
  certificateCode,
  certificateFacts,
  certificateNotes,
  certificateNumber,
  certificateSums,
  certificateTitle,
  certificateWords,
  CODE_LABEL,
} from '../wording-certificate.ts';
import { reachWords } from '../wording-statement.ts';
import { drawFacts, type FactStyle } from './facts.ts';
import { accent, page, quiet, soft, text } from './styles.ts';

interface Area {
  left: number;
  right: number;
  top: number;
  /** between parts, points */
  gap: number;
}

const whole: Area = { left: page.left, right: page.right, top: page.top, gap: 16 };
const onHalf: Area = { left: mm(12), right: half.width - mm(12), top: mm(9), gap: 8 };

const facts: FactStyle = {
  label: { ...text.body, colour: quiet },
  value: text.body,
  labelWidth: mm(52),
  between: 3,
  most: 2,
  least: 7,
};

export const drawCertificate = (sheet: Sheet, certificate: DebtCertificate): void => draw(sheet, certificate, whole);

export function drawHalfCertificate(sheet: Sheet, certificate: DebtCertificate): void {
  sheet.page();
  draw(sheet, certificate, onHalf);
}

function draw(sheet: Sheet, certificate: DebtCertificate, { left, right, top, gap }: Area): void {
  const width = right - left;
  const { fund } = certificate;
  let y = top;
  y += sheet.block(fund.name, left, y, width, sheet.fit(fund.name, text.smallStrong, width, 2, 7));
  for (const line of [reachWords(fund), fund.address]) if (line) y += sheet.block(line, left, y, width, text.fine);
  y += 6;
  sheet.rule(left, y, right, y, accent, 1.2);
  y += gap;

  const title = certificateTitle(certificate);
  y += sheet.block(title, left, y, width, sheet.fit(title, text.title, width, 1, 12));
  y += sheet.block(certificateNumber(certificate).join(' '), left, y, width, text.body) + gap;
  y += drawFacts(sheet, certificateFacts(certificate), left, y, width, facts) + gap;
  y += sheet.block(certificateWords(certificate), left, y, width, text.strong) + gap / 2;
  y += drawFacts(sheet, certificateSums(certificate), left, y, width, { ...facts, value: text.strong }) + gap;
  y += drawCode(sheet, certificate, left, y, width) + gap;
  for (const note of certificateNotes(certificate)) y += sheet.block(note, left, y, width, text.small) + 3;
}

/** The code in type that is copied without mistakes; returns the height. */
function drawCode(sheet: Sheet, certificate: DebtCertificate, left: number, top: number, width: number): number {
  const inset = mm(3);
  const height = text.small.leading + text.title.leading + 2 * inset;
  sheet.box(left, top, width, height, { fill: soft, radius: 4 });
  const label = sheet.block(CODE_LABEL, left + inset, top + inset, width - 2 * inset, text.small);
  sheet.block(certificateCode(certificate), left + inset, top + inset + label, width - 2 * inset, text.title);
  return height;
}
