// Payment documents as PDF: one page as a person waits for it, and 300 in one file, against pdfmake, pdf-lib and Chromium's printToPDF.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Paper } from '../../src-main/ports/paper.ts';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import type { PaymentDocument } from '#contract';
import { openChromium } from './documents/chromium.ts';
import { openPdfLib } from './documents/pdf-lib.ts';
import { openPdfMake } from './documents/pdfmake.ts';
import { regionDocuments } from './documents/region.ts';
import { samples } from './documents/words.ts';
import { race, type Timing } from './measure/race.ts';
import type { BenchOptions, Report, Row, Section } from './measure/report.ts';
import { timingSection } from './measure/sections.ts';

const BATCH = 300;
const singles = samples(20);
const batch = samples(BATCH);

type Make = (documents: readonly PaymentDocument[]) => Promise<Uint8Array>;

const ourBatch =
  (paper: Paper): Make =>
  async documents => {
    const chunks: Uint8Array[] = [];
    const book = await paper.book('a4', { title: 'Документы', day: '2026-11-01' }, bytes => void chunks.push(bytes));
    for (const document of documents) await book.add({ kind: 'paymentDocument', document });
    await book.end();
    return Buffer.concat(chunks);
  };

const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);

/** After a full collection, at the beginning and end of a long book nobody keeps the bytes of. */
async function memory(paper: Paper): Promise<Row[]> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  const book = await paper.book('a4', { title: 'Документы', day: '2026-11-01' }, () => undefined);
  const marks: Row[] = [];
  for (let i = 1; i <= 1500; i++) {
    await book.add({ kind: 'paymentDocument', document: batch[i % BATCH]! });
    if (i === 50 || i === 1500) {
      gc();
      const { heapUsed, rss } = process.memoryUsage();
      marks.push({ documents: i, 'heap, MB': megabytes(heapUsed), 'process, MB': megabytes(rss) });
    }
  }
  await book.end();
  return marks;
}

const each = (timings: readonly Timing[], sizes: ReadonlyMap<string, number>): Section => ({
  title: `${BATCH} documents in one file`,
  columns: { way: 'text', file: 'ms', each: 'ms', kilobytes: 'count', 'to ours': 'times' },
  rows: timings.map(({ name, median, ratio }): Row => ({
    way: name,
    file: median,
    each: median / BATCH,
    kilobytes: sizes.get(name) ?? null,
    'to ours': ratio,
  })),
  note: 'Ours has more on its page: the tear-off part, Code 128 and the axis of the chart; the others are given our QR matrix ready.',
});

export async function run({ region = false }: BenchOptions): Promise<Report> {
  if (region) return { sections: await regionDocuments() };
  const paper = createPaper();
  const [pdfmake, pdfLib, chromium] = [openPdfMake(), openPdfLib(), await openChromium()];
  const makers: { name: string; one: (document: PaymentDocument) => Promise<Uint8Array>; many: Make }[] = [
    { name: 'ours', one: document => paper.a4({ kind: 'paymentDocument', document }), many: ourBatch(paper) },
    { name: 'pdfmake', one: document => pdfmake([document]), many: pdfmake },
    { name: 'pdf-lib', one: document => pdfLib([document]), many: pdfLib },
    { name: 'Chromium printToPDF', one: document => chromium.make([document]), many: chromium.make },
  ];
  try {
    const sizes = new Map<string, number>();
    for (const { name, one } of makers) sizes.set(name, Math.round((await one(singles[0]!)).length / 1024));
    const single = await race(
      makers.map(({ name, one }) => ({ name, run: one })),
      singles,
      { rounds: 5, warmUp: 2 },
    );
    const batchSizes = new Map<string, number>();
    const whole = await race(
      makers.map(({ name, many }) => ({
        name,
        run: async (documents: readonly PaymentDocument[]) =>
          batchSizes.set(name, Math.round((await many(documents)).length / 1024)),
      })),
      [batch],
      { rounds: 3, warmUp: 1 },
    );
    const held = await memory(paper);
    return {
      sections: [
        timingSection(
          'One payment document with QR and chart, warmed up',
          single,
          `File sizes, kB: ${[...sizes].map(([name, size]) => `${name} ${size}`).join(', ')}.`,
        ),
        each(whole, batchSizes),
        {
          title: 'Memory held while 1500 documents go into one file, after a full collection',
          columns: { documents: 'count', 'heap, MB': 'count', 'process, MB': 'count' } as const,
          rows: held,
          note: 'The process has all four contenders loaded.',
        },
      ],
    };
  } finally {
    await chromium.close();
  }
}
