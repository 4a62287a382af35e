-- What a register says, whatever its file is called: the same content under another name is noticed before it is taken in.
alter table import_run add column content text;

create table import_content (
  organisation uuid not null references organisation (id),
  -- SHA-256 of the cells, in hexadecimal.
  content text not null,
  shared_with uuid[] not null default '{}',
  -- The name it was taken in under.
  source text not null,
  taken_at timestamptz not null,
  primary key (organisation, content)
);
alter table import_content enable row level security;
alter table import_content force row level security;
create policy visible on import_content
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on import_content to arraigo_app;
