-- A check that calls a function of ours is planned anew by every statement that writes a row; the same comparison written
-- out is not. Nothing else changes: no row may name an organisation behind the firewall.
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
      and t.relname not in ('organisation', 'firewall_refusal')
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

do $$
declare
  place record;
begin
  for place in
    select conrelid::regclass as relation, conname as name from pg_constraint
    where contype = 'c' and conname like '%\_firewall'
      and pg_get_constraintdef(oid) ~ '^CHECK \(\(?(NOT arraigo\.behind_wall|arraigo\.none_behind_wall)\([a-z_]+\)\)?\) NOT VALID$'
  loop
    execute format('alter table %s drop constraint %I', place.relation, place.name);
  end loop;
  perform arraigo.raise_wall();
end
$$;
