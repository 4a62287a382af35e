-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @fill#1 src/platform/backup/backup.ts
-- () → (name text, value text, called bool)
select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, start_value)::text as value, last_value is not null as called from pg_sequences order by 1;

-- @listMigrations#1 src/platform/backup/backup.ts
-- () → (name text!, sha256 text!)
select name, sha256 from public.migration order by name;

-- @listTables#1 src/platform/backup/backup.ts
-- () → (name text, columns _text, order text)
select format('%I.%I', n.nspname, c.relname) as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns, coalesce(string_agg( quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', ' order by array_position(k.indkey::int2[], a.attnum)) filter (where a.attnum = any (k.indkey::int2[])), 't::text collate "C"') as order from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype left join pg_index k on k.indrelid = c.oid and k.indisprimary where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' group by 1 order by 1;

-- @countMissing#1 src/platform/backup/restore.ts
-- (_text) → (count int4)
select count(*)::int as count from attachment a where not exists (select from unnest($1::text[]) as held where held = encode(a.sha256, 'hex'));

-- @liftConstraints#2 src/platform/backup/restore.ts
-- (_text) → (on text, name text, definition text)
select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'f' and conparentid = 0 and conrelid::regclass::text = any ($1) order by 1, 2;

-- @load#1 src/platform/backup/restore.ts
-- () → ()
delete from public.role where organisation is null;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth."user" where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth.account where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth.api_key where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth.attempt where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth.link_giver where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth.passkey where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth.refused_proof where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth.session where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth.sign_on where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth.two_factor where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from auth.verification where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from graphile_worker._private_job_queues where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from graphile_worker._private_jobs where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from graphile_worker._private_known_crontabs where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from graphile_worker._private_tasks where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.app_user where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.attachment where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.attachment_opening where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.break_glass where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.break_glass_review where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.case_file where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.centre where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.characterization where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.claim where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.claim_evidence where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.command_log where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.confidant where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.consent where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.consent_notice where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.consent_override where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.consent_words where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.contract where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.correction where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.data_key where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.delivery where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.demand where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.demand_decision where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.demand_disclosure where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.demand_document where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.device where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.device_document where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.device_person where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.device_rule where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.disclosure where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.disclosure_erasure where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.disclosure_seal where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.duplicate_pair where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.erasure where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.erasure_review where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.fact where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.firewall_refusal where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.goal where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.hand_over where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.household where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.household_member where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.identifier_holder where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.import_content where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.import_error where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.import_mapping where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.import_run where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.invoice_number where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.late_command where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.match_key where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.name_word where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.need where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.organisation where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.organisation_move where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.own_code where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.own_session where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.pack_release where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.paid_result where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.payment where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.person where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.person_contact where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.person_edit where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.person_identifier where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.person_share where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.plan_step where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.posting where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.principal where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.referral where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.referral_words where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.retelling where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.retention_walk where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.role where not (organisation is null) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.role_assignment where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.saved_view where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.sealed_note where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.second_factor_reset where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.service where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.service_edit where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.statement where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.statement_line where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.status_rule where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.team where not (false) limit 1;

-- @requireEmpty#1 src/platform/backup/restore.ts
-- () → ()
select from public.verification where not (false) limit 1;

-- @settle#1 src/platform/backup/restore.ts
-- () → (name text)
select format('%I.%I', schemaname, sequencename) as name from pg_sequences;

-- @settle#2 src/platform/backup/restore.ts
-- (regclass, int8, bool) → (setval int8)
select setval($1::regclass, $2::bigint, $3);

-- @placeOf#1 src/platform/database/app-pool.ts
-- () → (database name, role text, place text)
select current_database() as database, session_user::text as role, concat_ws(' ', pg_postmaster_start_time(), (select oid from pg_database where datname = current_database())) as place;

-- @refusePowers#1 src/platform/database/app-pool.ts
-- (name) → (power text)
select power from pg_roles r, lateral (values (r.rolsuper, 'is a superuser'), (r.rolbypassrls, 'bypasses row-level security'), (r.rolcreaterole, 'makes roles'), (r.rolcreatedb, 'makes databases'), (r.rolreplication, 'replicates'), (pg_has_role(r.oid, 'arraigo_app', 'USAGE'), 'inherits the rights of arraigo_app'), (exists (select from pg_auth_members m where m.member = r.oid and m.admin_option), 'gives roles away'), (exists (select from pg_roles o where pg_has_role(r.oid, o.oid, 'MEMBER') and o.oid <> r.oid and o.rolname <> 'arraigo_app'), 'is a member of more than arraigo_app'), (exists (select from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o' and d.classid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_namespace'::regclass, 'pg_database'::regclass)), 'owns tables, functions, a schema or a database') ) as checks (found, power) where r.rolname = $1 and found;

