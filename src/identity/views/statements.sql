-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @insert#1 src/identity/views/sql.ts
-- (uuid, uuid, uuid, text, text, text, timestamptz) → ()
insert into saved_view (id, organisation, app_user, list, name, search, saved_at) values ($1, $2, $3, $4, $5, $6, $7);

-- @list#1 src/identity/views/sql.ts
-- (text) → (id uuid!, name text!, search text!)
select id, name, search from saved_view where list = $1 order by name;

-- @remove#1 src/identity/views/sql.ts
-- (uuid) → (id uuid!)
delete from saved_view where id = $1 returning id;
