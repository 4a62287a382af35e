-- A role that waits and is made to wait again, by a new link or a new key, is no less the gift of whoever gave it first: neither of
-- the two confirms it.
alter table role_assignment
  -- Who gave it, or made it wait, before `granted_by` and since it was last confirmed.
  add column given_before uuid[] not null default '{}',
  add constraint role_assignment_confirmed_by_another check (confirmed_by is null or confirmed_by <> all (given_before));
