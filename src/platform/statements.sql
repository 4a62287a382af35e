-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @another#1 src/platform/attachments.ts
-- (uuid, uuid) → ()
select from attachment where id = $1 and person <> $2 limit 1;

-- @inserted#1 src/platform/attachments.ts
-- (uuid, uuid, uuid, text, text, int4, text, uuid, timestamptz) → ()
insert into attachment (person, id, organisation, name, media_type, size, sha256, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9) on conflict (person, id) do nothing;

-- @person#1 src/platform/attachments.ts
-- (uuid, uuid, uuid) → ()
select from read.snapshot where person = $1 union all (select from fact where person = $2 and organisation = $3 limit 1);

-- @run#1 src/platform/attachments.ts
-- (uuid, uuid, _uuid, uuid) → ()
update attachment set shared_with = array_append(shared_with, $1::uuid) where person = $2 and id = any ($3::uuid[]) and not $4::uuid = any (shared_with);

-- @placeOf#1 src/platform/database/app-pool.ts
-- () → (database name, role text, place text)
select current_database() as database, session_user::text as role, concat_ws(' ', pg_postmaster_start_time(), (select oid from pg_database where datname = current_database())) as place;

-- @refusePowers#1 src/platform/database/app-pool.ts
-- (name) → (power text)
select power from pg_roles r, lateral (values (r.rolsuper, 'is a superuser'), (r.rolbypassrls, 'bypasses row-level security'), (r.rolcreaterole, 'makes roles'), (r.rolcreatedb, 'makes databases'), (r.rolreplication, 'replicates'), (pg_has_role(r.oid, 'arraigo_app', 'USAGE'), 'inherits the rights of arraigo_app'), (exists (select from pg_auth_members m where m.member = r.oid and m.admin_option), 'gives roles away'), (exists (select from pg_roles o where pg_has_role(r.oid, o.oid, 'MEMBER') and o.oid <> r.oid and o.rolname <> 'arraigo_app'), 'is a member of more than arraigo_app'), (exists (select from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o' and d.classid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_namespace'::regclass, 'pg_database'::regclass)), 'owns tables, functions, a schema or a database') ) as checks (found, power) where r.rolname = $1 and found;

-- @done#1 src/platform/database/migrate.ts
-- () → (name text!, sha256 text!)
select name, sha256 from migration;

-- @migrate#1 src/platform/database/migrate.ts
-- (int8) → (pg_advisory_lock void)
select pg_advisory_lock($1);

-- @migrate#10 src/platform/database/migrate.ts
-- () → (pg_advisory_unlock_all void)
select pg_advisory_unlock_all();

-- @migrate#5 src/platform/database/migrate.ts
-- (text, text) → ()
insert into migration (name, sha256) values ($1, $2);

-- @withoutRowScope#1 src/platform/database/row-scope.ts
-- () → (narrowed text)
select current_setting('app.narrow', true) as narrowed;

-- @ask#1 src/platform/database/session-lock.ts
-- (text) → (done bool)
select pg_advisory_unlock(hashtextextended($1, 14)) as done;

-- @ask#1 src/platform/database/session-lock.ts
-- (text) → (done bool)
select pg_try_advisory_lock(hashtextextended($1, 14)) as done;

-- @keepWriteKey#1 src/platform/database/signed-write.ts
-- () → ()
select from pg_tables where schemaname = 'auth' and tablename = 'write_key';

-- @keepWriteKey#2 src/platform/database/signed-write.ts
-- (bytea, bytea) → ()
insert into auth.write_key as k (inner_key, outer_key) values ($1, $2) on conflict (one) do update set inner_key = excluded.inner_key, outer_key = excluded.outer_key where k.inner_key <> excluded.inner_key;

-- @admit#1 src/platform/devices.ts
-- (uuid, uuid, uuid, timestamptz, timestamptz) → ()
insert into device (id, organisation, holder, registered_at, seen_at) values ($1, $2, $3, $4, $5) on conflict (id) do nothing;

-- @admit#2 src/platform/devices.ts
-- (timestamptz, uuid) → (holder uuid!, revoked_at timestamptz?, database uuid)
update device set seen_at = $1 where id = $2 returning holder, revoked_at, (select id from installation) as database;

-- @begin#2 src/platform/execute.ts
-- (uuid) → (actor uuid!, outcome text!, output jsonb?, problem jsonb?, input_hash bytea!)
select actor, outcome, output, problem, input_hash from command_log where id = $1;

-- @getActiveRelease#1 src/platform/packs.ts
-- () → (id text!)
select id from pack_release where active;

-- @getRelease#1 src/platform/packs.ts
-- (text) → (content jsonb!)
select content from pack_release where id = $1;

-- @caseload#1 src/platform/pull.ts
-- (date, int8) → (person uuid!)
select person from fact where occurred_on >= $1 group by person order by max(xid) desc limit $2;

-- @erased#1 src/platform/pull.ts
-- (_uuid) → (person uuid)
select person from read.erased_person where person = any ($1::uuid[]);

-- @give#1 src/platform/pull.ts
-- (timestamptz, uuid, _uuid) → ()
update device_person set given_at = $1 where device = $2 and person = any ($3::uuid[]) and given_at is null;

