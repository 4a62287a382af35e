-- Whom a suspected pair was given to, to be decided on.
alter table duplicate_pair
  add column assigned_to uuid,
  add column assigned_by uuid,
  add column assigned_at timestamptz,
  add constraint duplicate_pair_assigned check (
    num_nulls(assigned_to, assigned_by, assigned_at) in (0, 3)
  );

-- A pair that somebody was not sure of waits as an open one does.
drop index duplicate_pair_open;
create index duplicate_pair_waiting on duplicate_pair (organisation, noticed_at desc) where state in ('open', 'unsure');
