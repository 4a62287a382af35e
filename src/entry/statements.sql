-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @clear#2 src/entry/demonstration/demonstrate.ts
-- (_name) → (name text)
select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth') and tablename <> all ($1);

-- @clear#4 src/entry/demonstration/demonstrate.ts
-- () → (complete_jobs _private_jobs)
select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs));

-- @completeJobs#1 src/entry/demonstration/demonstrate.ts
-- (_text) → (complete_jobs _private_jobs)
select graphile_worker.complete_jobs(array( select id from graphile_worker.jobs where task_identifier = any ($1)));

-- @filledSoFar#1 src/entry/demonstration/demonstrate.ts
-- () → (marked text, inhabited bool)
select obj_description('installation'::regclass) as marked, exists (select from read.organisation) as inhabited;

-- @createAdministrator#2 src/entry/first-administrator.ts
-- () → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended('an administrator is made', 0));

-- @eraseAgain#1 src/entry/tasks/restore.ts
-- () → ()
select from pack_release where active;
