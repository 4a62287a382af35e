-- Saved views: how a user narrows, sorts and lays out a list, under a name. Each user has their own in each
-- organisation, and nobody else reads them.
create table saved_view (
  id uuid primary key,
  organisation uuid not null references organisation,
  app_user uuid not null references app_user,
  list text not null,
  name text not null,
  search text not null,
  saved_at timestamptz not null,
  constraint saved_view_name_unique unique (app_user, organisation, list, name)
);

alter table saved_view enable row level security;
alter table saved_view force row level security;
create policy own on saved_view
  using (app_user = nullif(current_setting('app.actor', true), '')::uuid
    and organisation = nullif(current_setting('app.organisation', true), '')::uuid)
  with check (app_user = nullif(current_setting('app.actor', true), '')::uuid
    and organisation = nullif(current_setting('app.organisation', true), '')::uuid);
grant select, insert, delete on saved_view to arraigo_app;

-- What somebody who is sent to a service has to know: when, by which telephone, and with what.
alter table service
  add column hours text,
  add column telephone text,
  add column requirements text;

-- Pages of lists go on after a key, in the order of an index.
create index service_by_name on service (name, id);
create index service_by_assured on service (assured_at, id);
create index claim_by_due on claim (due_on, id);
