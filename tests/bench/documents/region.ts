// Documents of a whole region in files, as `npm run documents -- --region` makes them: one thread and two, beside pdfmake and pdf-lib.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PaymentDocument } from '#contract';
import { fileMaker } from '../../../src-main/adapters/documents-folder/batch-file.ts';
import { makeBatch } from '../../../src-main/adapters/documents-folder/batch.ts';
import { writeWhole } from '../../../src-main/adapters/documents-folder/whole-file.ts';
import { composeDocuments } from '../../../src-main/compose-documents.ts';
import type { FileMaker } from '../../../src-main/ports/document-files.ts';
import { Settings } from '../../../src-main/settings.ts';
import { startDocumentThreads } from '../../../src-main/threads/documents-client.ts';
import { load, type Row, type Section } from '../measure/report.ts';
import { benchLog, benchRegion, LAST_PERIOD } from '../region/region.ts';
import { openPdfLib } from './pdf-lib.ts';
import { openPdfMake } from './pdfmake.ts';

const DOCUMENTS = 1_000;
/** Peers are slower: of them a part is enough. */
const PEERS_DOCUMENTS = 150;
const PER_FILE = 250;
const ROUNDS = 2;
const REGION = 400_000;

interface Taken {
  documents: number;
  seconds: number;
  cpu: number;
}

/** CPU is of the whole process with its threads. */
async function measured(work: () => Promise<number>): Promise<Taken> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const documents = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { documents, seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
}

export async function regionDocuments(): Promise<Section[]> {
  const { dataDir } = await benchRegion();
  const tools = await composeDocuments(Settings.parse({ dataDir }));
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-bench-documents-'));
  const data = { settings: tools.settings, keys: tools.keys };
  const [one, two] = [await startDocumentThreads(1, data, benchLog), await startDocumentThreads(2, data, benchLog)];
  const all = (await tools.cache.regionAccounts()).slice(0, DOCUMENTS);
  const [pdfmake, pdfLib] = [openPdfMake(), openPdfLib()];

  const ours = async (makers: readonly FileMaker[]) =>
    (
      await makeBatch(makers, {
        what: 'весь регион',
        accounts: () => all,
        period: LAST_PERIOD,
        day: '2026-11-28',
        format: 'a4',
        out: join(folder, 'ours.pdf'),
        perFile: PER_FILE,
        onProgress: () => undefined,
      })
    ).documents;
  const peer = async (make: (documents: readonly PaymentDocument[]) => Promise<Uint8Array>) => {
    const documents: PaymentDocument[] = [];
    for (const id of all.slice(0, PEERS_DOCUMENTS)) {
      const found = await tools.documents.paymentDocument(id, LAST_PERIOD);
      if (found.ok) documents.push(found.value);
    }
    writeWhole(join(folder, 'peer.pdf'), await make(documents));
    return documents.length;
  };
  const ways: { name: string; run: () => Promise<number>; taken: Taken[] }[] = [
    { name: 'ours, two threads by file', run: () => ours(two.makers), taken: [] },
    { name: 'ours, one thread', run: () => ours(one.makers), taken: [] },
    { name: 'ours, in the calling thread', run: () => ours([fileMaker(tools)]), taken: [] },
    { name: 'pdf-lib, in the calling thread', run: () => peer(pdfLib), taken: [] },
    { name: 'pdfmake, in the calling thread', run: () => peer(pdfmake), taken: [] },
  ];
  try {
    for (let round = 0; round <= ROUNDS; round++)
      for (const way of ways) {
        const taken = await measured(way.run);
        // The first round warms up.
        if (round > 0) way.taken.push(taken);
        console.log(`  ${way.name}: ${((taken.seconds * 1000) / taken.documents).toFixed(2)} ms each, load ${load()}`);
      }
  } finally {
    await Promise.all([one.end(), two.end()]);
    tools.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const each = ({ taken }: (typeof ways)[number], of: 'seconds' | 'cpu') =>
    Math.min(...taken.map(one => (one[of] * 1000) / one.documents));
  const first = each(ways[0]!, 'seconds');
  return [
    {
      title: `Payment documents of ${LAST_PERIOD} read from the copy and written into files of ${PER_FILE}`,
      columns: {
        way: 'text',
        documents: 'count',
        each: 'ms',
        'CPU each': 'ms',
        'to ours': 'times',
        'minutes for 400 000': 'count',
      },
      rows: ways.map((way): Row => {
        const ms = each(way, 'seconds');
        return {
          way: way.name,
          documents: way.taken[0]?.documents ?? 0,
          each: ms,
          'CPU each': each(way, 'cpu'),
          'to ours': ms / first,
          'minutes for 400 000': Math.round((ms * REGION) / 60_000),
        };
      }),
      note: `The best of ${ROUNDS} rounds in turn. The last column is reckoned from the time of one. The peers hold their documents in memory until their file is written.`,
    },
  ];
}
