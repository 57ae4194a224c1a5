// Recovery by the address too: who forgot the user name gives the registered e-mail, and the letter says the name with the code.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const parameters =
  'code uuid, norm text, hash text, letter uuid, subject_ru text, body_ru text, subject_en text, body_en text, terminal uuid';

const newest = (who: string) =>
  `(select u.id from cabinet.app_user u where ${who} order by u.created_at desc, u.id limit 1)`;

/** Of several users with one address the code is for the newest; the letter names that one first. `who` finds them by `norm`. */
const beginRecovery = (who: string, body: (text: string) => string) => `
  create or replace function cabinet.begin_recovery(${parameters}) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
    update cabinet.one_time_code c set used = true
    where c.purpose = 'recovery' and not c.used and (c.asked_for = cabinet.address_key(norm) or c.user_id = ${newest(who)});
    insert into cabinet.one_time_code (id, purpose, user_id, asked_for, code_hash)
    values (code, 'recovery', ${newest(who)}, cabinet.address_key(norm), hash);
    insert into cabinet.letter (id, user_id, kind, recipients, code_for, subject, body, terminal_id, expires_at)
    select letter, u.id, 'code', array[u.email], cabinet.address_key(u.email),
      case u.locale when 'en' then subject_en else subject_ru end,
      ${body(`case u.locale when 'en' then body_en else body_ru end`)},
      terminal, now() + interval '15 minutes'
    from cabinet.app_user u where ${who} and not cabinet.too_many_codes(u.email)
    order by u.created_at desc, u.id limit 1;
    select pg_notify('cabinet_letter', '')
  $$`;

const byNameOrAddress = `(u.login_norm = norm or (norm like '%@%' and lower(u.email) = lower(norm)))`;
const names = `(select string_agg(u.login, ', ' order by u.created_at desc, u.id) from cabinet.app_user u where ${byNameOrAddress})`;

export class RecoveryByAddress1795300000481 implements MigrationInterface {
  name = 'RecoveryByAddress1795300000481';

  async up(db: QueryRunner): Promise<void> {
    await db.query(beginRecovery(byNameOrAddress, text => `replace(${text}, '{login}', ${names})`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(beginRecovery('u.login_norm = norm', text => text));
  }
}