-- @createDatabase#1 src/platform/database/cluster.ts
-- (name) → ()
select from pg_database where datname = $1;

-- @describeOwner#1 src/platform/database/cluster.ts
-- (oid) → (name text)
select application_name as name from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and objid = $1 and granted;

-- @takeOwnership#1 src/platform/database/cluster.ts
-- (int8) → (mine bool)
select pg_try_advisory_lock($1) as mine;

-- @flushCommits#1 src/platform/database/connect.ts
-- () → (at pg_lsn)
select pg_logical_emit_message(true, 'arraigo', '') as at;

-- @readFunctions#1 src/platform/database/distribution.ts
-- () → (name text, refers _text)
select p.oid::regprocedure::text as name, array(select d.refobjid::regprocedure::text from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass) as refers from pg_proc p join pg_language l on l.oid = p.prolang where p.pronamespace = 'arraigo'::regnamespace and l.lanname = 'sql' and not p.proretset and not p.prosecdef order by 1;

-- @readPolicies#1 src/platform/database/distribution.ts
-- () → (table text, name text, using text)
select format('%I.%I', n.nspname, c.relname) as table, format('%I', p.polname) as name, pg_get_expr(p.polqual, p.polrelid) as using from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and pg_get_expr(p.polqual, p.polrelid) like '%( SELECT %' order by 1, 2;

-- @readRelations#1 src/platform/database/distribution.ts
-- () → (name text, schema name!, key _text, refers _text)
select format('%I.%I', n.nspname, c.relname) as name, n.nspname as schema, array( select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary ) as key, array( select distinct format('%I.%I', tn.nspname, t.relname) from pg_constraint k join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace where k.conrelid = c.oid and k.contype = 'f' and t.oid <> c.oid order by 1 ) as refers from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and not c.relispartition and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and not exists (select from pg_depend e where e.objid = c.oid and e.classid = 'pg_class'::regclass and e.deptype = 'e') order by 1;

-- @textsOf#1 src/platform/database/distribution.ts
-- () → (text text)
select format('%I', current_database()) as text;

-- @textsOf#1 src/platform/database/distribution.ts
-- (_name) → (text text)
select format('%I', rolname) as text from pg_roles where rolname = any ($1) and not rolcanlogin order by 1;

-- @textsOf#1 src/platform/database/distribution.ts
-- () → (text text)
select to_regclass('pg_dist_node')::text as text;

-- @textsOf#1 src/platform/database/distribution.ts
-- () → (text text)
select unnest(setconfig) as text from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase where d.datname = current_database() and s.setrole = 0;

-- @done#1 src/platform/database/migrate.ts
-- () → (name text!, sha256 text!)
select name, sha256 from migration;

-- @migrate#1 src/platform/database/migrate.ts
-- (int8) → (pg_advisory_lock void)
select pg_advisory_lock($1);

-- @migrate#5 src/platform/database/migrate.ts
-- (text, text) → ()
insert into migration (name, sha256) values ($1, $2);

-- @migrate#10 src/platform/database/migrate.ts
-- () → (pg_advisory_unlock_all void)
select pg_advisory_unlock_all();

-- @reach#1 src/platform/database/open.ts
-- () → (number int4, encoding text)
select current_setting('server_version_num')::integer as number, current_setting('server_encoding') as encoding;

-- @applyRowScope#1 src/platform/database/row-scope.ts
-- (uuid, uuid, uuid, bool) → (people text)
select coalesce(string_agg(person::text, ' '), '') as people from ( select distinct person from read.keeping where holder = any (array[$1, $2]::uuid[] || case when $4 then array( select unnest(members) from read.team where organisation = $3 and $1 = any (members) ) else '{}'::uuid[] end)) view;

