-- A fact is about a subject: a person, or something of a kind that a capability declares (`subject` in src/kernel/fact.ts), such
-- as a household or an organisation. A reference table of these kinds would be locked by every fact that is written, and a list
-- in a check would have to be changed here by every capability that adds one; both say no more than the program does, which
-- refuses a fact whose subject is not of the kind that was declared. So only the form is checked. (`not valid`: the rows that are
-- there pass by the default and by what was required, so the table is not read.)
alter table fact rename column person to subject;
alter table fact add column subject_kind text not null default 'person',
  add constraint fact_subject_kind check (subject_kind ~ '^[a-z][a-z_]{0,39}$') not valid;

-- Only a person has a sex or an age: of anything else nothing is noted, rather than `unknown`, which a report would count.
alter table fact
  alter column sex drop not null,
  alter column age_band drop not null,
  alter column population_group drop not null,
  alter column migration_status drop not null,
  alter column nationality drop not null,
  alter column place drop not null,
  alter column disability drop not null,
  add constraint fact_snapshot check (
    num_nulls(sex, age_band, population_group, migration_status, nationality, place, disability)
      = case subject_kind when 'person' then 0 else 7 end
  ) not valid;

-- A row scope lists people only, so it shows no fact about anything else, whatever its id is; neither does a person's own view.
-- Whoever works in one may record such a fact all the same.
alter policy within on fact using (arraigo.within(case subject_kind when 'person' then subject end))
  with check (arraigo.within(case subject_kind when 'person' then subject end)
    or (subject_kind <> 'person' and arraigo.at_work()));

-- What is known of people is read here: an id alone does not say of which kind it is, and clients choose ids. Only people have a
-- snapshot (`fact_snapshot`), and its first column is found sooner in a row than `subject_kind`, which is the last: a report over
-- many rows takes an eighth longer otherwise.
create view read.person_fact with (security_invoker = true) as
select subject as person, id, kind, occurred_on, occurred_at, recorded_at, organisation, shared_with, centre, actor, command,
  pack_release, data, sex, age_band, population_group, migration_status, nationality, place, disability, xid
from fact where sex is not null;
grant select on read.person_fact to arraigo_app;

-- As before, with the column that names the person.
drop function arraigo.named_rows();
create function arraigo.named_rows() returns table (relation name, about name, field name)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select c.relname, p.attname, a.attname
  from pg_catalog.pg_class c
  join pg_catalog.pg_attribute p on p.attrelid = c.oid and p.attname in ('person', 'subject') and not p.attisdropped
  join pg_catalog.pg_attribute a
    on a.attrelid = c.oid and a.attname in ('id', 'contact', 'identifier') and a.atttypid = 'pg_catalog.uuid'::regtype
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'disclosure'
$$;

-- As before, of facts about the person only; and the scope is set by a literal, as everywhere.
create or replace function arraigo.forget_words(whose uuid, keeper uuid, kept jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  scope text := coalesce(current_setting('app.scope', true), '');
  place record;
  named text[] := array[whose::text];
  found text[];
begin
  set local app.scope = 'system';
  for place in select relation, about, field from arraigo.named_rows()
  loop
    execute format('select array_agg(%I::text) from public.%I where %I = $1', place.field, place.relation, place.about)
      into found using whose;
    named := named || coalesce(found, '{}');
  end loop;
  -- What a lost device handed over is spoken of by an id of its own, in a table that names no person.
  select named || coalesce(array_agg(l.id::text), '{}') into named from public.late_command l
  where l.organisation = keeper and exists (select from unnest(named) as name where strpos(l.input, name) > 0);
  update public.command_log set input = null, output = null, problem = problem - 'data', input_hash = ''
  where organisation in (keeper, '00000000-0000-7000-8000-000000000000')
    and (input is not null or output is not null or problem is not null)
    and (actor = whose
      or id in (select command from public.fact where subject = whose and subject_kind = 'person' and organisation = keeper)
      or exists (
        select from unnest(named) as name
        where strpos(concat(input, ' ', output::text, ' ', problem::text), name) > 0
      ));
  update public.fact set data = coalesce(
    (select jsonb_object_agg(d.key, d.value) from jsonb_each(data) as d where kept -> kind ? d.key), '{}')
  where subject = whose and subject_kind = 'person' and organisation = keeper and data <> '{}';
  execute format('set local app.scope = %L', scope);
end
$$;

-- As before; the table of facts limits rows itself, though no column of it is called "person" any more.
create or replace function arraigo.close_to_own() returns void
language plpgsql set search_path = pg_catalog, public
as $$
declare
  named regclass;
begin
  for named in
    select c.oid::regclass from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relrowsecurity
      and not exists (select from pg_attribute a
        where a.attrelid = c.oid and a.attname in ('person', 'subject') and not a.attisdropped)
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'at_work')
    order by 1
  loop
    execute format('create policy at_work on %s as restrictive using (arraigo.at_work())
      with check (arraigo.at_work())', named);
  end loop;
end
$$;

-- As before, with the column that names the person.
create or replace function arraigo.limit_functions() returns void
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
  for place in select relation, about, field from arraigo.named_rows()
  loop
    execute format('grant select (%I, %I) on public.%I to arraigo_definer', place.about, place.field, place.relation);
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
