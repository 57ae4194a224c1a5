// Loading what a screen shows: which answer is taken, what stays on the screen meanwhile, and that nothing is left behind.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok, type Result } from '#contract';
import { Load, type Question } from '../../../src-renderer/core/load.ts';

interface Asked {
  key: unknown;
  answer: (result: Result<string>) => Promise<void>;
}

/** An element on the screen whose questions are answered by hand. */
function screen(more: Partial<Question<string>> = {}) {
  const asked: Asked[] = [];
  let changed = () => {};
  let listening = false;
  const host = {
    addController: () => {},
    removeController: () => {},
    requestUpdate: vi.fn(),
    updateComplete: Promise.resolve(true),
  };
  const key = more.key ?? (() => 'A');
  const load: Load<string> = new Load(host, {
    ask: () =>
      new Promise(resolve => {
        asked.push({
          key: key(),
          answer: async result => {
            resolve(result);
            await vi.advanceTimersByTimeAsync(0);
          },
        });
      }),
    key,
    changes: listener => {
      changed = listener;
      listening = true;
      return () => (listening = false);
    },
    ...more,
  });
  return {
    load,
    asked,
    host,
    change: () => changed(),
    isListening: () => listening,
    question: (n: number) => asked[n] ?? expect.fail(`question ${n} was not asked`),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('one question after another', () => {
  it("takes the newest question's answer, however late the older one comes", async () => {
    const { load, question } = screen();
    load.hostConnected();
    void load.run();
    await question(1).answer(ok('new'));
    await question(0).answer(ok('old'));
    expect(load.value).toBe('new');
  });

  it('an older question that fails late does not replace the newer answer', async () => {
    const { load, question } = screen();
    load.hostConnected();
    void load.run();
    await question(1).answer(ok('new'));
    await question(0).answer(fail('system.unreachable'));
    expect(load.value).toBe('new');
    expect(load.failure).toBeNull();
  });

  it('a value put by the screen is newer than every question asked before it', async () => {
    const { load, question } = screen();
    load.hostConnected();
    load.put('saved');
    await question(0).answer(ok('asked before'));
    expect(load.value).toBe('saved');
  });

  it('asks by itself when the element is on the screen, and only when told if it waits', () => {
    const eager = screen();
    eager.load.hostConnected();
    expect(eager.asked).toHaveLength(1);
    const waiting = screen({ waits: true });
    waiting.load.hostConnected();
    expect(waiting.asked).toHaveLength(0);
    void waiting.load.run();
    expect(waiting.asked).toHaveLength(1);
  });
});

describe('failures', () => {
  it('a good answer clears the failure of the one before', async () => {
    const { load, question } = screen();
    load.hostConnected();
    await question(0).answer(fail('system.unreachable'));
    expect(load.failure?.code).toBe('system.unreachable');
    load.retry();
    expect(load.failure).toBeNull();
    await question(1).answer(ok('there'));
    expect(load.failure).toBeNull();
    expect(load.value).toBe('there');
  });

  it('a failed refresh keeps what is shown and tells of it; the next good one takes the failure away', async () => {
    const { load, question } = screen();
    load.hostConnected();
    await question(0).answer(ok('first'));
    void load.refresh();
    await question(1).answer(fail('system.unreachable'));
    expect(load.value).toBe('first');
    expect(load.failure).toBeNull();
    expect(load.refreshFailure?.code).toBe('system.unreachable');
    expect(load.notice).toBe('updateFailed');
    void load.refresh();
    await question(2).answer(ok('second'));
    expect(load.value).toBe('second');
    expect(load.refreshFailure).toBeNull();
    expect(load.notice).toBe('updated');
    expect(load.noticeCount).toBe(2);
  });

  it('a refresh of what failed to load is a question like the first', async () => {
    const { load, question } = screen();
    load.hostConnected();
    await question(0).answer(fail('system.unreachable'));
    void load.refresh();
    await question(1).answer(ok('there'));
    expect(load.value).toBe('there');
    expect(load.notice).toBe('none');
  });

  it('a failure dealt with elsewhere is not told, at a first question and at a refresh', async () => {
    const { load, question } = screen({ handled: failure => failure.code === 'staff.signInNeeded' });
    load.hostConnected();
    await question(0).answer(fail('staff.signInNeeded'));
    expect(load.failure).toBeNull();
    load.retry();
    await question(1).answer(ok('there'));
    void load.refresh();
    await question(2).answer(fail('staff.signInNeeded'));
    expect(load.refreshFailure).toBeNull();
    expect(load.notice).toBe('none');
  });
});

describe('waiting', () => {
  it('is told after a moment, not at once, and no longer when the answer is there', async () => {
    const { load, question } = screen();
    load.hostConnected();
    await vi.advanceTimersByTimeAsync(199);
    expect(load.slow).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(load.slow).toBe(true);
    await question(0).answer(ok('there'));
    expect(load.slow).toBe(false);
  });

  it('a new question about the same thing leaves what is shown on the screen', async () => {
    const { load, question } = screen();
    load.hostConnected();
    await question(0).answer(ok('shown'));
    void load.run();
    await vi.advanceTimersByTimeAsync(5000);
    expect(load.value).toBe('shown');
  });

  it('what is shown of another account goes at once, before its question is answered', async () => {
    let account = 1;
    const { load, question, host } = screen({ key: () => account });
    load.hostConnected();
    await question(0).answer(ok('of account 1'));
    account = 2;
    host.requestUpdate.mockClear();
    void load.run();
    expect(load.value).toBeNull();
    expect(host.requestUpdate).toHaveBeenCalled();
    await question(1).answer(ok('of account 2'));
    expect(load.value).toBe('of account 2');
  });
});

describe('news from main', () => {
  it('is a refresh of what is shown', async () => {
    const { load, question, change } = screen();
    load.hostConnected();
    await question(0).answer(ok('first'));
    change();
    await vi.advanceTimersByTimeAsync(5000);
    expect(load.value).toBe('first');
    expect(load.slow).toBe(false);
    await question(1).answer(ok('second'));
    expect(load.value).toBe('second');
    expect(load.notice).toBe('updated');
  });

  it("that come while the person's own question is unanswered do not make an update of it: its failure is told in full", async () => {
    const { load, question, change } = screen();
    load.hostConnected();
    await question(0).answer(ok('of October'));
    void load.run();
    change();
    await question(2).answer(fail('system.unreachable'));
    expect(load.value).toBeNull();
    expect(load.failure?.code).toBe('system.unreachable');
    expect(load.notice).toBe('none');
  });
});

describe('the element leaves the screen', () => {
  it('and nothing of the person stays, nor comes with a late answer', async () => {
    const { load, question, isListening } = screen();
    load.hostConnected();
    await question(0).answer(ok('of a person'));
    void load.run();
    load.hostDisconnected();
    expect(load.value).toBeNull();
    await question(1).answer(ok('of a person'));
    await vi.advanceTimersByTimeAsync(5000);
    expect([load.value, load.failure, load.slow, load.notice]).toEqual([null, null, false, 'none']);
    expect(isListening()).toBe(false);
  });

  it('and nothing is asked for it any more, nor put on it', async () => {
    const { load, asked } = screen();
    load.hostConnected();
    load.hostDisconnected();
    void load.run();
    void load.refresh();
    load.put('of a person');
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toHaveLength(1);
    expect([load.value, load.slow]).toEqual([null, false]);
  });

  it('and comes back: it asks anew', async () => {
    const { load, question } = screen();
    load.hostConnected();
    load.hostDisconnected();
    load.hostConnected();
    await question(1).answer(ok('there'));
    expect(load.value).toBe('there');
  });
});