-- @inOrganisationScope#1 src/platform/database/row-scope.ts
-- () → (organisation text, scope text, narrow text)
select coalesce(current_setting('app.organisation', true), '') as organisation, coalesce(current_setting('app.scope', true), '') as scope, coalesce(current_setting('app.narrow', true), '') as narrow;

-- @personsInScope#1 src/platform/database/row-scope.ts
-- (_uuid) → (person uuid)
select person from unnest($1::uuid[]) as person where arraigo.within(person);

-- @withoutRowScope#1 src/platform/database/row-scope.ts
-- () → (narrowed text)
select case when coalesce(current_setting('app.principal', true), '') = '' then current_setting('app.narrow', true) end as narrowed;

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

-- @writeAuth#1 src/platform/database/signed-write.ts
-- () → (id text)
select txid_current()::text as id;

-- @writeAuth#2 src/platform/database/signed-write.ts
-- (text, text, bytea) → (written int8)
select arraigo.write_auth($1, $2, $3) as written;

-- @holdKeys#1 src/platform/database/wrapping.ts
-- () → (pg_advisory_xact_lock_shared void)
select pg_advisory_xact_lock_shared(7243027);

-- @jobs#1 src/platform/erasing.ts
-- (text) → ()
select from attachment where sha256 = decode($1, 'hex') limit 1;

-- @run#1 src/platform/erasing.ts
-- (uuid, uuid, jsonb) → (forget_words void)
select arraigo.forget_words($1, $2, $3::jsonb);

-- @run#2 src/platform/erasing.ts
-- (uuid, uuid, _uuid, uuid) → (sha256 text)
with mine as ( select id, encode(sha256, 'hex') as sha256 from attachment where person = $1 and organisation = $2 and name <> '' and not id = any ($3::uuid[]) ), erased as ( update attachment a set name = '', size = 1, sha256 = decode(repeat('00', 32), 'hex') from mine where a.person = $4 and a.id = mine.id ) select distinct sha256 from mine;

-- @run#3 src/platform/erasing.ts
-- (uuid, uuid, _uuid) → ()
update attachment set name = 'evidence' where person = $1 and organisation = $2 and id = any ($3::uuid[]);

-- @begin#1 src/platform/execute.ts
-- () → (relname name, read int8)
select relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as read from pg_stat_xact_user_tables order by relid;

-- @begin#2 src/platform/execute.ts
-- (uuid) → (actor uuid!, outcome text!, output jsonb?, problem jsonb?, input_hash bytea!)
select actor, outcome, output, problem, input_hash from command_log where id = $1;

-- @another#1 src/platform/files/attachments.ts
-- (uuid, uuid) → ()
select from attachment where id = $1 and person <> $2 limit 1;

-- @entries#1 src/platform/files/attachments.ts
-- (uuid) → (media_type text!, uploaded_at timestamptz!, organisation uuid!, name text)
select a.media_type, a.uploaded_at, a.organisation, o.name from attachment a join read.organisation o on o.id = a.organisation where a.person = $1 order by a.uploaded_at desc;

-- @inserted#1 src/platform/files/attachments.ts
-- (uuid, uuid, uuid, text, text, int4, text, uuid, timestamptz) → ()
insert into attachment (person, id, organisation, name, media_type, size, sha256, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9) on conflict (person, id) do nothing;

-- @logOpening#1 src/platform/files/attachments.ts
-- (uuid, uuid, uuid, uuid, timestamptz) → ()
insert into attachment_opening (person, attachment, organisation, opened_by, opened_at) values ($1, $2, $3, $4, $5) on conflict (person, attachment, opened_by) do nothing;

-- @person#1 src/platform/files/attachments.ts
-- (uuid, uuid, uuid) → ()
select from read.snapshot where person = $1 union all (select from read.person_fact where person = $2 and organisation = $3 limit 1);

-- @row#1 src/platform/files/attachments.ts
-- (uuid) → (person uuid!, organisation uuid!, name text!, media_type text!, size int4!, sha256 text)
select person, organisation, name, media_type, size, encode(sha256, 'hex') as sha256 from attachment where id = $1 and name <> '' order by uploaded_at limit 1;

-- @run#1 src/platform/files/attachments.ts
-- (uuid, uuid, _uuid, uuid) → ()
update attachment set shared_with = array_append(shared_with, $1::uuid) where person = $2 and id = any ($3::uuid[]) and not $4::uuid = any (shared_with);

