-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @shareCorrections#1 src/protect/own/sql.ts
-- (_uuid, uuid, uuid) → ()
update correction set shared_with = $1::uuid[] where person = $2 and organisation = $3;
