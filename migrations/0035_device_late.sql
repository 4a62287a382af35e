-- Late work: what a device that was withdrawn, or erased after wrong PINs, had not sent. It waits for somebody of its
-- organisation to take it in, or to discard it with a reason; nothing of it is applied by itself.

create table late_command (
  -- The command's own id: taken in once, whoever sends it.
  id uuid primary key,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  device uuid not null,
  holder uuid not null,
  name text not null,
  -- As it was written; gone when it was taken in or the person it speaks of was erased.
  input text,
  occurred_at timestamptz not null,
  pack_release text,
  after uuid,
  handed_at timestamptz not null,
  discarded_at timestamptz,
  discarded_by uuid,
  reason text,
  constraint late_command_discarded_whole check (
    (discarded_at is null) = (discarded_by is null) and (discarded_at is null) = (reason is null)
  )
);
create index late_command_waiting on late_command (organisation, occurred_at)
  where input is not null and discarded_at is null;
alter table late_command enable row level security;
alter table late_command force row level security;
create policy visible on late_command
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on late_command to arraigo_app;

-- What was corrected, or taken in by a colleague, is applied once.
create unique index command_log_replaced_once on command_log (replaces)
  where replaces is not null and outcome = 'applied';
