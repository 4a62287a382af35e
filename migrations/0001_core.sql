-- The floor of the house: the application's role, who may see a row, what was commanded, what happened,
-- what was shown to whom, and the pack releases everything is stamped with.

do $$
begin
  -- A cluster-wide role may exist already where several databases share a server.
  if not exists (select from pg_roles where rolname = 'arraigo_app') then
    create role arraigo_app login;
  end if;
exception when duplicate_object or unique_violation then null;
end
$$;

create schema arraigo;
create schema read;
grant usage on schema public, arraigo, read to arraigo_app;

-- Keeps one identity of this database, so that a device never applies a cursor of another one.
create table installation (
  id uuid primary key default gen_random_uuid(),
  created_at timestamptz not null default now()
);
insert into installation default values;
grant select on installation to arraigo_app;

-- True for the organisation that keeps the row, for those it was shared with, and for the house's own jobs.
-- An unset setting reads as null or as an empty string, and so lets nothing through.
create function arraigo.visible(organisation uuid, shared_with uuid[]) returns boolean
language sql stable parallel safe
return coalesce(
  organisation = nullif(current_setting('app.organisation', true), '')::uuid
    or nullif(current_setting('app.organisation', true), '')::uuid = any (shared_with)
    or current_setting('app.scope', true) = 'system',
  false
);

-- A row may be written by whoever may see it; what exactly is for policies and rules to decide.
create function arraigo.writable(organisation uuid, shared_with uuid[]) returns boolean
language sql stable parallel safe
return arraigo.visible(organisation, shared_with);

-- Age bands of UNHCR's standard population statistics, with youth (18-24) told apart.
create function arraigo.age_band(born date, on_date date) returns text
language sql immutable parallel safe
return case
  when born is null or on_date < born then 'unknown'
  when on_date < born + interval '5 years' then '0-4'
  when on_date < born + interval '12 years' then '5-11'
  when on_date < born + interval '18 years' then '12-17'
  when on_date < born + interval '25 years' then '18-24'
  when on_date < born + interval '60 years' then '25-59'
  else '60+'
end;

create table pack_release (
  id text primary key,
  pack text not null,
  version text not null,
  content jsonb not null,
  active boolean not null default false,
  loaded_at timestamptz not null default now()
);
create unique index pack_release_active on pack_release (active) where active;
grant select on pack_release to arraigo_app;

-- Every command that reached the server and how it ended; its id is the idempotency key.
-- What was rejected or parked keeps its input, because work done in the field never vanishes.
create table command_log (
  id uuid primary key,
  name text not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  actor uuid not null,
  device uuid,
  seq bigint,
  after uuid,
  replaces uuid,
  pack_release text,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  input_hash bytea not null,
  outcome text not null,
  output jsonb,
  problem jsonb,
  input text,
  constraint command_log_outcome check (outcome in ('applied', 'rejected', 'parked'))
);
create index command_log_received on command_log (organisation, received_at desc);
create unique index command_log_device_seq on command_log (device, seq) where device is not null and seq is not null;
alter table command_log enable row level security;
alter table command_log force row level security;
create policy visible on command_log
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on command_log to arraigo_app;

-- What happened, append-only, each with what reports disaggregate by as it was on that day.
create table fact (
  person uuid not null,
  id uuid not null,
  kind text not null,
  occurred_on date not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  centre uuid,
  actor uuid not null,
  command uuid not null,
  pack_release text not null,
  data jsonb not null default '{}',
  sex text not null default 'unknown',
  age_band text not null default 'unknown',
  population_group text not null default 'unknown',
  migration_status text not null default 'unknown',
  nationality text not null default 'unknown',
  place text not null default 'unknown',
  disability text not null default 'unknown',
  -- The transaction that wrote it: a reader that takes all below the oldest running one misses nothing.
  xid xid8 not null default pg_current_xact_id(),
  primary key (person, id)
);
create index fact_kind on fact (kind, occurred_on);
create index fact_organisation on fact (organisation, occurred_at desc);
create index fact_xid on fact (xid);
alter table fact enable row level security;
alter table fact force row level security;
create policy visible on fact
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on fact to arraigo_app;

-- Which fields of a person were shown or shared, to whom and what for.
create table disclosure (
  person uuid not null,
  id uuid not null,
  at timestamptz not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  actor uuid not null,
  via text not null,
  fields text[] not null,
  purpose text not null,
  primary key (person, id)
);
create index disclosure_person_at on disclosure (person, at desc);
alter table disclosure enable row level security;
alter table disclosure force row level security;
create policy visible on disclosure
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on disclosure to arraigo_app;

-- Jobs are enqueued in the transaction that asks for them, by a role that has no other business in the queue's schema.
create function arraigo.enqueue(job text, payload json, run_at timestamptz, job_key text) returns void
language plpgsql security definer set search_path = pg_catalog
as $$
begin
  perform graphile_worker.add_job(job, payload, run_at => run_at, job_key => job_key);
end
$$;
revoke all on function arraigo.enqueue from public;
grant execute on function arraigo.enqueue to arraigo_app;
