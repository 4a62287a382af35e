-- Who interprets for an organisation: its staff, volunteers, and services by telephone. They are persons too: no other
-- organisation reads them, and what reaches them is deleted when they no longer interpret.
create table interpreter (
  id uuid primary key,
  organisation uuid not null references organisation,
  name text not null,
  kind text not null check (kind in ('staff', 'volunteer', 'telephone')),
  languages text[] not null check (languages <> '{}'),
  telephone text,
  hours text,
  -- When they can be reached, for who can be called now: days of the week, and the time of day there.
  days text[] not null default '{}',
  reached_from time,
  reached_until time,
  confidential_until date,
  version integer not null default 1,
  retired_at timestamptz,
  constraint interpreter_times check ((reached_from is null) = (reached_until is null))
);
create index interpreter_by_name on interpreter (organisation, name, id);

alter table interpreter enable row level security;
alter table interpreter force row level security;
create policy visible on interpreter
  using (arraigo.visible(organisation, '{}'))
  with check (arraigo.visible(organisation, '{}'));
grant select, insert, update, delete on interpreter to arraigo_app;

-- In which capacity somebody interpreted, beside their name.
alter table consent_words add column interpreter_kind text
  check (interpreter_kind in ('staff', 'volunteer', 'telephone', 'relative', 'other'));
