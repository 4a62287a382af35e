-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @countHolders#1 src/identity/roles/sql.ts
-- (uuid) → (role text, holders int4)
select role, count(distinct app_user)::int as holders from read.membership where organisation = $1 group by role;

-- @countMembers#1 src/identity/roles/sql.ts
-- (uuid, _uuid) → (known int4)
select count(distinct app_user)::int as known from read.membership where organisation = $1 and app_user = any ($2::uuid[]);

-- @deleteTeam#1 src/identity/roles/sql.ts
-- (uuid, uuid) → ()
delete from team where id = $1 and organisation = $2;

-- @insertRole#1 src/identity/roles/sql.ts
-- (text, uuid, text, jsonb, uuid, timestamptz) → ()
insert into role (id, organisation, name, grants, defined_by, defined_at) values ($1, $2, $3, $4, $5, $6);

-- @insertTeam#1 src/identity/roles/sql.ts
-- (uuid, uuid, text, _uuid) → ()
insert into team (id, organisation, name, members) values ($1, $2, $3, $4::uuid[]);

-- @listHeldBy#1 src/identity/roles/sql.ts
-- (_uuid, uuid) → (user uuid, program bool, role text, grants jsonb)
select app_user as user, program, role, grants from read.assignment where app_user = any ($1::uuid[]) and organisation = $2;

-- @listHolders#1 src/identity/roles/sql.ts
-- (text, uuid) → (user uuid, program bool, role text, grants jsonb)
select h.app_user as user, h.program, b.role, b.grants from read.assignment h left join read.assignment b on b.app_user = h.app_user and b.organisation = h.organisation and b.role <> h.role where h.role = $1 and h.organisation = $2;

-- @listOwnRoles#1 src/identity/roles/sql.ts
-- (uuid) → (id text!, name text?, grants jsonb?)
select id, name, grants from role where organisation = $1 and retired_at is null and name is not null and grants is not null order by name;

-- @listTeams#1 src/identity/roles/sql.ts
-- (uuid) → (id uuid!, name text!, members json)
select t.id, t.name, coalesce(( select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name) from read.app_user u where u.id = any (t.members)), '[]') as members from team t where t.organisation = $1 order by t.name;

-- @lockMembers#1 src/identity/roles/sql.ts
-- (uuid, uuid) → (members _uuid!)
select members from team where id = $1 and organisation = $2 for update;

-- @lockRole#1 src/identity/roles/sql.ts
-- (text, uuid) → (grants jsonb?)
select grants from role where id = $1 and organisation = $2 and retired_at is null and grants is not null for update;

-- @retireRole#1 src/identity/roles/sql.ts
-- (timestamptz, text, uuid) → ()
update role set retired_at = $1 where id = $2 and organisation = $3 and retired_at is null;

-- @shipRoles#1 src/identity/roles/sql.ts
-- (_text) → ()
insert into role (id) select * from unnest($1::text[]) on conflict do nothing;

-- @updateRole#1 src/identity/roles/sql.ts
-- (text, jsonb, text, uuid) → ()
update role set name = $1, grants = $2 where id = $3 and organisation = $4 and retired_at is null;

-- @updateTeam#1 src/identity/roles/sql.ts
-- (text, _uuid, uuid, uuid) → ()
update team set name = $1, members = $2::uuid[] where id = $3 and organisation = $4;
