-- A service that a person received, recorded by whoever gave it.
create table delivery (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  service uuid not null references service (id),
  kind text not null,
  referral uuid,
  centre uuid,
  delivered_on date not null,
  delivered_by uuid not null,
  note text,
  primary key (person, id)
);
create index delivery_service on delivery (service, delivered_on);
create index delivery_organisation on delivery (organisation, delivered_on desc);
alter table delivery enable row level security;
alter table delivery force row level security;
create policy visible on delivery
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on delivery to arraigo_app;
