-- Retention: who may be kept no longer or asked to be forgotten, what was decided, and what was erased.

-- What waits for somebody to look before anything is erased, and how each was answered.
create table erasure_review (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  because text not null,
  classes text[] not null,
  last_contact date,
  asked_by uuid,
  words text,
  noted_at timestamptz not null,
  state text not null default 'open',
  kept_until date,
  -- The rule of the pack that obliges to keep.
  rule text,
  reason text,
  decided_by uuid,
  decided_at timestamptz,
  constraint erasure_review_pkey primary key (person, id),
  constraint erasure_review_because check (because in ('rule', 'wish', 'keeper')),
  constraint erasure_review_state check (state in ('open', 'kept', 'refused', 'erased')),
  constraint erasure_review_decided check ((state = 'open') = (decided_at is null)),
  constraint erasure_review_answered check (
    state not in ('kept', 'refused') or (kept_until is not null and reason is not null)
  ),
  constraint erasure_review_wish_refused check (state <> 'refused' or rule is not null)
);
create unique index erasure_review_open on erasure_review (person, organisation) where state = 'open';
create index erasure_review_queue on erasure_review (organisation, state, noted_at desc);

-- That somebody was erased, when and which classes: no name, and nothing to learn a name from.
create table erasure (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  at timestamptz not null,
  classes text[] not null,
  constraint erasure_pkey primary key (person, id)
);
create index erasure_organisation on erasure (organisation, at desc);

do $$
declare
  named regclass;
begin
  foreach named in array array['erasure_review', 'erasure']::regclass[]
  loop
    execute format('alter table %s enable row level security', named);
    execute format('alter table %s force row level security', named);
    execute format('create policy visible on %s using (arraigo.visible(organisation, shared_with))
      with check (arraigo.writable(organisation, shared_with))', named);
    execute format('create policy within on %s as restrictive using (arraigo.within(person))
      with check (arraigo.within(person))', named);
  end loop;
end
$$;
grant select, insert, update on erasure_review to arraigo_app;
grant select, insert on erasure to arraigo_app;
select arraigo.raise_wall();

-- Facts and the log of commands are only ever added to. An erasure is the one exception, and this the one door: of the
-- facts an organisation keeps of a person, only fields that `kept` names for their kind remain; of commands that name the
-- person or something of theirs, neither what was sent nor what was answered. The hash goes too: it would prove a guess.
create function arraigo.forget_words(whose uuid, keeper uuid, kept jsonb) returns void
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
    and (id in (select command from fact where person = whose and organisation = keeper)
      or exists (
        select from unnest(named) as name
        where strpos(concat(input, ' ', output::text, ' ', problem::text), name) > 0
      ));
  update fact set data = coalesce(
    (select jsonb_object_agg(d.key, d.value) from jsonb_each(data) as d where kept -> kind ? d.key), '{}')
  where person = whose and organisation = keeper and data <> '{}';
end
$$;
revoke all on function arraigo.forget_words from public;
grant execute on function arraigo.forget_words to arraigo_app;

-- These were only ever added to; an erasure empties the one column of each that holds words.
grant update (answers) on characterization to arraigo_app;
grant update (note) on verification to arraigo_app;
