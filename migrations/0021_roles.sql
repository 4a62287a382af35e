-- Roles that an organisation makes of what the house ships, teams, and row-level security for grants narrower than the
-- organisation: own people, a team's, a centre's.

-- The shipped roles are only named here: what they hold stands in src/kernel/roles.ts and goes with the program.
create table role (
  id text primary key,
  organisation uuid references organisation (id),
  name text,
  grants jsonb,
  defined_by uuid,
  defined_at timestamptz,
  retired_at timestamptz,
  constraint role_name_unique unique (organisation, name),
  constraint role_shipped check (
    (organisation is null) = (name is null) and (organisation is null) = (grants is null)
    and (organisation is null) = (defined_by is null) and (organisation is null) = (defined_at is null)
  )
);
insert into role (id) values
  ('front_desk'), ('orientation'), ('case_manager'), ('supervisor'), ('provider'), ('coordinator'), ('analyst'),
  ('communications'), ('verifier'), ('funder'), ('data_protection_officer'), ('administrator');
grant select, insert, update on role to arraigo_app;

alter table role_assignment
  drop constraint role_assignment_role,
  add constraint role_assignment_role foreign key (role) references role (id);

-- Users who share their people.
create table team (
  id uuid primary key,
  organisation uuid not null references organisation (id),
  name text not null,
  members uuid[] not null,
  constraint team_name_unique unique (organisation, name)
);
create index team_members on team using gin (members);
grant select, insert, update, delete on team to arraigo_app;

create view read.role with (security_invoker = true) as
  select id, organisation, name from role where organisation is not null and retired_at is null;

create view read.team with (security_invoker = true) as
  select id, organisation, name, members from team;

-- A role that was retired, or is another organisation's, holds nothing.
create or replace view read.membership with (security_invoker = true) as
  select r.app_user, r.organisation, o.name as organisation_name, o.class as organisation_class, o.time_zone,
    o.second_factor, o.lead, r.role, r.centre, c.name as centre_name, d.grants
  from role_assignment r
  join organisation o on o.id = r.organisation
  left join centre c on c.id = r.centre
  left join role d on d.id = r.role and d.organisation = r.organisation and d.retired_at is null
  where r.revoked_at is null
    and r.valid_from <= (now() at time zone o.time_zone)::date
    and (r.valid_until is null or r.valid_until >= (now() at time zone o.time_zone)::date);

-- Whose people: who welcomed them and follows them, and the centres that welcomed, follow and served them.
create view read.keeping with (security_invoker = true) as
  select person, organisation, registered_by as holder from person
  union all
  select person, organisation, centre from person where centre is not null
  union all
  select person, organisation, manager from case_file where manager is not null and closed_at is null
  union all
  select person, organisation, centre from case_file where centre is not null
  union all
  select person, organisation, centre from delivery where centre is not null;
create index person_registered_by on person (registered_by);
create index person_centre on person (centre) where centre is not null;
create index case_file_manager on case_file (manager) where manager is not null and closed_at is null;
create index case_file_centre on case_file (centre) where centre is not null;
create index delivery_centre on delivery (centre) where centre is not null;
grant select on read.role, read.team, read.keeping to arraigo_app;

-- True for everyone who sees what their organisation sees. Who sees only some of its people is given them by name at
-- the start of the transaction, so the policy reads nothing but the row at hand, on any server it lies on.
create function arraigo.within(person uuid) returns boolean
language sql stable parallel safe
return coalesce(current_setting('app.narrow', true), '') = ''
  or coalesce(current_setting('app.scope', true), '') = 'system'
  or coalesce(strpos(current_setting('app.people', true), person::text) > 0, false);

-- Beside `visible`, never instead of it: every table about a person made so far; later migrations say it themselves.
do $$
declare
  named regclass;
begin
  for named in
    select c.oid::regclass from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'person' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relrowsecurity
    order by 1
  loop
    execute format(
      'create policy within on %s as restrictive using (arraigo.within(person)) with check (arraigo.within(person))',
      named
    );
  end loop;
end
$$;
