-- The context of a transaction is set by statements with literals, also inside functions: `set_config()` reaches no other server
-- of a distributed database. Otherwise as before.

create or replace function arraigo.end_sharing(closed uuid)
returns void
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  place record;
  scope text := coalesce(current_setting('app.scope', true), '');
begin
  if not exists (select from public.organisation where id = closed and closed_at is not null) then
    raise exception 'organisation % is not closed', closed;
  end if;
  -- Tables with forced row-level security show their owner nothing otherwise.
  set local app.scope = 'system';
  for place in
    select c.relname as relation from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'shared_with' and a.atttypid = 'uuid[]'::regtype
      and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'disclosure'
    order by 1
  loop
    -- A row by which it finds somebody is its own, and goes whole.
    if exists (select from pg_catalog.pg_attribute where attrelid = format('public.%I', place.relation)::regclass
      and attname = 'viewer' and not attisdropped)
    then
      execute format('delete from public.%I where viewer = $1 and organisation <> $1', place.relation) using closed;
    end if;
    execute format('update public.%I set shared_with = array_remove(shared_with, $1) where $1 = any (shared_with)',
      place.relation) using closed;
  end loop;
  execute format('set local app.scope = %L', scope);
end
$$;

create or replace function arraigo.erase_disclosures(whose uuid)
returns SETOF disclosure
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  scope text := coalesce(current_setting('app.scope', true), '');
begin
  set local app.scope = 'system';
  return query delete from public.disclosure d where d.person = whose returning d.*;
  execute format('set local app.scope = %L', scope);
end
$$;

-- Ids are new, so there is never a conflict; but what is inserted with that clause is not copied in, which row-level security
-- refuses on another server.
create or replace function arraigo.disclose(at timestamp with time zone, organisation uuid, actor uuid, via text, people uuid[], fields text[], purpose text, recipient uuid, consent uuid)
returns void
language plpgsql
as $$
begin
  set local app.scope = 'system';
  insert into public.disclosure
    (person, id, at, organisation, shared_with, actor, via, fields, purpose, recipient, consent)
  select d.person, gen_random_uuid(), disclose.at, disclose.organisation,
    array_remove(array_remove(array[s.organisation, nullif(disclose.recipient, s.organisation)],
      disclose.organisation), null),
    disclose.actor, disclose.via, disclose.fields, disclose.purpose,
    nullif(disclose.recipient, disclose.organisation), disclose.consent
  from unnest(people) as d (person)
  left join (select * from read.snapshot where person = any (people)) s on s.person = d.person
  on conflict do nothing;
end
$$;
