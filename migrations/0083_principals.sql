-- Principals that are neither users nor the system, such as a display: who made each, for which declared use, and until when.
-- What one may call is in the program and in no row.

create table principal (
  id uuid not null,
  organisation uuid not null,
  centre uuid,
  use text not null,
  kind text not null,
  name text not null,
  -- Keyed with the installation's secret, as for the own view. Null where the secret was handed out at once.
  code_hash bytea,
  code_until timestamptz,
  -- Of what the browser that the code was typed in holds, or the program.
  secret_hash bytea,
  made_by uuid not null,
  made_at timestamptz not null,
  valid_until timestamptz not null,
  opened_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  constraint principal_pkey primary key (id),
  constraint principal_organisation_fkey foreign key (organisation) references organisation (id),
  constraint principal_centre_fkey foreign key (centre) references centre (id),
  constraint principal_kind check (kind in ('display', 'kiosk', 'public_page', 'link', 'program')),
  constraint principal_term check (valid_until > made_at and valid_until <= made_at + interval '366 days'),
  constraint principal_code check ((code_hash is null) = (code_until is null)),
  -- A code is used once, whatever two browsers do in the same moment.
  constraint principal_opened check ((secret_hash is null) = (opened_at is null)),
  constraint principal_ended check ((ended_at is null) = (ended_by is null))
);
create unique index principal_code_hash on principal (code_hash);
create unique index principal_secret_hash on principal (secret_hash);
create index principal_made on principal (organisation, made_at desc);
alter table principal enable row level security;
alter table principal force row level security;
create policy visible on principal using (arraigo.visible(organisation, '{}'))
  with check (arraigo.writable(organisation, '{}'));
grant select, insert, update on principal to arraigo_app;

-- What the logs call it.
create view read.principal with (security_invoker = true) as
  select id, organisation, use, kind, name from principal;
grant select on read.principal to arraigo_app;

-- As before, and false for every principal, also one that stands for no person.
create or replace function arraigo.at_work() returns boolean
language sql stable parallel safe
return coalesce(current_setting('app.own', true), '') = '' and coalesce(current_setting('app.principal', true), '') = ''
  or coalesce(current_setting('app.scope', true), '') = 'system';
