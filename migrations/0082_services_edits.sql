-- Who changed which field of a service on which version: two edits of one field are decided by a person, edits of different fields
-- both stand.
create table service_edit (
  service uuid not null references service (id),
  version integer not null,
  changes jsonb not null,
  edited_at timestamptz not null,
  device uuid,
  primary key (service, version)
);
grant select, insert on service_edit to arraigo_app;
