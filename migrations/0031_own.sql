-- The person's own view: one-time codes that staff hand out, the short sessions they open, requests to correct something,
-- and a narrowing of row-level security to that one person.

create table own_code (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  -- Keyed with the secret of the house: a copy of the database does not let anybody try codes out.
  hash bytea not null,
  -- How staff made sure that it is them.
  checked text not null,
  note text,
  made_by uuid not null,
  made_at timestamptz not null,
  valid_until timestamptz not null,
  used_at timestamptz,
  -- Revoked, or followed by a newer one.
  ended_at timestamptz,
  ended_by uuid,
  constraint own_code_pkey primary key (person, id),
  constraint own_code_checked check (checked in ('known', 'document', 'questions')),
  constraint own_code_term check (valid_until > made_at and valid_until <= made_at + interval '72 hours')
);
create index own_code_hash on own_code (hash);
create index own_code_made on own_code (organisation, made_at desc);

create table own_session (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  code uuid not null,
  token_hash bytea not null,
  opened_at timestamptz not null,
  valid_until timestamptz not null,
  ended_at timestamptz,
  constraint own_session_pkey primary key (person, id),
  -- A code is used once, whatever two browsers do in the same moment.
  constraint own_session_once unique (person, code),
  constraint own_session_code_fkey foreign key (person, code) references own_code (person, id) on delete cascade
);
create index own_session_token on own_session (token_hash);

-- What a person says is wrong in their record, and what became of it.
create table correction (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  about text not null,
  wrong text not null,
  proposed text not null,
  asked_at timestamptz not null,
  state text not null default 'open',
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  constraint correction_pkey primary key (person, id),
  constraint correction_state check (state in ('open', 'corrected', 'kept')),
  constraint correction_answered check ((state = 'open') = (answered_at is null)),
  -- Whoever leaves it as it is says why.
  constraint correction_why check (state <> 'kept' or answer is not null)
);
create index correction_queue on correction (organisation, state, asked_at desc);

do $$
declare
  named regclass;
begin
  foreach named in array array['own_code', 'own_session', 'correction']::regclass[]
  loop
    execute format('alter table %s enable row level security', named);
    execute format('alter table %s force row level security', named);
    execute format('create policy visible on %s using (arraigo.visible(organisation, shared_with))
      with check (arraigo.writable(organisation, shared_with))', named);
    execute format('create policy within on %s as restrictive using (arraigo.within(person))
      with check (arraigo.within(person))', named);
    execute format('grant select, insert, update, delete on %s to arraigo_app', named);
  end loop;
end
$$;

-- False for somebody who looks at their own record. `within` leaves them the rows of one person; what keeps rows of nobody
-- in particular (registers, demands, the log of commands) may name others all the same, and is closed to them whole.
create function arraigo.at_work() returns boolean
language sql stable parallel safe
return coalesce(current_setting('app.own', true), '') = ''
  or coalesce(current_setting('app.scope', true), '') = 'system';

-- Puts that into every table under row-level security without a person, beside what the table says itself; what has a
-- person says `within`. It is called after every migration, so that a new table cannot be forgotten.
create function arraigo.close_to_own() returns void
language plpgsql set search_path = pg_catalog, public
as $$
declare
  named regclass;
begin
  for named in
    select c.oid::regclass from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relrowsecurity
      and not exists (select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'person' and not a.attisdropped)
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'at_work')
    order by 1
  loop
    execute format('create policy at_work on %s as restrictive using (arraigo.at_work())
      with check (arraigo.at_work())', named);
  end loop;
end
$$;
revoke all on function arraigo.close_to_own from public;

-- What they did themselves is theirs to repeat under the same key.
create policy at_work on command_log as restrictive for select
  using (arraigo.at_work() or actor = nullif(current_setting('app.actor', true), '')::uuid);

select arraigo.close_to_own();
select arraigo.raise_wall();

-- As before, and of what somebody asked for themselves, from their own view, whatever it named.
create or replace function arraigo.forget_words(whose uuid, keeper uuid, kept jsonb) returns void
language plpgsql security definer set search_path = public
as $$
declare
  place record;
  named text[] := array[whose::text];
  found text[];
begin
  for place in
    select c.relname as relation, a.attname as field
    from pg_class c
    join pg_attribute p on p.attrelid = c.oid and p.attname = 'person' and not p.attisdropped
    join pg_attribute a on a.attrelid = c.oid and a.attname in ('id', 'contact', 'identifier') and a.atttypid = 'uuid'::regtype
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'disclosure'
  loop
    execute format('select array_agg(%I::text) from %I where person = $1', place.field, place.relation)
      into found using whose;
    named := named || coalesce(found, '{}');
  end loop;
  update command_log set input = null, output = null, problem = problem - 'data', input_hash = ''
  where organisation in (keeper, '00000000-0000-7000-8000-000000000000')
    and (input is not null or output is not null or problem is not null)
    and (actor = whose or id in (select command from fact where person = whose and organisation = keeper)
      or exists (
        select from unnest(named) as name
        where strpos(concat(input, ' ', output::text, ' ', problem::text), name) > 0
      ));
  update fact set data = coalesce(
    (select jsonb_object_agg(d.key, d.value) from jsonb_each(data) as d where kept -> kind ? d.key), '{}')
  where person = whose and organisation = keeper and data <> '{}';
end
$$;
