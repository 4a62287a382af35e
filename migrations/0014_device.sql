-- Phones and laptops that work offline: who holds each, and which people's documents each was given.

create table device (
  id uuid primary key,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  holder uuid not null,
  registered_at timestamptz not null,
  seen_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid,
  revoked_reason text,
  constraint device_revoked_whole check ((revoked_at is null) = (revoked_by is null))
);
create index device_organisation on device (organisation, seen_at desc);
alter table device enable row level security;
alter table device force row level security;
create policy visible on device
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on device to arraigo_app;

-- When a phone is lost, these rows say whose data was on it. `given_at` is null while somebody is only listed to be
-- given; `xid` is the transaction that last listed or withdrew them.
create table device_person (
  person uuid not null,
  device uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  given_at timestamptz,
  withdrawn_at timestamptz,
  xid xid8 not null default pg_current_xact_id(),
  primary key (person, device)
);
create index device_person_device on device_person (device, xid);
alter table device_person enable row level security;
alter table device_person force row level security;
create policy visible on device_person
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on device_person to arraigo_app;
