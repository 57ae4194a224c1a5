// «Кто смотрел мой счёт»: what was done with an account in twelve months, for who has it in their cabinet. Asking is itself a line.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = `language plpgsql security definer set search_path = pg_catalog, pg_temp`;

/**
 * Newest first. Of people: staff by name and role; \`self\` and \`another\` are users of the cabinet, the asking one and any other, who is not
 * named; \`visitor\` is somebody who was not signed in. A list of the whole house shows the account's balance too, so it is among them.
 */
const views = `
  create function cabinet.account_views(token text, account bigint, most integer, of_visit uuid, of_shift uuid)
  returns table (at timestamptz, terminal text, who text, name text, role text, action text, reason text, details jsonb, total bigint) ${definer} as $$
  #variable_conflict use_column
  declare
    asker uuid := cabinet.user_of(token);
    of_house text;
    counted bigint;
  begin
    if not exists (select from cabinet.attached_account a where a.user_id = asker and a.account_id = account_views.account) then
      raise exception 'the account is not in the cabinet of who asks' using errcode = 'insufficient_privilege';
    end if;
    begin
      select p.house_id::text into of_house from exchange.account a join exchange.premises p on p.id = a.premises_id where a.id = account;
    exception when others then
      of_house := null;
    end;
    return query
      with lines as (
        select l.* from terminal.audit l where l.account_id = account and l.at > now() - interval '12 months'
        union all
        select l.* from terminal.audit l where l.details ->> 'house' = of_house and l.account_id is null and l.at > now() - interval '12 months'
          and l.action in ('staff.houseShown', 'staff.houseListPrinted', 'staff.batchBegun')
      )
      select l.at, coalesce(t.name, ''),
        case when l.role <> 'owner' then l.role when l.actor = asker::text then 'self' when l.actor <> '' then 'another' else 'visitor' end,
        case when l.role in ('operator', 'admin', 'auditor') then coalesce(s.name, l.actor) else '' end, l.role, l.action, l.reason,
        l.details - 'user' - 'lastFour' - 'of' - 'actor', count(*) over ()
      from lines l left join terminal.terminal t on t.id = l.terminal_id left join cabinet.staff s on s.login = l.actor and l.role <> 'owner'
      order by l.at desc, l.id desc limit greatest(1, least(most, 1000));
    get diagnostics counted = row_count;
    perform terminal.note('owner', asker::text, account, 'cabinet.viewsAsked', jsonb_build_object('lines', counted), of_visit, of_shift);
  end $$`;

const signature = 'cabinet.account_views(text, bigint, integer, uuid, uuid)';

export class AccountViews1795300000551 implements MigrationInterface {
  name = 'AccountViews1795300000551';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create index audit_by_house on terminal.audit ((details ->> 'house'), at)
      where account_id is null and action in ('staff.houseShown', 'staff.houseListPrinted', 'staff.batchBegun')`);
    await db.query(views);
    await db.query(`revoke all on function ${signature} from public`);
    await db.query(`grant execute on function ${signature} to kiosk_writer`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function ${signature}`);
    await db.query(`drop index terminal.audit_by_house`);
  }
}
