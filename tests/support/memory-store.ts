// A TerminalStore that forgets: for unit tests of services, where the outbox file itself is not tested. tests/integration/store-double.test.ts compares the two.
import type { Tallied } from '../../src-main/ports/tally.ts';
import type { Limit, StoredJob, TerminalStore } from '../../src-main/ports/terminal-store.ts';
import type { CertificatePayload, Outgoing } from '../../src-main/ports/fund.ts';
import { certificateNumber, codeDigits } from '../../src-main/domain/certificate.ts';
import { memoryAttempts } from './memory-attempts.ts';
import { noLimit } from '../../src-main/services/sign-in/limits.ts';

const terminalId = '00000000-0000-4000-8000-000000000001';

export function memoryStore(): TerminalStore & { audit: Record<string, unknown>[]; sent: Outgoing[] } {
  const limits = new Map<string, Limit>();
  let tallied: (Tallied & { kind: string })[] = [];
  let seq = 0;
  const notes = new Map<string, string>();
  const jobs = new Map<string, StoredJob>();
  const printed = new Map<string, string>();
  const audit: Record<string, unknown>[] = [];
  const sent: Outgoing[] = [];
  let issued = 0;
  return {
    audit,
    sent,
    ...memoryAttempts(event => void audit.push(event)),
    terminalId: async () => terminalId,
    limit: async (scope, key) => limits.get(`${scope} ${key}`) ?? noLimit,
    setLimit: async (scope, key, limit) => void limits.set(`${scope} ${key}`, limit),
    locks: async now =>
      [...limits]
        .filter(([, limit]) => limit.lockedUntil !== null && limit.lockedUntil > now)
        .toSorted(([, a], [, b]) => (b.lockedUntil ?? '').localeCompare(a.lockedUntil ?? ''))
        .map(([name, limit]) => {
          const [scope = '', key = ''] = name.split(' ');
          return { scope: scope as 'account', key, limit };
        }),
    clearLimit: async (scope, key) => void limits.delete(`${scope} ${key}`),
    tallied: async (kind, from) =>
      tallied
        .filter(each => each.kind === kind && each.at >= from)
        .toSorted((a, b) => a.at.localeCompare(b.at) || a.seq - b.seq)
        .map(({ kind: _, ...each }) => each),
    async tally(kind, entry, keepFrom) {
      tallied = tallied.filter(each => each.kind !== kind || each.at >= keepFrom);
      tallied.push({ kind, ...entry, seq: ++seq });
    },
    untally: async seqs => void (tallied = tallied.filter(each => !seqs.includes(each.seq))),
    clearTally: async kind => void (tallied = tallied.filter(each => each.kind !== kind)),
    async liftLock(scope, key, now, event) {
      const name = `${scope} ${key}`;
      if ((limits.get(name)?.lockedUntil ?? '') <= now) return false;
      limits.delete(name);
      audit.push(event);
      return true;
    },
    note: async key => notes.get(key) ?? null,
    setNote: async (key, value) => void (value === null ? notes.delete(key) : notes.set(key, value)),
    enqueue: async item => void sent.push(item),
    appendAudit: async event => void audit.push(event),
    async addCertificate(certificate, event) {
      issued += 1;
      audit.push(event);
      const given = { number: certificateNumber(terminalId, issued), code: String(issued).padStart(codeDigits, '0') };
      sent.push({ id: given.number, kind: 'certificate', payload: { ...certificate, ...given } });
      return given;
    },
    async unsentCertificate(code) {
      const found = sent.find(({ kind, payload }) => kind === 'certificate' && payload['code'] === code);
      return found ? (found.payload as unknown as CertificatePayload) : null;
    },
    damage: async () => null,
    tellDamage: async () => undefined,
    forgetDamage: async () => false,
    outboxSize: async () => sent.length,
    async addJob(job) {
      const known = jobs.get(job.id);
      if (!known) jobs.set(job.id, job);
      return { job: known ?? job, added: !known };
    },
    job: async id => jobs.get(id) ?? null,
    async setJob(id, change) {
      const job = jobs.get(id);
      if (job) jobs.set(id, { ...job, ...change });
    },
    recentJobs: async most =>
      [...jobs.values()].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, most),
    wasPrinted: async mark => printed.has(mark),
    async setPrinted(mark, at, keepFrom) {
      printed.set(mark, at);
      for (const [each, when] of printed) if (when < keepFrom) printed.delete(each);
    },
    openJobs: async () =>
      [...jobs.values()]
        .filter(job => job.state === 'queued' || job.state === 'sent')
        .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),
  };
}
