// The audit log as the owner of the fund's schema reads it: its terminals, the ends of their chains, and their lines.
import type pg from 'pg';
import type { AuditChain, AuditLine, AuditLog, AuditTerminal } from '../../ports/audit-log.ts';
import { clientConfig, connect, reaching } from './connection.ts';

const linesAtOnce = 5_000;

const lineColumns = `id, terminal_id as "terminalId", to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, role, actor,
  account_id::float8 as "accountId", action, reason, details, visit, shift, prev_hash as "prevHash", hash`;

/** `url` names the owner: no terminal may read the log. */
export async function openAuditLog(url: string): Promise<AuditLog> {
  const client: pg.Client = await connect(clientConfig(url, { applicationName: 'kapremont audit' }, 0));
  const rows = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
    reaching(async () => (await client.query(text, values)).rows as T[]);
  // one state of the log, however long the reading takes
  await client.query('begin isolation level repeatable read read only');
  return {
    terminals: () =>
      rows<AuditTerminal>(
        `select a.terminal_id as id, coalesce(t.name, case a.terminal_id when '00000000-0000-0000-0000-000000000000' then 'База фонда' else '' end) as name, extract(epoch from now() - t.last_seen)::float8 / 86400 as "silentDays"
         from (select terminal_id from terminal.chain union select terminal_id from terminal.audit) a
         left join terminal.terminal t on t.id = a.terminal_id order by name, id`,
      ),
    chains: () =>
      rows<AuditChain>(
        `select terminal_id as "terminalId", kind, head, branch_of as "branchOf" from terminal.chain order by terminal_id, id`,
      ),
    async *lines(terminalId, from) {
      const name = 'audit_lines';
      await client.query({
        text: `declare ${name} no scroll cursor for select ${lineColumns} from terminal.audit
          where terminal_id = '${uuid(terminalId)}' and received_at >= '${moment(from)}' order by received_at, at`,
      });
      for (;;) {
        const batch = await rows<AuditLine>(`fetch ${linesAtOnce} from ${name}`);
        if (batch.length === 0) break;
        yield* batch;
      }
      await client.query(`close ${name}`);
    },
    async known(terminalId, hashes) {
      const found = await rows<{ hash: string }>(
        'select hash from terminal.audit where terminal_id = $1 and hash = any ($2)',
        [terminalId, hashes],
      );
      return new Set(found.map(({ hash }) => hash));
    },
    close: () => client.end(),
  };
}

/** Cursors take no parameters: what goes into the text is checked. */
function uuid(text: string): string {
  if (!/^[0-9a-f-]{36}$/.test(text)) throw new Error(`Not a terminal's id: ${text}`);
  return text;
}

const moment = (iso: string | null): string => (iso === null ? '-infinity' : new Date(iso).toISOString());
