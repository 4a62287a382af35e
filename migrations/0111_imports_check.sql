-- Dry runs of registers: all rows read as an import would read them, by a job, and nothing taken in. What is found
-- names row and column, and never what a cell said.
create table import_check (
  import_run uuid primary key references import_run (id),
  -- Counts the dry runs of this register: a job of an earlier one stops.
  attempt int not null default 1,
  state text not null constraint import_check_state
    check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  mapping jsonb not null,
  actor jsonb not null,
  done int not null default 0,
  imported int not null default 0,
  known int not null default 0,
  refused int not null default 0,
  partly int not null default 0,
  started_at timestamptz,
  ended_at timestamptz,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'
);
alter table import_check enable row level security;
alter table import_check force row level security;
create policy visible on import_check
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on import_check to arraigo_app;

create table import_check_flaw (
  import_run uuid not null references import_check (import_run),
  row int not null,
  -- Heading of the column; empty where no single column is meant.
  "column" text not null,
  reason text not null,
  about int,
  -- The row is refused as a whole; else this part of it is left out.
  refused boolean not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  primary key (import_run, row, "column")
);
alter table import_check_flaw enable row level security;
alter table import_check_flaw force row level security;
create policy visible on import_check_flaw
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
-- They are deleted when another dry run begins.
grant select, insert, delete on import_check_flaw to arraigo_app;

-- When the rows of an import began to be taken in, for how many are taken in a second.
alter table import_run add column started_at timestamptz;
