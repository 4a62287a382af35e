-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @confirm#1 src/protect/recordings/sql.ts
-- (uuid, timestamptz, uuid) → ()
update recording set confirmed_by = $1, confirmed_at = $2 where id = $3;

-- @forgetOf#1 src/protect/recordings/sql.ts
-- (uuid) → ()
delete from recording where organisation = $1;

-- @insert#1 src/protect/recordings/sql.ts
-- (uuid, uuid, text, text, text, text, text, bytea, uuid, timestamptz) → ()
insert into recording (id, organisation, pack, text_key, language, text_hash, media_type, sound, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- @lock#1 src/protect/recordings/sql.ts
-- (uuid, uuid) → (recorded_by uuid!, confirmed_by uuid?)
select recorded_by, confirmed_by from recording where id = $1 and organisation = $2 and retired_at is null for update;

-- @retire#1 src/protect/recordings/sql.ts
-- (timestamptz, uuid) → ()
update recording set retired_at = $1, sound = null where id = $2;

-- @retireEarlier#1 src/protect/recordings/sql.ts
-- (timestamptz, uuid, text, text, text) → ()
update recording set retired_at = $1, sound = null where recorded_by = $2 and pack = $3 and text_key = $4 and language = $5 and confirmed_by is null and retired_at is null;

-- @soundOf#1 src/protect/recordings/sql.ts
-- (uuid, uuid) → (type text!, sound bytea?, recorded_by uuid!, confirmed_by uuid?)
select media_type as type, sound, recorded_by, confirmed_by from recording where id = $1 and organisation = $2 and retired_at is null;

-- @soundOfPack#1 src/protect/recordings/sql.ts
-- (text) → (type text!, sound bytea!)
select media_type as type, sound from pack_sound where hash = $1;

-- @standing#1 src/protect/recordings/sql.ts
-- (uuid, text) → (id uuid!, text_key text!, language text!, text_hash text!, recorded_by uuid!, recorded_by_name text, confirmed_by uuid?)
select r.id, r.text_key, r.language, r.text_hash, r.recorded_by, u.name as recorded_by_name, r.confirmed_by from recording r left join read.app_user u on u.id = r.recorded_by where r.organisation = $1 and r.pack = $2 and r.retired_at is null order by r.recorded_at desc, r.id desc limit 5000;

-- @lines#1 src/protect/recordings/worklist.ts
-- (uuid, uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, by text)
select r.id, r.recorded_at as at, u.name as by from recording r left join read.app_user u on u.id = r.recorded_by where r.organisation = $1 and r.retired_at is null and r.confirmed_by is null and r.recorded_by <> $2 and (r.recorded_at, r.id) > ($3, $4::uuid) order by r.recorded_at, r.id limit $5;

-- @lines#1 src/protect/recordings/worklist.ts
-- (uuid, uuid, int8) → (id uuid!, at timestamptz!, by text)
select r.id, r.recorded_at as at, u.name as by from recording r left join read.app_user u on u.id = r.recorded_by where r.organisation = $1 and r.retired_at is null and r.confirmed_by is null and r.recorded_by <> $2 order by r.recorded_at, r.id limit $3;
