// Print jobs in the outbox file, and digests of printed documents, by which a reprint is marked as a copy.
import type { DataSource, EntitySchemaOptions } from 'typeorm';
import type { Said } from '#contract';
import type { StoredJob, TerminalStore } from '../../ports/terminal-store.ts';
import type { Db } from '../sqlite/database.ts';

const noteText = (note: Said): string => JSON.stringify(note);

// options instead of EntitySchema objects, because only the thread that opens the file loads TypeORM
export const jobEntity: EntitySchemaOptions<StoredJob> = {
  name: 'print_job',
  tableName: 'print_job',
  columns: {
    id: { type: 'text', primary: true },
    printer: { type: 'text' },
    state: { type: 'text' },
    request: { type: 'text' },
    note: { type: 'text', transformer: { to: noteText, from: (text: string) => JSON.parse(text) as Said } },
    createdAt: { name: 'created_at', type: 'text' },
    updatedAt: { name: 'updated_at', type: 'text' },
  },
};

type Jobs = Pick<TerminalStore, 'addJob' | 'job' | 'setJob' | 'recentJobs' | 'openJobs' | 'wasPrinted' | 'setPrinted'>;

export function printJobs(source: DataSource, db: Db): Jobs {
  const jobs = source.getRepository<StoredJob>('print_job');
  return {
    async addJob(job) {
      const { changes } = db
        .prepare(
          `insert or ignore into print_job (id, printer, state, request, note, created_at, updated_at)
           values (@id, @printer, @state, @request, @note, @createdAt, @updatedAt)`,
        )
        .run({ ...job, note: noteText(job.note) });
      const stored = await jobs.findOneBy({ id: job.id });
      if (!stored) throw new Error('A print job that was just stored is not there.');
      return { job: stored, added: changes === 1 };
    },
    job: id => jobs.findOneBy({ id }),
    async setJob(id, change) {
      await jobs.update({ id }, change);
    },
    recentJobs: most => jobs.find({ order: { createdAt: 'DESC', id: 'ASC' }, take: most }),
    openJobs: () =>
      jobs.find({
        where: [{ state: 'queued' }, { state: 'sent' }],
        order: { createdAt: 'ASC', id: 'ASC' },
      }),
    wasPrinted: async mark => db.prepare('select 1 from printed where mark = ?').get(mark) !== undefined,
    async setPrinted(mark, at, keepFrom) {
      db.transaction(() => {
        db.prepare('insert or replace into printed (mark, at) values (?, ?)').run(mark, at);
        db.prepare('delete from printed where at < ?').run(keepFrom);
      }).immediate();
    },
  };
}