-- @run#2 src/platform/files/attachments.ts
-- (uuid, uuid, _uuid, uuid) → ()
update attachment set shared_with = array_remove(shared_with, $1::uuid) where person = $2 and id = any ($3::uuid[]) and $4::uuid = any (shared_with);

-- @same#1 src/platform/files/attachments.ts
-- (uuid, uuid, text) → ()
select from attachment where person = $1 and id = $2 and sha256 = decode($3, 'hex');

-- @databaseLoad#1 src/platform/health/health.ts
-- () → (doing text, sessions int4, longest float8)
select case when state is null then 'not visible' when state <> 'active' then state else 'active: ' || coalesce(wait_event_type || ' ' || wait_event, 'CPU') end as doing, count(*)::int as sessions, max(extract(epoch from clock_timestamp() - query_start) * 1000) filter (where state = 'active')::float8 as longest from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state is distinct from 'idle' group by doing order by doing;

-- @databaseLoad#2 src/platform/health/health.ts
-- () → (running bool)
select wait_event is distinct from 'CheckpointerMain' as running from pg_stat_activity where backend_type = 'checkpointer';

-- @countAttempt#1 src/platform/http/attempts.ts
-- (text, int4) → ()
insert into auth.attempt as a (key, failures, since) values ($1, 1, now()) on conflict (key) do update set failures = case when a.since <= now() - interval '15 minutes' then 1 else a.failures + 1 end, since = case when a.since <= now() - interval '15 minutes' then now() else a.since end where a.failures < $2 or a.since <= now() - interval '15 minutes';

-- @countAttempt#2 src/platform/http/attempts.ts
-- (text) → (until timestamptz, retry_after int4)
select since + interval '15 minutes' as until, greatest(1, ceil(extract(epoch from since + interval '15 minutes' - now())))::integer as retry_after from auth.attempt where key = $1;

-- @forgiveAttempt#1 src/platform/http/attempts.ts
-- (_text, _text) → ()
with refund as ( update auth.attempt set failures = greatest(failures - 1, 0) where key = any ($1) ) delete from auth.attempt where key = any ($2) or since < now() - interval '1 day';

-- @api#1 src/platform/http/http.ts
-- () → (?column? int4)
select 1;

-- @joinQueue#1 src/platform/jobs.ts
-- (text) → (alone bool)
select pg_try_advisory_lock(hashtextextended($1, 0)) as alone;

-- @joinQueue#2 src/platform/jobs.ts
-- () → (force_unlock_workers void)
select graphile_worker.force_unlock_workers( array(select distinct locked_by from graphile_worker.jobs where locked_by is not null));

-- @joinQueue#3 src/platform/jobs.ts
-- (text) → (pg_advisory_lock_shared void)
select pg_advisory_lock_shared(hashtextextended($1, 0));

-- @joinQueue#4 src/platform/jobs.ts
-- (text) → (pg_advisory_unlock bool)
select pg_advisory_unlock(hashtextextended($1, 0));

-- @closedOf#1 src/platform/live.ts
-- (_uuid) → (id uuid)
select id from read.organisation where id = any ($1) and closed_at is not null;

-- @isLongAgo#1 src/platform/live.ts
-- (numeric, numeric) → (long bool)
select pg_snapshot_xmin(pg_current_snapshot())::text::numeric - $1::numeric > $2 as long;

-- @kinds#1 src/platform/live.ts
-- (xid8) → (id uuid!, kind text!, subject_kind text!, subject uuid!, organisation uuid!, shared_with _uuid!)
select distinct on (kind, organisation, shared_with) id, kind, subject_kind, subject, organisation, shared_with from fact where xid >= $1::xid8;

-- @position#1 src/platform/live.ts
-- () → (next text)
select pg_snapshot_xmin(pg_current_snapshot())::text as next;

-- @readMoved#1 src/platform/live.ts
-- (xid8, int8) → (id uuid!, kind text!, subject_kind text!, subject uuid!, organisation uuid!, shared_with _uuid!)
select id, kind, subject_kind, subject, organisation, shared_with from fact where xid >= $1::xid8 limit $2;

-- @send#1 src/platform/notify.ts
-- (text, text) → (pg_notify void)
select pg_notify($1, $2);

-- @activateRelease#2 src/platform/packs/packs.ts
-- (text) → ()
update pack_release set active = false where active and id <> $1;