-- @give#2 src/platform/pull.ts
-- (timestamptz, uuid, _uuid) → ()
update device_person set withdrawn_at = $1, xid = pg_current_xact_id() where device = $2 and withdrawn_at is null and person = any ($3::uuid[]);

-- @held#1 src/platform/pull.ts
-- (uuid, xid8) → (person uuid!)
select distinct f.person from fact f join device_person d on d.person = f.person where d.device = $1 and d.withdrawn_at is null and f.xid >= $2::xid8;

-- @list#1 src/platform/pull.ts
-- (uuid, uuid, _uuid) → ()
insert into device_person (person, device, organisation) select person, $1, $2 from unnest($3::uuid[]) as person on conflict (person, device) do update set xid = pg_current_xact_id(), withdrawn_at = null, given_at = case when device_person.withdrawn_at is null then device_person.given_at end;

-- @open#1 src/platform/pull.ts
-- () → (next text, mark text)
select pg_snapshot_xmin(pg_current_snapshot())::text as next, pg_current_xact_id()::text as mark;

-- @open#2 src/platform/pull.ts
-- (timestamptz, uuid) → ()
update device_person set withdrawn_at = $1, xid = pg_current_xact_id() where device = $2 and withdrawn_at is null;

-- @open#3 src/platform/pull.ts
-- (timestamptz, uuid, uuid, int8) → ()
update device_person set withdrawn_at = $1, xid = pg_current_xact_id() where device = $2 and person in ( select person from device_person where device = $3 and withdrawn_at is null order by xid desc, person offset $4);

-- @page#1 src/platform/pull.ts
-- (uuid, xid8, uuid, int8) → (person uuid!)
select person from device_person where device = $1 and xid >= $2::xid8 and withdrawn_at is null and person > $3 order by person limit $4;

-- @seen#1 src/platform/pull.ts
-- (xid8) → (person uuid!)
select distinct person from fact where xid >= $1::xid8;

-- @withdrawnSince#1 src/platform/pull.ts
-- (uuid, xid8) → (person uuid!)
select person from device_person where device = $1 and withdrawn_at is not null and xid >= $2::xid8;

-- @writeRecords#2 src/platform/record.ts
-- (uuid, text, uuid, uuid, uuid, int8, uuid, uuid, text, timestamptz, timestamptz, bytea, text, jsonb, jsonb, text) → ()
insert into command_log (id, name, organisation, actor, device, seq, after, replaces, pack_release, occurred_at, received_at, input_hash, outcome, output, problem, input) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- @writeRecords#3 src/platform/record.ts
-- (uuid, text, uuid, uuid, uuid, int8, uuid, uuid, text, timestamptz, timestamptz, bytea, text, jsonb, jsonb, text, jsonb, uuid, _uuid) → ()
with logged as ( insert into command_log (id, name, organisation, actor, device, seq, after, replaces, pack_release, occurred_at, received_at, input_hash, outcome, output, problem, input) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)) insert into fact (person, id, kind, occurred_on, occurred_at, recorded_at, organisation, shared_with, centre, actor, command, pack_release, data, sex, age_band, population_group, migration_status, nationality, place, disability) select f.person, f.id, f.kind, f.occurred_on, $10, $11, f.organisation, f.shared_with, $18, $4, $1, coalesce($9, ''), f.data, coalesce(s.sex, 'unknown'), arraigo.age_band(s.born, f.occurred_on), coalesce(s.population_group, 'unknown'), coalesce(s.migration_status, 'unknown'), coalesce(s.nationality, 'unknown'), coalesce(s.place, 'unknown'), coalesce(s.disability, 'unknown') from jsonb_to_recordset($17::jsonb) as f (person uuid, id uuid, kind text, occurred_on date, organisation uuid, shared_with uuid[], data jsonb) left join (select * from read.snapshot where person = any ($19::uuid[])) s on s.person = f.person;

-- @writeRecords#5 src/platform/record.ts
-- () → (disclose void)
select arraigo.disclose('2026-03-02T15:00:36.000Z', '01a22459-3aba-732e-afc8-fc648c6cdc25', '01a22459-3ae8-757e-a035-fe5cfc2329d5', 'consent.give', '{01a22459-694b-70ee-9d6a-74a8f754a0cb}', '{"evidence"}', 'consent', '01a22459-3aba-732e-afc8-fbe2c0eb8e71', '01a22459-699a-7327-8bb8-17d16a9047d1');

-- @place#1 src/platform/sync.ts
-- (uuid) → (expected int8)
select coalesce(max(seq), 0) + 1 as expected from command_log where device = $1;

-- @readLog#1 src/platform/sync.ts
-- (_uuid) → (id uuid!, actor uuid!, outcome text!, output jsonb?, problem jsonb?, input_hash bytea!)
select id, actor, outcome, output, problem, input_hash from command_log where id = any ($1::uuid[]);

-- @taken#1 src/platform/sync.ts
-- (_uuid, uuid) → (id uuid?, output jsonb?)
select c.replaces as id, c.output from command_log c join late_command l on l.id = c.replaces where c.replaces = any ($1::uuid[]) and c.outcome = 'applied' and l.device = $2;
