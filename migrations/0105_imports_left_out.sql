-- Parts of rows that could not be read and were left out while the person was taken in; and, of a row that repeats
-- an earlier one, which that is. Never what the cell said.
create table import_left_out (
  import_run uuid not null references import_run (id),
  row int not null,
  -- Heading of the column; empty where no single column is meant.
  "column" text not null,
  reason text not null,
  about int,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  primary key (import_run, row, "column")
);
alter table import_left_out enable row level security;
alter table import_left_out force row level security;
create policy visible on import_left_out
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on import_left_out to arraigo_app;

alter table import_error add column about int;
-- People who were taken in without some part of their row.
alter table import_run add column partly int not null default 0;
