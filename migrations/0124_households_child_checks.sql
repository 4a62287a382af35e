-- A check that begins when a child heads a household, for those who may read sealed notes: no fact, no log and no screen of
-- others tells of it.
create table child_check (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  household uuid not null,
  begun_at timestamptz not null,
  ended_at timestamptz,
  -- Null where it ended by itself: they head the household no longer, or are no child.
  ended_by uuid,
  outcome text,
  constraint child_check_pkey primary key (person, id),
  constraint child_check_outcome check (outcome in ('cared_for', 'protection', 'of_age')),
  constraint child_check_ended check ((ended_by is null) = (outcome is null) and (ended_by is null or ended_at is not null))
);
create unique index child_check_once on child_check (person, household);
create index child_check_waiting on child_check (organisation, begun_at) where ended_at is null;

alter table child_check enable row level security;
alter table child_check force row level security;
create policy visible on child_check using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on child_check as restrictive using (arraigo.within(person)) with check (arraigo.within(person));
grant select, insert, update, delete on child_check to arraigo_app;
