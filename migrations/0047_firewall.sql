-- Nor is a kept refusal shared with those behind the firewall: only whom it was meant for may be named in it.
create or replace function arraigo.raise_wall() returns void
language plpgsql set search_path = pg_catalog, public
as $$
declare
  place record;
begin
  for place in
    select t.relname as relation, a.attname as field, a.atttypid = 'uuid[]'::regtype as several
    from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
      and t.relname <> 'organisation' and (t.relname, a.attname) <> ('firewall_refusal', 'recipient')
      and (a.attname = 'shared_with' and a.atttypid = 'uuid[]'::regtype
        or a.atttypid = 'uuid'::regtype and (a.attname in ('organisation', 'recipient', 'receiver')
          or exists (select from pg_constraint c where c.contype = 'f' and c.conrelid = t.oid
            and c.confrelid = 'organisation'::regclass and c.conkey = array[a.attnum])))
      and not exists (select from pg_constraint c where c.conrelid = t.oid
        and c.conname = t.relname || '_' || a.attname || '_firewall')
    order by 1, 2
  loop
    execute format('alter table %I add constraint %I check (%s) not valid', place.relation,
      place.relation || '_' || place.field || '_firewall',
      format(case when place.several then '%L::uuid > all (%I)' else '%L::uuid > %I' end,
        'ffffffff-0000-0000-0000-000000000000', place.field));
  end loop;
end
$$;