-- @activateRelease#3 src/platform/packs/packs.ts
-- (text, text, text, jsonb) → ()
insert into pack_release (id, pack, version, content, active) values ($1, $2, $3, $4::jsonb, true) on conflict (id) do update set active = true;

-- @findActive#1 src/platform/packs/packs.ts
-- () → (id text!)
select id from pack_release where active;

-- @getRelease#1 src/platform/packs/packs.ts
-- (text) → (content jsonb!)
select content from pack_release where id = $1;

-- @getWithFormerTerms#1 src/platform/packs/packs.ts
-- (text, text) → (id text!)
select id from pack_release where pack = $1 and id <> $2 order by loaded_at desc, id;

-- @loadPack#1 src/platform/packs/packs.ts
-- (text, text, bytea) → ()
insert into pack_sound (hash, media_type, sound) values ($1, $2, $3) on conflict do nothing;

-- @writeRecords#2 src/platform/record.ts
-- (uuid, text, uuid, uuid, uuid, int8, uuid, uuid, text, timestamptz, timestamptz, bytea, text, jsonb, jsonb, text) → ()
insert into command_log (id, name, organisation, actor, device, seq, after, replaces, pack_release, occurred_at, received_at, input_hash, outcome, output, problem, input) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- @writeRecords#3 src/platform/record.ts
-- (jsonb, _uuid, timestamptz, timestamptz, uuid, uuid, uuid, text) → ()
insert into fact (subject_kind, subject, id, kind, occurred_on, occurred_at, recorded_at, organisation, shared_with, centre, actor, command, pack_release, data, sex, age_band, population_group, migration_status, nationality, place, disability, xid) with given as materialized ( select *, case subject_kind when 'person' then 'unknown' end as none, pg_current_xact_id() as xid from jsonb_to_recordset($1::jsonb) as f (subject_kind text, subject uuid, id uuid, kind text, occurred_on date, organisation uuid, shared_with uuid[], data jsonb) ) select f.subject_kind, f.subject, f.id, f.kind, f.occurred_on, $3, $4, f.organisation, f.shared_with, $5, $6, $7, $8, f.data, coalesce(s.sex, f.none), case f.subject_kind when 'person' then arraigo.age_band(s.born, f.occurred_on) end, coalesce(s.population_group, f.none), coalesce(s.migration_status, f.none), coalesce(s.nationality, f.none), coalesce(s.place, f.none), coalesce(s.disability, f.none), f.xid from given f left join (select * from read.snapshot where person = any ($2::uuid[])) s on s.person = f.subject and f.subject_kind = 'person' on conflict do nothing;

-- @writeRecords#4 src/platform/record.ts
-- (text, json, timestamptz, text) → (enqueue void)
select arraigo.enqueue($1, $2, $3, $4);

-- @writeRecords#5 src/platform/record.ts
-- () → (disclose void)
select arraigo.disclose('2026-03-02T15:00:00.000Z', '01a226ac-4d6d-730c-b1ca-fde4863b119f', '01a226ad-c861-727f-bdb5-976dfcf8333b', 'plot.look', '{01a226ad-c864-7691-b820-7173102824d1}', '{"name"}', 'test', null, null);

-- @writeRecords#5 src/platform/record.ts
-- () → (disclose void)
select arraigo.disclose('2026-03-02T15:00:36.000Z', '01a22894-280f-7579-a149-86fa077b0b2f', '01a22894-281f-74f5-956f-46f34c19e4c6', 'consent.give', '{01a22894-4ab8-76db-a56f-1e0e58081c40}', '{"evidence"}', 'consent', '01a22894-280f-7579-a149-821494a68886', '01a22894-4afe-73e8-9df5-2d8f901494cd');

-- @writeRecords#5 src/platform/record.ts
-- () → (disclose void)
select arraigo.disclose('2026-03-02T15:04:07.000Z', '01a22754-40d0-7561-b634-7353e0de6d08', '01a22754-9e3f-7768-9e43-bfdb8c751d77', 'own.confirm', '{01a22754-9e3f-7768-9e43-bfdb8c751d77}', '{"status"}', 'referral', '01a22754-40d0-7561-b634-7654f1d0ad42', null);

-- @freeJobs#1 src/platform/renew.ts
-- () → ()
update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null;

