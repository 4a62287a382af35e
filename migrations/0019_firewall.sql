-- The firewall: nothing about anybody reaches those who enforce migration law, or a consulate; every attempt is kept;
-- so are the legal demands, and where somebody may be asked about their migration status.

-- Whose id is marked enforces migration law or speaks for a state somebody may have fled. The mark is in the id, so that
-- a policy, a check and one shard of many know it from the row in hand: no sub-select, no trigger, nothing to look up.
create function arraigo.behind_wall(organisation uuid) returns boolean
language sql immutable parallel safe
return organisation >= 'ffffffff-0000-0000-0000-000000000000'::uuid;

create function arraigo.none_behind_wall(organisations uuid[]) returns boolean
language sql immutable parallel safe
return 'ffffffff-0000-0000-0000-000000000000'::uuid > all (organisations);

-- As before, and never for those behind the wall: not as the keeper, not by a share, not with the house's eyes.
create or replace function arraigo.visible(organisation uuid, shared_with uuid[]) returns boolean
language sql stable parallel safe
return coalesce(
  (organisation = nullif(current_setting('app.organisation', true), '')::uuid
    or nullif(current_setting('app.organisation', true), '')::uuid = any (shared_with)
    or current_setting('app.scope', true) = 'system')
  and not coalesce(arraigo.behind_wall(nullif(current_setting('app.organisation', true), '')::uuid), false),
  false
);

-- Nor is a row ever written that they keep or share in.
create or replace function arraigo.writable(organisation uuid, shared_with uuid[]) returns boolean
language sql stable parallel safe
return arraigo.visible(organisation, shared_with)
  and not arraigo.behind_wall(organisation)
  and arraigo.none_behind_wall(shared_with);

-- Organisations registered before the mark was thought of get it; whatever was shared with them ends.
do $$
declare
  old record;
  marked uuid;
  place record;
begin
  -- Tables with forced row-level security show their owner nothing otherwise.
  set local app.scope = 'system';
  for old in select * from organisation where class in ('enforcement', 'consular') loop
    marked := overlay(old.id::text placing 'ffffffff' from 1)::uuid;
    update organisation set name = id::text where id = old.id;
    insert into organisation (id, name, class, contact, time_zone, locale, second_factor, lead, created_at)
      values (marked, old.name, old.class, old.contact, old.time_zone, old.locale, old.second_factor, false,
        old.created_at);
    update consent set withdrawn_at = now() where recipient = old.id and withdrawn_at is null;
    update referral set state = 'cancelled', closed_at = now()
      where receiver = old.id and state not in ('closed', 'cancelled', 'declined', 'redirected', 'expired');
    for place in
      select c.conrelid::regclass as relation, a.attname as field
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'organisation'::regclass and cardinality(c.conkey) = 1
    loop
      execute format('update %s set %I = $2 where %I = $1', place.relation, place.field, place.field)
        using old.id, marked;
    end loop;
    for place in
      select c.table_schema, c.table_name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.column_name = 'shared_with' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'
    loop
      execute format('update %I.%I set shared_with = array_remove(shared_with, $1) where $1 = any (shared_with)',
        place.table_schema, place.table_name) using old.id;
    end loop;
    delete from organisation where id = old.id;
  end loop;
end
$$;

alter table organisation add constraint organisation_firewall
  check ((class in ('enforcement', 'consular')) = arraigo.behind_wall(id));

-- Puts the same wall into every table that says who keeps a row, with whom it is shared or to whom it goes, so that not
-- even the database's superuser writes over it by mistake; what stood before stays as history (`not valid`). It is called
-- after every migration, so that a new table cannot be forgotten.
create function arraigo.raise_wall() returns void
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
      case when place.several then format('arraigo.none_behind_wall(%I)', place.field)
        else format('not arraigo.behind_wall(%I)', place.field) end);
  end loop;
end
$$;
revoke all on function arraigo.raise_wall from public;

-- Every attempt that the wall refused, kept although all that it did was undone.
create table firewall_refusal (
  id uuid primary key,
  organisation uuid not null,
  -- The organisation that leads sees all of them.
  shared_with uuid[] not null default '{}',
  at timestamptz not null,
  actor uuid not null,
  acting_for uuid not null,
  acting_class text not null,
  -- The command, the query or the address.
  route text not null,
  code text not null,
  recipient uuid,
  constraint firewall_refusal_code check (code in ('firewall.closed', 'firewall.recipient'))
);
create index firewall_refusal_at on firewall_refusal (organisation, at desc);
alter table firewall_refusal enable row level security;
alter table firewall_refusal force row level security;
create policy visible on firewall_refusal
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on firewall_refusal to arraigo_app;

-- Whether a centre asks about migration status at all; without a row, only with a purpose. No centre: all of them.
create table status_rule (
  organisation uuid not null references organisation (id),
  centre uuid,
  asking text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  constraint status_rule_once unique nulls not distinct (organisation, centre),
  constraint status_rule_centre foreign key (centre, organisation) references centre (id, organisation),
  constraint status_rule_asking check (asking in ('never', 'with_purpose'))
);
grant select, insert, update on status_rule to arraigo_app;

create view read.status_rule with (security_invoker = true) as
  select organisation, centre, asking from status_rule;
grant select on read.status_rule to arraigo_app;

-- What an authority demanded by law, and what was answered.
create table demand (
  id uuid primary key,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  authority text not null,
  authority_class text not null,
  instrument text not null,
  scope text not null,
  received_on date not null,
  answer_by date,
  received_by uuid not null,
  noted_at timestamptz not null,
  constraint demand_authority_class check (
    authority_class in ('court', 'prosecutor', 'police', 'enforcement', 'consular', 'other')
  ),
  constraint demand_answer_by check (answer_by >= received_on)
);
create index demand_received on demand (organisation, received_on desc);
alter table demand enable row level security;
alter table demand force row level security;
create policy visible on demand
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on demand to arraigo_app;

-- One demand may be answered more than once: challenged first, complied with when a court said so.
create table demand_decision (
  id uuid primary key,
  demand uuid not null references demand (id),
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  decision text not null,
  because text not null,
  signed_by text not null,
  decided_on date not null,
  decided_by uuid not null,
  noted_at timestamptz not null,
  constraint demand_decision_decision check (decision in ('refused', 'challenged', 'partly', 'complied'))
);
create index demand_decision_demand on demand_decision (demand, noted_at);
alter table demand_decision enable row level security;
alter table demand_decision force row level security;
create policy visible on demand_decision
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on demand_decision to arraigo_app;

create table demand_disclosure (
  person uuid not null,
  id uuid not null,
  decision uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  field_groups text[] not null,
  constraint demand_disclosure_pkey primary key (person, id),
  constraint demand_disclosure_something check (cardinality(field_groups) > 0)
);
create index demand_disclosure_decision on demand_disclosure (decision);
alter table demand_disclosure enable row level security;
alter table demand_disclosure force row level security;
create policy visible on demand_disclosure
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on demand_disclosure to arraigo_app;

-- The letter, the order and the answer. Few and small: they stay in the database, and so in its backup.
create table demand_document (
  id uuid primary key,
  demand uuid not null references demand (id),
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  name text not null,
  media_type text not null,
  content bytea not null,
  attached_by uuid not null,
  attached_at timestamptz not null
);
create index demand_document_demand on demand_document (demand, attached_at);
alter table demand_document enable row level security;
alter table demand_document force row level security;
create policy visible on demand_document
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on demand_document to arraigo_app;
