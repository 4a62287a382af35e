-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @insert#1 src/serve/services/sql.ts
-- (uuid, uuid, uuid, text, text, text, _text, int4, timestamptz) → ()
insert into service (id, organisation, centre, kind, name, about, languages, capacity, assured_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9);
