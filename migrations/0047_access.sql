-- What an organisation is can change: one that served people begins to enforce migration law. Its id cannot change, so it
-- is closed for good and registered anew behind the firewall; two people of the organisation that leads decide.
alter table organisation
  add column closed_at timestamptz,
  -- The organisation that it is now. No reference: the firewall's check on references would refuse it.
  add column moved_to uuid,
  add constraint organisation_moved check ((closed_at is null) = (moved_to is null) and (moved_to is null or not lead)),
  add constraint organisation_moved_behind check (arraigo.behind_wall(moved_to));

create or replace view read.organisation with (security_invoker = true) as
  select id, name, class, time_zone, locale, lead, closed_at, moved_to from organisation;

-- Nobody acts for an organisation that is closed, whatever roles they held there.
create or replace view read.membership with (security_invoker = true) as
  select r.app_user, r.organisation, o.name as organisation_name, o.class as organisation_class, o.time_zone,
    o.second_factor, o.lead, r.role, r.centre, c.name as centre_name, d.grants
  from role_assignment r
  join organisation o on o.id = r.organisation
  left join centre c on c.id = r.centre
  left join role d on d.id = r.role and d.organisation = r.organisation and d.retired_at is null
  where r.revoked_at is null and o.closed_at is null
    and (r.offer is null or r.accepted_at is not null) and not r.unconfirmed
    and r.valid_from <= (now() at time zone o.time_zone)::date
    and (r.valid_until is null or r.valid_until >= (now() at time zone o.time_zone)::date);

create table organisation_move (
  id uuid primary key,
  -- The one that leads, whose people decide.
  organisation uuid not null references organisation (id),
  moved uuid not null references organisation (id),
  class text not null,
  because text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  allowed boolean,
  constraint organisation_move_class check (class in ('enforcement', 'consular')),
  constraint organisation_move_decided check (num_nulls(decided_by, decided_at, allowed) in (0, 3)),
  constraint organisation_move_by_two check (decided_by <> asked_by)
);
create unique index organisation_move_once on organisation_move (moved) where decided_at is null;
grant select, insert, update on organisation_move to arraigo_app;

-- Ends at once all that is shared with an organisation: in every table the catalogue knows, so that none is forgotten.
-- Only for one that is closed for good. What it saw before stays in the disclosure log, whose seals hold every word of it.
create function arraigo.end_sharing(closed uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  place record;
  scope text := coalesce(current_setting('app.scope', true), '');
begin
  if not exists (select from public.organisation where id = closed and closed_at is not null) then
    raise exception 'organisation % is not closed', closed;
  end if;
  -- Tables with forced row-level security show their owner nothing otherwise.
  perform set_config('app.scope', 'system', true);
  for place in
    select c.relname as relation from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'shared_with' and a.atttypid = 'uuid[]'::regtype
      and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'disclosure'
    order by 1
  loop
    -- A row by which it finds somebody is its own, and goes whole.
    if exists (select from pg_catalog.pg_attribute where attrelid = format('public.%I', place.relation)::regclass
      and attname = 'viewer' and not attisdropped)
    then
      execute format('delete from public.%I where viewer = $1 and organisation <> $1', place.relation) using closed;
    end if;
    execute format('update public.%I set shared_with = array_remove(shared_with, $1) where $1 = any (shared_with)',
      place.relation) using closed;
  end loop;
  perform set_config('app.scope', scope, true);
end
$$;
revoke all on function arraigo.end_sharing from public;
grant execute on function arraigo.end_sharing to arraigo_app;
