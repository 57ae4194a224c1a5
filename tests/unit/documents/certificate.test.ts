// The certificate of debt: its words by what is owed, its faces, its code, and what is never certified.
import { describe, expect, it } from 'vitest';
import { ok, type PaymentAttempt } from '#contract';
import { createPaper } from '../../../src-main/adapters/paper/index.ts';
import { certificateNumber, shownCode, typedCode } from '../../../src-main/domain/certificate.ts';
import type { DocumentModel } from '../../../src-main/ports/paper.ts';
import { createAudit } from '../../../src-main/services/audit/index.ts';
import { certificateMethods } from '../../../src-main/services/documents/certificate.ts';
import type { Printout } from '../../../src-main/services/printing/job.ts';
import { memoryCache, type CacheRows } from '../../support/memory-cache.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { pdfText } from '../../support/pdf.ts';
import { certificate, lateCertificate } from './other-samples.ts';
import { somebody } from '../../support/called.ts';

const paper = createPaper();

describe.each(['a4', 'a5', '80mm', '58mm'] as const)('on %s', format => {
  const textOf = async (model: typeof certificate) =>
    pdfText(await paper.pdf({ kind: 'certificate', certificate: model }, format));

  it('what is not due yet is no debt, and stands with its day', async () => {
    const text = await textOf(certificate);
    expect(text).toContain('Справка об отсутствии задолженности');
    expect(text).toContain('№ С-7F3A2C-000012 от 28.11.2026');
    expect(text).toContain('на 28 ноября 2026 г. нет');
    expect(text).toContain('636,23 ₽');
    expect(text).toContain('15 декабря 2026 г.');
    expect(text).toContain('1234-5678-9012');
  });

  it('what is late is told as a debt, with the whole sum beside it', async () => {
    const text = await textOf(lateCertificate);
    expect(text).toContain('Справка о наличии задолженности');
    expect(text).toContain('113 388,08 ₽');
    expect(text).toContain('118 710,44 ₽');
    expect(text).not.toContain('до 15 ноября');
  });

  it('what is paid ahead is called so', async () => {
    expect(await textOf({ ...certificate, amount: -12_000 })).toContain('120,00 ₽');
  });
});

it('a code is typed with or without its hyphens, and nothing else is a code', () => {
  for (const typed of ['1234-5678-9012', '123456789012', ' 1234 5678 9012 ', '1234–5678–9012'])
    expect(typedCode(typed)).toBe('123456789012');
  for (const typed of ['', '1234', '1234567890123', '12345678901O', 'С-7F3A2C-000012'])
    expect(typedCode(typed)).toBeNull();
  expect(typedCode(shownCode('000000000042'))).toBe('000000000042');
});

it('numbers of two terminals are told apart', () => {
  expect(certificateNumber('7f3a2c00-0000-4000-8000-000000000001', 12)).toBe('С-7F3A2C-000012');
  expect(certificateNumber('7f3a2d00-0000-4000-8000-000000000001', 12)).toBe('С-7F3A2D-000012');
});

const month = { account_id: 1, period: '2026-10', opening: 0, charged: 63_623, closing: 63_623 };
const rows: CacheRows = {
  house: [{ id: 1 }],
  premises: [{ id: 1, house_id: 1 }],
  account: [{ id: 1, premises_id: 1, number: '220753', last_name: 'Соколова' }],
  period_balance: [{ ...month, issued_on: '2026-11-01', due_on: '2026-12-15', payments_until: '2026-10-31' }],
};

function issuing(
  given: CacheRows = rows,
  attempts: PaymentAttempt[] = [],
  asOf: string | null = '2026-11-28T03:07:00.000Z',
) {
  const store = memoryStore();
  const clock = { now: () => '2026-11-28T09:00:00.000Z', today: () => '2026-11-28' };
  const printed: DocumentModel[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const methods = certificateMethods({
    cache: memoryCache(given, { meta: async () => ({ ready: true, asOf }) }),
    store,
    pending: async () => ok({ attempts }),
    printing: {
      async printout(_visit: string, job: string, what: Printout) {
        const found = await what.model();
        if (!found.ok) return found;
        printed.push(found.value);
        return ok({ job, state: 'queued', note: what.words.queued, trouble: false, others: [] });
      },
    },
    visit: { id: () => 'v' },
    shift: { staff: () => null },
    audit: createAudit({ store, clock, log, terminalName: 'Зал' }),
    clock,
    timeZone: 'Europe/Moscow',
  });
  const print = () =>
    methods['documents.certificate']({ account: 1, job: '00000000-0000-4000-8000-00000000000a' }, { who: somebody });
  return { store, printed, print };
}

describe('issuing', () => {
  it('gives a number and a code, tells the fund, and certifies today’s balance', async () => {
    const { store, printed, print } = issuing({
      ...rows,
      payment: [
        { account_id: 1, id: 1, paid_on: '2026-11-20', posted_on: '2026-11-21', period: '2026-11', amount: 46_339 },
      ],
    });
    expect((await print()).ok).toBe(true);
    await print();
    expect(printed).toMatchObject([
      {
        kind: 'certificate',
        certificate: {
          number: 'С-000000-000001',
          amount: 17_284,
          overdue: 0,
          dueOn: '2026-12-15',
          issuedBy: '',
          day: '2026-11-28',
          asOf: { day: '2026-11-28', time: '06:07' },
        },
      },
      { certificate: { number: 'С-000000-000002' } },
    ]);
    expect(store.sent[0]).toMatchObject({
      kind: 'certificate',
      payload: { accountId: 1, accountNumber: '220753', amount: 17_284, overdue: 0, day: '2026-11-28' },
    });
    expect(store.audit).toHaveLength(2);
  });

  it('is refused while a payment is on its way, and no number is spent', async () => {
    const attempt: PaymentAttempt = {
      attempt: '00000000-0000-4000-8000-00000000000b',
      account: 1,
      amount: 100,
      state: 'succeeded',
      qr: null,
      expiresAt: null,
      settled: true,
      refunded: 0,
      createdAt: '2026-11-28T08:00:00.000Z',
    };
    const { store, print } = issuing(rows, [attempt]);
    expect(await print()).toMatchObject({ ok: false, error: { code: 'certificate.pending' } });
    expect(store.sent).toEqual([]);
  });

  it('is refused where there is no month to certify, or the age of the data is not known', async () => {
    expect(await issuing({ ...rows, period_balance: [] }).print()).toMatchObject({
      error: { code: 'certificate.unknown' },
    });
    expect(await issuing(rows, [], null).print()).toMatchObject({ error: { code: 'certificate.unknown' } });
  });
});
