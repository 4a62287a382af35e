-- What each device keeps of lists: which documents, as a hash of the contents it was given, and whom they are about. `xid` is the
-- transaction that last gave or withdrew the document; a withdrawn one stays until every cursor of that time has expired.
create table device_document (
  device uuid not null,
  list text not null,
  document uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  digest bytea not null,
  persons uuid[] not null default '{}',
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  xid xid8 not null default pg_current_xact_id(),
  primary key (device, list, document)
);
alter table device_document enable row level security;
alter table device_document force row level security;
create policy visible on device_document
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update, delete on device_document to arraigo_app;