-- @freeJobs#1 src/platform/renew.ts
-- () → ()
update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null;

-- @isFromElsewhere#1 src/platform/renew.ts
-- () → (found bool)
select exists (select from fact where xid >= pg_snapshot_xmax(pg_current_snapshot())) as found;

-- @renew#2 src/platform/renew.ts
-- () → ()
update installation set id = gen_random_uuid();

-- @renew#3 src/platform/renew.ts
-- () → (name text, field text)
select format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as field from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where c.relkind in ('r', 'p') and not c.relispartition and a.atttypid = 'xid8'::regtype and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' order by 1, 2;

-- @renew#4 src/platform/renew.ts
-- () → ()
update public.device_document set xid = pg_current_xact_id() where xid > pg_current_xact_id();

-- @renew#4 src/platform/renew.ts
-- () → ()
update public.device_person set xid = pg_current_xact_id() where xid > pg_current_xact_id();

-- @renew#4 src/platform/renew.ts
-- () → ()
update public.fact set xid = pg_current_xact_id() where xid > pg_current_xact_id();

-- @safeContacts#1 src/platform/safe-contact.ts
-- (_uuid, text) → (person uuid, kind text, value text)
select person, kind, value from read.safe_contact where person = any ($1::uuid[]) and channel = $2 order by value;

-- @unsafeOnOthers#1 src/platform/safe-contact.ts
-- (jsonb, _uuid) → (person uuid, value text, channel text)
select distinct c.person, c.value, u.channel from jsonb_to_recordset($1::jsonb) as c (person uuid, value text, others uuid[]) join read.unsafe_reached u on u.person = any (c.others) and arraigo.same_reached(u.reached, arraigo.reached(c.value)) where u.person = any ($2::uuid[]);

-- @samePeople#1 src/platform/same-person.ts
-- (_uuid) → (person uuid, kept uuid, people _uuid, besides _uuid, assigned jsonb, since timestamptz)
select person, kept, people, besides, assigned, since from read.same_person where person = any ($1::uuid[]);

-- @jobs#1 src/platform/sweep.ts
-- (text) → ()
select from attachment where sha256 = decode($1, 'hex') limit 1;

-- @doubt#1 src/platform/sync/pull-lists.ts
-- (uuid, text, _uuid) → ()
update device_document set digest = '' where device = $1 and list = $2 and document = any ($3::uuid[]);

-- @forget#1 src/platform/sync/pull-lists.ts
-- (uuid, text, timestamptz, int4) → ()
delete from device_document where device = $1 and list = $2 and withdrawn_at < $3::timestamptz - make_interval(days => $4);

-- @give#1 src/platform/sync/pull-lists.ts
-- (uuid, text, uuid, timestamptz, jsonb) → ()
insert into device_document (device, list, document, organisation, digest, persons, given_at) select $1, $2, document, $3, decode(digest, 'hex'), persons, $4 from jsonb_to_recordset($5::jsonb) as changed (document uuid, digest text, persons uuid[]) on conflict (device, list, document) do update set digest = excluded.digest, persons = excluded.persons, given_at = excluded.given_at, withdrawn_at = null, xid = pg_current_xact_id();

-- @held#1 src/platform/sync/pull-lists.ts
-- (xid8, timestamptz, int4, uuid, text) → (document uuid!, digest text, isWithdrawn bool, isUnconfirmed bool, xid text, isForgotten bool)
select document, encode(digest, 'hex') as digest, withdrawn_at is not null as "isWithdrawn", xid > $1::xid8 as "isUnconfirmed", xid::text as xid, coalesce(withdrawn_at < $2::timestamptz - make_interval(days => $3), false) as "isForgotten" from device_document where device = $4 and list = $5;

-- @transaction#1 src/platform/sync/pull-lists.ts
-- () → (xid text)
select pg_current_xact_id()::text as xid;

-- @withdraw#1 src/platform/sync/pull-lists.ts
-- (timestamptz, uuid, text, _uuid) → ()
update device_document set withdrawn_at = $1, xid = pg_current_xact_id() where device = $2 and list = $3 and document = any ($4::uuid[]);

-- @withdrawAll#1 src/platform/sync/pull-lists.ts
-- (timestamptz, uuid, text) → ()
update device_document set withdrawn_at = $1, xid = pg_current_xact_id() where device = $2 and list = $3 and withdrawn_at is null;

