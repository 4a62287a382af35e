-- Files kept as proof: what they are, whose, and who may have them.

-- The file itself lies outside the database, under its content hash; who may have it is decided here.
create table attachment (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 bytea not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  primary key (person, id),
  constraint attachment_size check (size > 0),
  constraint attachment_hash check (length(sha256) = 32)
);
create index attachment_id on attachment (id);
create index attachment_sha256 on attachment (sha256);
alter table attachment enable row level security;
alter table attachment force row level security;
create policy visible on attachment
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on attachment to arraigo_app;
