-- Lists of people that leave as a file: who asked for which list and what for, who allowed it, and whether it was taken.
-- It holds how the list was narrowed, and never who was on it: that is decided as the file is made.
create table people_export (
  id uuid primary key,
  organisation uuid not null references organisation,
  shared_with uuid[] not null default '{}',
  asked_by uuid not null references app_user,
  asked_at timestamptz not null,
  -- The input of person.list, without its pages.
  list jsonb not null,
  columns text[] not null,
  format text not null,
  purpose text not null,
  words text not null,
  -- People on the list when it was asked for.
  people integer not null,
  state text not null,
  -- Until when it may be decided on; once it is allowed, until when it may be taken.
  until timestamptz not null,
  decided_by uuid references app_user,
  decided_at timestamptz,
  note text,
  taken_at timestamptz,
  -- People in the file.
  taken integer,
  constraint people_export_columns check (cardinality(columns) > 0),
  constraint people_export_format check (format in ('csv', 'xlsx')),
  constraint people_export_people check (people > 0),
  constraint people_export_state check (state in ('asked', 'allowed', 'refused')),
  -- More than fifty people leave by the will of two.
  constraint people_export_second check (state <> 'allowed' or people <= 50 or decided_by is not null),
  constraint people_export_two_people check (decided_by is null or decided_by <> asked_by),
  constraint people_export_decided check ((decided_by is null) = (decided_at is null)),
  constraint people_export_taken check ((taken_at is null) = (taken is null) and (taken_at is null or state = 'allowed'))
);
create index people_export_organisation on people_export (organisation, asked_at desc, id desc);
create index people_export_waiting on people_export (organisation, asked_at, id) where state = 'asked';
create index people_export_ready on people_export (asked_by, until, id) where state = 'allowed' and taken_at is null;

alter table people_export enable row level security;
alter table people_export force row level security;
create policy visible on people_export using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on people_export to arraigo_app;

-- Since when an organisation sees a record: the order of its list of people.
create or replace view read.person_share with (security_invoker = true) as
  select person, recipient, organisation, field_groups, since from person_share;
