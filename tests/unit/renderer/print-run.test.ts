// Following one printing on the kiosk: what is sent to main, and what the person is told.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok, type PrintJob, type Result, type Transport } from '#contract';
import { PrintRun } from '../../../src-renderer/blocks/printing/print-run.ts';

const said = (job: string, state: PrintJob['state'], note: string): PrintJob => ({
  job,
  state,
  note: { ru: note, en: note && `${note} in English` },
  trouble: false,
  others: [],
});

/** A main that answers as told and remembers what it was asked. */
function terminal() {
  const printed: string[] = [];
  const redirected: string[] = [];
  const listeners = new Set<(job: PrintJob) => void>();
  const state = {
    print: (job: string): Result<PrintJob> => ok(said(job, 'queued', '')),
    job: (job: string): Result<PrintJob> => ok(said(job, 'sent', '')),
  };
  const transport = {
    call: async (method: string, input: { job: string; printer: string }) => {
      if (method === 'documents.print') printed.push(input.job);
      if (method === 'documents.redirect') redirected.push(input.printer);
      return method === 'documents.print' ? state.print(input.job) : state.job(input.job);
    },
    on: (_event: string, listener: (job: PrintJob) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Transport;
  const host = {
    addController: () => {},
    removeController: () => {},
    requestUpdate: () => {},
    updateComplete: Promise.resolve(true),
  };
  const run = new PrintRun(host, transport);
  run.hostConnected();
  const tell = (job: PrintJob) => listeners.forEach(listener => listener(job));
  return { run, printed, redirected, state, tell, listeners };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('printing from the kiosk', () => {
  it('prints once however often the button is touched', async () => {
    const { run, printed } = terminal();
    run.start(1, '2026-10');
    run.start(1, '2026-10');
    await settle();
    run.start(1, '2026-10');
    await settle();
    expect(printed).toHaveLength(1);
    expect(run.phase).toBe('printing');
  });

  it('is done when main says so, with where the paper is', async () => {
    const { run, printed, tell } = terminal();
    run.start(1, '2026-10');
    await settle();
    tell(said(printed[0]!, 'done', 'Лист внизу'));
    expect(run.phase).toBe('done');
    expect(run.note).toBe('Лист внизу');
  });

  it('hears of the end even when the event comes before the answer', async () => {
    const { run, printed, state, tell } = terminal();
    state.print = job => {
      tell(said(job, 'done', ''));
      return ok(said(job, 'queued', ''));
    };
    run.start(1, '2026-10');
    await settle();
    expect(printed).toHaveLength(1);
    expect(run.phase).toBe('done');
  });

  it('asks after the job itself when no event comes', async () => {
    const { run, state } = terminal();
    run.start(1, '2026-10');
    await vi.advanceTimersByTimeAsync(1100);
    expect(run.phase).toBe('printing');
    state.job = job => ok(said(job, 'done', ''));
    await vi.advanceTimersByTimeAsync(1100);
    expect(run.phase).toBe('done');
  });

  it('pays no heed to the news of another job', async () => {
    const { run, tell } = terminal();
    run.start(1, '2026-10');
    await settle();
    tell(said(crypto.randomUUID(), 'failed', 'бумага'));
    expect(run.phase).toBe('printing');
  });

  it('tries again with a new job after a printing that failed', async () => {
    const { run, printed, tell } = terminal();
    run.start(1, '2026-10');
    await settle();
    tell(said(printed[0]!, 'failed', 'Нет бумаги'));
    expect(run.phase).toBe('failed');
    expect(run.note).toBe('Нет бумаги');
    run.retry();
    run.retry();
    await settle();
    expect(printed).toHaveLength(2);
    expect(printed[1]).not.toBe(printed[0]);
  });

  it('tries again with the same job when it is unknown whether main took the first', async () => {
    const { run, printed, state } = terminal();
    const answers = state.print;
    state.print = () => fail('system.unreachable');
    run.start(1, '2026-10');
    await settle();
    expect(run.failure?.code).toBe('system.unreachable');
    state.print = answers;
    run.retry();
    await settle();
    expect(printed[1]).toBe(printed[0]);
    expect(run.phase).toBe('printing');
  });

  it('says so when it takes long, and waits on while main does not answer', async () => {
    const { run, state } = terminal();
    state.job = () => fail('system.unreachable');
    run.start(1, '2026-10');
    await vi.advanceTimersByTimeAsync(19_000);
    expect(run.slow).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(run.slow).toBe(true);
    expect(run.phase).toBe('printing');
  });

  it('keeps nothing and asks nothing once the screen is gone', async () => {
    const { run, listeners } = terminal();
    run.start(1, '2026-10');
    await settle();
    run.hostDisconnected();
    expect(run).toMatchObject({ phase: 'idle', period: null, note: '' });
    expect(listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells what the printer wants, and forgets it when the document goes on; staff may send it elsewhere', async () => {
    const { run, printed, tell, redirected } = terminal();
    run.start(1, '2026-10');
    await settle();
    tell({ ...said(printed[0]!, 'queued', 'Нет бумаги'), trouble: true, others: ['Офис'] });
    expect(run).toMatchObject({ phase: 'printing', trouble: true, note: 'Нет бумаги', others: ['Офис'] });
    await run.redirect('Офис');
    expect(redirected).toEqual(['Офис']);
    expect(run).toMatchObject({ phase: 'printing', trouble: false, others: [] });
  });
});
