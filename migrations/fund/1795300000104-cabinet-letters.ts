// The queue of letters: put in with what they tell of, taken by one sender under a lease, and let go once their fate is known.
import type { MigrationInterface, QueryRunner } from 'typeorm';

type DatabaseFunction = readonly [name: string, parameters: string, returns: string, body: string];

const functions: readonly DatabaseFunction[] = [
  // To an address nobody has confirmed yet. A letter with a code is of no use once the code is not.
  [
    'put_code_letter',
    'letter uuid, who uuid, address text, subject text, body text, terminal uuid',
    'void',
    `insert into cabinet.letter (id, user_id, kind, recipients, code_for, subject, body, terminal_id, expires_at)
     select letter, who, 'code', array[address], cabinet.address_key(address), subject, body, terminal, now() + interval '15 minutes'
     where not cabinet.too_many_codes(address);
     select pg_notify('cabinet_letter', '')`,
  ],
  // To the user's own main address; mailings to the additional ones too. Told whether it was put in: a once_key is taken once for ever.
  [
    'put_letter',
    'letter uuid, who uuid, what text, once text, subject text, body text, attached jsonb, terminal uuid',
    'boolean',
    `select pg_notify('cabinet_letter', '');
     with put as (
       insert into cabinet.letter (id, user_id, kind, once_key, recipients, subject, body, attachments, terminal_id)
       select letter, u.id, what, once,
         case when what in ('month', 'reminder', 'news') then array[u.email] || u.extra_emails else array[u.email] end,
         subject, body, attached, terminal
       from cabinet.app_user u where u.id = who
       on conflict do nothing returning 1)
     select exists (select from put)`,
  ],
  // Who asked for which mailing, with their accounts; the addresses stay here.
  [
    'subscribers',
    '',
    `table (user_id uuid, locale text, monthly_document boolean, debt_reminder boolean, house_news boolean, accounts bigint[])`,
    `select u.id, u.locale, u.monthly_document, u.debt_reminder, u.house_news,
       (select array_agg(a.account_id order by a.attached_at, a.account_id) from cabinet.attached_account a where a.user_id = u.id)
     from cabinet.app_user u
     where (u.monthly_document or u.debt_reminder or u.house_news)
       and coalesce((select k.given from cabinet.consent k where k.user_id = u.id order by k.id desc limit 1), false)
       and exists (select from cabinet.attached_account a where a.user_id = u.id)
     order by u.id`,
  ],
  ['letter_put', 'once text', 'boolean', `select exists (select from cabinet.letter l where l.once_key = once)`],
  [
    'letters_due',
    'sender uuid, own_only boolean',
    'boolean',
    `select exists (
       select from cabinet.letter l where (not own_only or l.terminal_id = sender)
       and (l.state = 'queued' and l.due_at <= now() or l.state = 'sending' and l.claimed_until <= now()))`,
  ],
  [
    'letter_sent',
    'letter uuid, lease uuid',
    'boolean',
    `with done as (
       update cabinet.letter l set state = 'sent', sent_at = now(), claim = null, claimed_until = null, error = '',
         recipients = '{}', subject = '', body = '', attachments = '[]'
       where l.id = letter and l.claim = lease returning 1)
     select exists (select from done)`,
  ],
  [
    'letter_later',
    'letter uuid, lease uuid, seconds integer, why text, unknown_fate boolean',
    'void',
    `update cabinet.letter l set state = 'queued', claim = null, claimed_until = null, error = left(why, 500),
       attempts = l.attempts + 1, unsure = l.unsure + unknown_fate::integer, due_at = now() + make_interval(secs => seconds)
     where l.id = letter and l.claim = lease`,
  ],
  [
    'letter_failed',
    'letter uuid, lease uuid, why text',
    'void',
    `update cabinet.letter l set state = 'failed', claim = null, claimed_until = null, error = left(why, 500),
       subject = '', body = '', attachments = '[]'
     where l.id = letter and l.claim = lease`,
  ],
  // Kept: the keys of mailings, so that none is sent again; consents, activity and the audit log have their own terms.
  [
    'tidy',
    '',
    'void',
    `delete from cabinet.registration r where r.created_at < now() - interval '1 day';
     delete from cabinet.one_time_code c where c.created_at < now() - interval '1 day';
     delete from cabinet.attempt_limit l where coalesce(l.last_failure_at, 'epoch') < now() - interval '2 days'
       and coalesce(l.locked_until, 'epoch') < now() - interval '2 days';
     delete from cabinet.activity a where a.at < now() - interval '1 year';
     delete from cabinet.letter l where l.state in ('sent', 'dropped')
       and l.created_at < now() - case when l.once_key is null then interval '30 days' else interval '2 years' end`,
  ],
];

/**
 * Takes the next letter for two minutes and some. A lease that ran out means that a sender died between handing the letter over and
 * recording it: the letter is sent once more under the same Message-ID, and after a second such death it is left for staff.
 */
const claim = `
  create function cabinet.claim_letter(sender uuid, own_only boolean, lease uuid, lease_seconds integer)
  returns table (id uuid, recipients text[], subject text, body text, attachments jsonb, attempts integer, unsure integer,
    created_at timestamptz)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    next_id uuid;
  begin
    update cabinet.letter l set state = 'dropped', recipients = '{}', subject = '', body = '', attachments = '[]', claim = null, claimed_until = null
    where l.expires_at <= now() and (l.state = 'queued' or l.state = 'sending' and l.claimed_until <= now());
    update cabinet.letter l set state = 'failed', error = 'fate unknown twice', subject = '', body = '', attachments = '[]', claim = null,
      claimed_until = null
    where l.state = 'sending' and l.claimed_until <= now() and l.unsure > 0;
    select l.id into next_id from cabinet.letter l
    where (not own_only or l.terminal_id = sender)
      and (l.state = 'queued' and l.due_at <= now() or l.state = 'sending' and l.claimed_until <= now())
    order by l.kind <> 'code', l.due_at, l.id limit 1 for update skip locked;
    if next_id is null then
      return;
    end if;
    return query update cabinet.letter l set
        unsure = l.unsure + (l.state = 'sending')::integer, state = 'sending', claim = lease,
        claimed_until = now() + make_interval(secs => lease_seconds)
      where l.id = next_id
      returning l.id, l.recipients, l.subject, l.body, l.attachments, l.attempts, l.unsure, l.created_at;
  end $$`;

export class CabinetLetters1795300000104 implements MigrationInterface {
  name = 'CabinetLetters1795300000104';

  async up(db: QueryRunner): Promise<void> {
    for (const [name, parameters, returns, body] of functions)
      await db.query(`
        create function cabinet.${name}(${parameters}) returns ${returns}
        language sql security definer set search_path = pg_catalog, pg_temp as $$ ${body} $$`);
    await db.query(claim);
    // Functions alone: a terminal's login reads no table of the cabinet, so it can list neither users nor their passwords' hashes.
    await db.query(`revoke all on all functions in schema cabinet from public`);
    await db.query(`grant usage on schema cabinet to kiosk_writer`);
    await db.query(`grant execute on all functions in schema cabinet to kiosk_writer`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`revoke all on all functions in schema cabinet from kiosk_writer`);
    await db.query(`revoke all on schema cabinet from kiosk_writer`);
    for (const name of ['claim_letter', ...functions.map(([name]) => name)])
      await db.query(`drop function cabinet.${name}`);
  }
}
