-- A role in an organisation that did not open the account waits for the holder; one that its giver could gain by waits for
-- a second administrator. Until then it is no membership: no session, key, list or policy finds it.
alter table role_assignment
  -- One offer for all that an organisation offers somebody at a time; null where the account is the organisation's own.
  add column offer uuid,
  add column accepted_at timestamptz,
  add column granted_by uuid references app_user (id),
  add column unconfirmed boolean not null default false,
  add column confirmed_by uuid references app_user (id),
  add column confirmed_at timestamptz,
  add constraint role_assignment_accepted check (accepted_at is null or offer is not null),
  add constraint role_assignment_confirmed check (
    (confirmed_by is null) = (confirmed_at is null)
    and (confirmed_by is null or (not unconfirmed and confirmed_by <> app_user and confirmed_by <> granted_by))
  );

create or replace view read.membership with (security_invoker = true) as
  select r.app_user, r.organisation, o.name as organisation_name, o.class as organisation_class, o.time_zone,
    o.second_factor, o.lead, r.role, r.centre, c.name as centre_name, d.grants
  from role_assignment r
  join organisation o on o.id = r.organisation
  left join centre c on c.id = r.centre
  left join role d on d.id = r.role and d.organisation = r.organisation and d.retired_at is null
  where r.revoked_at is null
    and (r.offer is null or r.accepted_at is not null) and not r.unconfirmed
    and r.valid_from <= (now() at time zone o.time_zone)::date
    and (r.valid_until is null or r.valid_until >= (now() at time zone o.time_zone)::date);

create or replace view read.role with (security_invoker = true) as
  select id, organisation, name, grants from role where organisation is not null and retired_at is null;

-- Who holds a role of an organisation or waits for it, whether it has begun or not.
create view read.assignment with (security_invoker = true) as
  select r.app_user, r.organisation, r.role, d.grants,
    exists (select from auth.api_key k where k.app_user = r.app_user) as program
  from role_assignment r
  left join role d on d.id = r.role and d.organisation = r.organisation and d.retired_at is null
  where r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1);
grant select on read.assignment to arraigo_app;

-- Links that were opened before: whoever opened the account could still use them to take a role held elsewhere.
delete from auth.verification v using app_user a
where v.id = a.invitation and exists (
  select from role_assignment r
  where r.app_user = a.id and r.organisation <> a.organisation and r.revoked_at is null);
