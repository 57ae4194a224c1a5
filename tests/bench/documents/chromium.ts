// The page by Chromium's printToPDF: one browser kept open, HTML in, a PDF out.
import { chromium } from '@playwright/test';
import type { PaymentDocument } from '#contract';
import { headlessChromium } from '../../../scripts/chromium.ts';
import { pageOf } from './words.ts';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function html(document: PaymentDocument): string {
  const page = pageOf(document);
  const row = ([label, value]: [string, string]) => `<tr><td>${escaped(label)}</td><td>${escaped(value)}</td></tr>`;
  const bars = page.chart
    .map(
      ({ charged, paid }, i) =>
        `<rect x="${i * 14}" y="${60 - charged * 60}" width="5" height="${charged * 60}" fill="#e4eff9"/>` +
        `<rect x="${i * 14 + 5}" y="${60 - paid * 60}" width="5" height="${paid * 60}" fill="#0b5c9e"/>`,
    )
    .join('');
  return (
    `<section><b>${escaped(page.payee)}</b><h1>${escaped(page.title)}</h1><b>${escaped(page.owner)}</b>` +
    [page.address, ...page.facts].map(text => `<p>${escaped(text)}</p>`).join('') +
    `<h2>${escaped(page.total)}</h2><table>${page.rows.map(row).join('')}</table>` +
    `<svg width="170" height="60">${bars}</svg><p>${page.chart.map(({ month }) => month).join(' ')}</p>` +
    `<svg width="210" height="210" viewBox="0 0 ${page.qr.side} ${page.qr.side}"><path d="${page.qr.path}"/></svg>` +
    `<table>${page.bank.map(row).join('')}</table></section>`
  );
}

export async function openChromium() {
  const { path, args, env } = await headlessChromium();
  const browser = await chromium.launch({ executablePath: path, args, env });
  const page = await browser.newPage();
  return {
    async make(documents: readonly PaymentDocument[]): Promise<Uint8Array> {
      const style = 'body{font:10pt "Noto Sans"}section{break-after:page}td:last-child{text-align:right}';
      await page.setContent(`<style>${style}</style>${documents.map(html).join('')}`);
      return page.pdf({ format: 'A4' });
    },
    close: () => browser.close(),
  };
}
