-- Functions that run with the rights of their owner resolve names in pg_catalog first and in pg_temp last, name every table
-- with its schema, and belong to a role that may do what they do and nothing else. Without "pg_temp" in the path PostgreSQL
-- looks for tables and types there first, so that a temporary table could take the place of one of ours (CVE-2018-1058).
-- Row-level security applies to the new owner: each sets the scope of the system for as long as it works, and sets it back. (As
-- a setting of the function itself only a superuser could say so.)

create or replace function arraigo.enqueue(job text, payload json, run_at timestamptz, job_key text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform graphile_worker.add_job(job, payload, run_at => run_at, job_key => job_key);
end
$$;

create or replace function arraigo.seal_disclosures(number bigint, most integer) returns setof public.disclosure
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  scope text := coalesce(current_setting('app.scope', true), '');
begin
  perform set_config('app.scope', 'system', true);
  return query
    with waiting as materialized (select w.person, w.id from public.disclosure w where w.seal is null limit most)
    update public.disclosure d set seal = number from waiting w
    where d.person = w.person and d.id = w.id and d.seal is null returning d.*;
  perform set_config('app.scope', scope, true);
end
$$;

create or replace function arraigo.erase_disclosures(whose uuid) returns setof public.disclosure
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  scope text := coalesce(current_setting('app.scope', true), '');
begin
  perform set_config('app.scope', 'system', true);
  return query delete from public.disclosure d where d.person = whose returning d.*;
  perform set_config('app.scope', scope, true);
end
$$;

-- What of a person may be spoken of by an id of its own: each table and its column.
create function arraigo.named_rows() returns table (relation name, field name)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select c.relname, a.attname
  from pg_catalog.pg_class c
  join pg_catalog.pg_attribute p on p.attrelid = c.oid and p.attname = 'person' and not p.attisdropped
  join pg_catalog.pg_attribute a
    on a.attrelid = c.oid and a.attname in ('id', 'contact', 'identifier') and a.atttypid = 'pg_catalog.uuid'::regtype
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'disclosure'
$$;

create or replace function arraigo.forget_words(whose uuid, keeper uuid, kept jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  scope text := coalesce(current_setting('app.scope', true), '');
  place record;
  named text[] := array[whose::text];
  found text[];
begin
  perform set_config('app.scope', 'system', true);
  for place in select relation, field from arraigo.named_rows()
  loop
    execute format('select array_agg(%I::text) from public.%I where person = $1', place.field, place.relation)
      into found using whose;
    named := named || coalesce(found, '{}');
  end loop;
  -- What a lost device handed over is spoken of by an id of its own, in a table that names no person.
  select named || coalesce(array_agg(l.id::text), '{}') into named from public.late_command l
  where l.organisation = keeper and exists (select from unnest(named) as name where strpos(l.input, name) > 0);
  update public.command_log set input = null, output = null, problem = problem - 'data', input_hash = ''
  where organisation in (keeper, '00000000-0000-7000-8000-000000000000')
    and (input is not null or output is not null or problem is not null)
    and (actor = whose or id in (select command from public.fact where person = whose and organisation = keeper)
      or exists (
        select from unnest(named) as name
        where strpos(concat(input, ' ', output::text, ' ', problem::text), name) > 0
      ));
  update public.fact set data = coalesce(
    (select jsonb_object_agg(d.key, d.value) from jsonb_each(data) as d where kept -> kind ? d.key), '{}')
  where person = whose and organisation = keeper and data <> '{}';
  perform set_config('app.scope', scope, true);
end
$$;

revoke create on schema public from public;

-- Gives every such function to the role `arraigo_definer`, and takes from the application the right to make temporary
-- objects. Called after every migration, so that a new function or table cannot be forgotten, and for every new database: the
-- rights on a database are not copied with it. An owner of the database that may not make roles keeps the functions itself.
create function arraigo.limit_functions() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  place record;
  queue text;
  enter text := case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end;
begin
  execute format('revoke temporary on database %I from public, arraigo_app', current_database());
  begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'arraigo_definer') then
      create role arraigo_definer nologin;
    end if;
  exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then return;
  end;
  begin
    if not pg_has_role(current_user, 'arraigo_definer', enter) then
      execute format('grant arraigo_definer to %I', current_user);
    end if;
  exception when insufficient_privilege then return;
  end;

  grant usage on schema public, arraigo, graphile_worker to arraigo_definer;
  grant select, update (seal), delete on public.disclosure to arraigo_definer;
  grant select, update (input, output, problem, input_hash) on public.command_log to arraigo_definer;
  grant select, update (data) on public.fact to arraigo_definer;
  grant select (id, organisation, input) on public.late_command to arraigo_definer;
  for place in select relation, field from arraigo.named_rows()
  loop
    execute format('grant select (person, %I) on public.%I to arraigo_definer', place.field, place.relation);
  end loop;
  -- Whoever stands behind the firewall from now on is taken out of whatever was shared with them.
  for place in
    select c.relname as relation from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'shared_with' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'disclosure'
  loop
    execute format('grant select (shared_with), update (shared_with) on public.%I to arraigo_definer', place.relation);
  end loop;
  for place in
    select c.relname as relation from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'viewer' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  loop
    execute format('grant select (viewer, organisation), delete on public.%I to arraigo_definer', place.relation);
  end loop;
  if exists (select from pg_catalog.pg_attribute where attrelid = 'public.organisation'::regclass and attname = 'closed_at')
  then
    grant select (id, closed_at) on public.organisation to arraigo_definer;
  end if;
  -- The queue's tables are under row-level security without a policy: so far only their owner writes them.
  foreach queue in array array['_private_jobs', '_private_job_queues', '_private_tasks']
  loop
    execute format('grant select, insert, update on graphile_worker.%I to arraigo_definer', queue);
    if not exists (select from pg_catalog.pg_policies
      where schemaname = 'graphile_worker' and tablename = queue and policyname = 'arraigo_definer')
    then
      execute format('create policy arraigo_definer on graphile_worker.%I to arraigo_definer
        using (true) with check (true)', queue);
    end if;
  end loop;

  -- To own a function takes the right to create one in its schema: for this moment only.
  grant create on schema arraigo to arraigo_definer;
  for place in
    select p.oid::regprocedure as relation from pg_catalog.pg_proc p
    where p.prosecdef and p.pronamespace = 'arraigo'::regnamespace
      and p.proowner <> 'arraigo_definer'::regrole
  loop
    execute format('alter routine %s owner to arraigo_definer', place.relation);
  end loop;
  revoke create on schema arraigo from arraigo_definer;
end
$$;
revoke all on function arraigo.limit_functions from public;
