-- Registers that were brought from elsewhere: the file, how far it is, what was refused and why, and the mappings used.
create table import_run (
  id uuid primary key,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  -- Who started it: its rows are registered in this name, with these roles.
  actor jsonb not null,
  file_name text not null,
  -- Where the file lies on the server's disk until the import is over.
  path text not null,
  source text,
  mapping jsonb,
  state text not null default 'uploaded',
  rows int,
  imported int not null default 0,
  known int not null default 0,
  refused int not null default 0,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint import_run_state check (state in ('uploaded', 'waiting', 'running', 'done', 'cancelled', 'failed'))
);
create index import_run_organisation on import_run (organisation, created_at desc);
alter table import_run enable row level security;
alter table import_run force row level security;
create policy visible on import_run
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on import_run to arraigo_app;

-- Which row, which column and why; never what the cell said.
create table import_error (
  import_run uuid not null references import_run (id),
  row int not null,
  "column" text,
  reason text not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  primary key (import_run, row)
);
alter table import_error enable row level security;
alter table import_error force row level security;
create policy visible on import_error
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on import_error to arraigo_app;

create table import_mapping (
  organisation uuid not null references organisation (id),
  source text not null,
  shared_with uuid[] not null default '{}',
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (organisation, source)
);
alter table import_mapping enable row level security;
alter table import_mapping force row level security;
create policy visible on import_mapping
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on import_mapping to arraigo_app;
