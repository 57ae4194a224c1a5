// Reads `lpstat -l`: how a job stands and how a printer feels, by tokens alone.

export interface JobStatus {
  /** job-state-reasons: job-printing, job-completed-successfully, job-canceled-by-user … */
  reasons: string[];
}

export interface PrinterStatus {
  enabled: boolean;
  /** printer-state-reasons: paused, media-empty-error … */
  reasons: string[];
}

const tokens = (line: string) =>
  line
    .slice(line.indexOf(':') + 1)
    .trim()
    .split(/[\s,]+/)
    .filter(token => token && token !== 'none');

/** The indented lines under the line that begins with `head`; null when there is none. */
function section(listing: string, head: (line: string) => boolean): { title: string; lines: string[] } | null {
  const lines = listing.split('\n');
  const at = lines.findIndex(line => !/^\s/.test(line) && head(line));
  if (at < 0) return null;
  const under = lines.slice(at + 1);
  const end = under.findIndex(line => line !== '' && !/^\s/.test(line));
  return { title: lines[at] ?? '', lines: end < 0 ? under : under.slice(0, end) };
}

const alerts = (lines: readonly string[]) => tokens(lines.find(line => /^\s*Alerts:/.test(line)) ?? '');

/** A job of `lpstat -l -W … -o <queue>`; null when it is not in the listing. */
export function jobStatus(listing: string, jobId: string): JobStatus | null {
  const found = section(listing, line => line.split(/\s+/)[0] === jobId);
  return found && { reasons: alerts(found.lines) };
}

/** A printer of `lpstat -l -p <queue>`; null when it is not in the listing. */
export function printerStatus(listing: string, queue: string): PrinterStatus | null {
  const found = section(listing, line => line.startsWith(`printer ${queue} `));
  return found && { enabled: !found.title.startsWith(`printer ${queue} disabled`), reasons: alerts(found.lines) };
}

/** «request id is Office-12 (0 file(s))» -> «Office-12»; null when lp said something else. */
export const requestId = (stdout: string): string | null => /request id is (\S+-\d+) /.exec(stdout)?.[1] ?? null;
