// The progress lines of a start: one per step with its duration, and a progress bar for long steps.

export interface Steps {
  /** Runs a step; `progress` may be called with 0..1 and a short note. */
  run<T>(title: string, work: (progress: (fraction: number, note?: string) => void) => Promise<T>): Promise<T>;
  say(line: string): void;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1).replace('.', ',')} с`;

/** `quiet` prints nothing, for a caller that uses standard output itself. */
export function steps(quiet = false): Steps {
  const out = process.stderr;
  const live = out.isTTY;
  return {
    say(line) {
      if (!quiet) out.write(`${line}\n`);
    },
    async run(title, work) {
      const started = performance.now();
      let lastTenth = -1;
      const progress = (fraction: number, note = '') => {
        if (quiet) return;
        const percent = Math.floor(fraction * 100);
        if (live) out.write(`\r  ${title}: ${'█'.repeat(percent / 5).padEnd(20, '░')} ${percent} % ${note}\x1b[K`);
        else if (Math.floor(percent / 10) > lastTenth) {
          lastTenth = Math.floor(percent / 10);
          out.write(`  ${title}: ${percent} % ${note}\n`);
        }
      };
      const value = await work(progress);
      if (!quiet)
        out.write(`${live ? '\r' : ''}✓ ${title} — ${seconds(performance.now() - started)}${live ? '\x1b[K' : ''}\n`);
      return value;
    },
  };
}