-- @caseload#1 src/platform/sync/pull.ts
-- (date, int8) → (person uuid)
select person from read.person_fact where occurred_on >= $1 group by person order by max(xid) desc limit $2;

-- @companions#1 src/platform/sync/pull.ts
-- (uuid, uuid) → (member uuid)
select distinct unnest(members) as member from read.team where organisation = $1 and $2 = any (members) order by 1;

-- @erased#1 src/platform/sync/pull.ts
-- (_uuid) → (person uuid)
select person from read.erased_person where person = any ($1::uuid[]);

-- @give#1 src/platform/sync/pull.ts
-- (timestamptz, uuid, _uuid) → ()
update device_person set given_at = $1 where device = $2 and person = any ($3::uuid[]) and given_at is null;

-- @give#2 src/platform/sync/pull.ts
-- (timestamptz, uuid, _uuid) → ()
update device_person set withdrawn_at = $1, xid = pg_current_xact_id() where device = $2 and withdrawn_at is null and person = any ($3::uuid[]);

-- @held#1 src/platform/sync/pull.ts
-- (uuid, xid8) → (person uuid)
select distinct f.person from read.person_fact f join device_person d on d.person = f.person where d.device = $1 and d.withdrawn_at is null and f.xid >= $2::xid8;

-- @list#1 src/platform/sync/pull.ts
-- (uuid, uuid, _uuid) → ()
insert into device_person (person, device, organisation, xid) select person, $1, $2, pg_current_xact_id() from unnest($3::uuid[]) as person on conflict (person, device) do update set xid = excluded.xid, withdrawn_at = null, given_at = case when device_person.withdrawn_at is null then device_person.given_at end;

-- @movedAsSame#1 src/platform/sync/pull.ts
-- (uuid) → (person uuid!, people _uuid)
select d.person, s.people from device_person d join read.same_person s on s.person = d.person where d.device = $1 and d.withdrawn_at is null;

-- @movedAsSame#2 src/platform/sync/pull.ts
-- (_uuid, xid8) → (person uuid)
select distinct person from read.person_fact where person = any ($1::uuid[]) and xid >= $2::xid8;

-- @open#1 src/platform/sync/pull.ts
-- (xid8) → (next text, mark text)
select least(pg_snapshot_xmin(pg_current_snapshot()), $1::xid8)::text as next, pg_current_xact_id()::text as mark;

-- @open#2 src/platform/sync/pull.ts
-- (timestamptz, uuid) → ()
update device_person set withdrawn_at = $1, xid = pg_current_xact_id() where device = $2 and withdrawn_at is null;

-- @open#3 src/platform/sync/pull.ts
-- (timestamptz, uuid, uuid, int8) → ()
update device_person set withdrawn_at = $1, xid = pg_current_xact_id() where device = $2 and person in ( select person from device_person where device = $3 and withdrawn_at is null order by xid desc, person offset $4);

-- @page#1 src/platform/sync/pull.ts
-- (uuid, xid8, uuid, int8) → (person uuid!)
select person from device_person where device = $1 and xid >= $2::xid8 and withdrawn_at is null and person > $3 order by person limit $4;

-- @seen#1 src/platform/sync/pull.ts
-- (xid8) → (person uuid)
select distinct person from read.person_fact where xid >= $1::xid8;

-- @withdrawnSince#1 src/platform/sync/pull.ts
-- (uuid, xid8) → (person uuid!)
select person from device_person where device = $1 and withdrawn_at is not null and xid >= $2::xid8;

-- @ownTransaction#1 src/platform/sync/sync.ts
-- () → (id text)
select pg_current_xact_id()::text as id;

-- @place#1 src/platform/sync/sync.ts
-- (uuid) → (expected int8)
select coalesce(max(seq), 0) + 1 as expected from command_log where device = $1;

-- @readLog#1 src/platform/sync/sync.ts
-- (_uuid) → (id uuid!, actor uuid!, outcome text!, output jsonb?, problem jsonb?, input_hash bytea!)
select id, actor, outcome, output, problem, input_hash from command_log where id = any ($1::uuid[]);

-- @taken#1 src/platform/sync/sync.ts
-- (_uuid) → (id uuid?, output jsonb?)
select replaces as id, output from command_log where replaces is not null and replaces = any ($1::uuid[]) and outcome = 'applied';
