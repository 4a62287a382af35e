-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @advance#1 src/serve/imports/sql/checks.ts
-- (text, int4, int4, int4, int4, int4, timestamptz, timestamptz, uuid) → ()
update import_check set state = $1, done = $2, imported = $3, known = $4, refused = $5, partly = $6, started_at = coalesce(started_at, $7), ended_at = $8 where import_run = $9;

-- @begin#1 src/serve/imports/sql/checks.ts
-- (uuid) → ()
delete from import_check_flaw where import_run = $1;

-- @begin#2 src/serve/imports/sql/checks.ts
-- (uuid, jsonb, jsonb, uuid) → (attempt int4!)
insert into import_check (import_run, state, mapping, actor, organisation) values ($1, 'waiting', $2::jsonb, $3::jsonb, $4) on conflict (import_run) do update set attempt = import_check.attempt + 1, state = excluded.state, mapping = excluded.mapping, actor = excluded.actor, done = 0, imported = 0, known = 0, refused = 0, partly = 0, started_at = null, ended_at = null returning attempt;

-- @countFlaws#1 src/serve/imports/sql/checks.ts
-- (uuid, text) → (n int4)
select count(*)::int as n from (select from (select row, "column", reason, about, refused from import_check_flaw where import_run = $1) f where true and f.reason = $2 limit 10001) counted;

-- @countFlaws#1 src/serve/imports/sql/checks.ts
-- (uuid) → (n int4)
select count(*)::int as n from (select from (select row, "column", reason, about, refused from import_check_flaw where import_run = $1) f where true limit 10001) counted;

-- @countFlaws#1 src/serve/imports/sql/checks.ts
-- (uuid, uuid) → (n int4)
select count(*)::int as n from (select from (select row, coalesce("column", '') as "column", reason, about, true as refused from import_error where import_run = $1 union all select row, "column", reason, about, false from import_left_out where import_run = $2) f where true limit 10001) counted;

-- @end#1 src/serve/imports/sql/checks.ts
-- (text, timestamptz, uuid) → ()
update import_check set state = $1, ended_at = $2 where import_run = $3;

-- @findCheck#1 src/serve/imports/sql/checks.ts
-- (uuid) → (import_run uuid!, attempt int4!, state text!, mapping jsonb!, actor jsonb!, done int4!, imported int4!, known int4!, refused int4!, partly int4!, started_at timestamptz?, ended_at timestamptz?, organisation uuid!, shared_with _uuid!)
select * from import_check where import_run = $1;

-- @flaws#1 src/serve/imports/sql/checks.ts
-- (uuid, numeric, uuid, int8) → (row int4!, column text, reason text!, about int4?, refused bool!, key text, key_id uuid)
select f.row, nullif(f."column", '') as "column", f.reason, f.about, f.refused, (f.row)::text as key, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid as key_id from (select row, "column", reason, about, refused from import_check_flaw where import_run = $1) f where true and (f.row, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid) > ($2::numeric, $3::uuid) order by f.row asc, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid asc limit $4;

-- @flaws#1 src/serve/imports/sql/checks.ts
-- (uuid, _text, int8) → (row int4!, column text, reason text!, about int4?, refused bool!, key text, key_id uuid)
select f.row, nullif(f."column", '') as "column", f.reason, f.about, f.refused, (f.row)::text as key, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid as key_id from (select row, "column", reason, about, refused from import_check_flaw where import_run = $1) f where true and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', f.row, f."column"), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) order by f.row asc, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid asc limit $3;

-- @flaws#1 src/serve/imports/sql/checks.ts
-- (uuid, text, int8) → (row int4!, column text, reason text!, about int4?, refused bool!, key text, key_id uuid)
select f.row, nullif(f."column", '') as "column", f.reason, f.about, f.refused, (f.row)::text as key, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid as key_id from (select row, "column", reason, about, refused from import_check_flaw where import_run = $1) f where true and f."column" = $2 order by f.row asc, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid asc limit $3;

-- @flaws#1 src/serve/imports/sql/checks.ts
-- (uuid, text, int8) → (row int4!, column text, reason text!, about int4?, refused bool!, key text, key_id uuid)
select f.row, nullif(f."column", '') as "column", f.reason, f.about, f.refused, (f.row)::text as key, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid as key_id from (select row, "column", reason, about, refused from import_check_flaw where import_run = $1) f where true and f.reason = $2 order by f.row asc, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid asc limit $3;

-- @flaws#1 src/serve/imports/sql/checks.ts
-- (uuid, bool, int8) → (row int4!, column text, reason text!, about int4?, refused bool!, key text, key_id uuid)
select f.row, nullif(f."column", '') as "column", f.reason, f.about, f.refused, (f.row)::text as key, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid as key_id from (select row, "column", reason, about, refused from import_check_flaw where import_run = $1) f where true and f.refused = $2 order by f.row asc, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid asc limit $3;

-- @flaws#1 src/serve/imports/sql/checks.ts
-- (uuid, int8) → (row int4!, column text, reason text!, about int4?, refused bool!, key text, key_id uuid)
select f.row, nullif(f."column", '') as "column", f.reason, f.about, f.refused, (f.row)::text as key, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid as key_id from (select row, "column", reason, about, refused from import_check_flaw where import_run = $1) f where true order by f.row asc, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid asc limit $2;

-- @flaws#1 src/serve/imports/sql/checks.ts
-- (uuid, int8) → (row int4!, column text, reason text!, about int4?, refused bool!, key text, key_id uuid)
select f.row, nullif(f."column", '') as "column", f.reason, f.about, f.refused, (f.row)::text as key, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid as key_id from (select row, "column", reason, about, refused from import_check_flaw where import_run = $1) f where true order by f.row desc, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid desc limit $2;

-- @flaws#1 src/serve/imports/sql/checks.ts
-- (uuid, uuid, int8) → (row int4, column text, reason text, about int4, refused bool, key text, key_id uuid)
select f.row, nullif(f."column", '') as "column", f.reason, f.about, f.refused, (f.row)::text as key, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid as key_id from (select row, coalesce("column", '') as "column", reason, about, true as refused from import_error where import_run = $1 union all select row, "column", reason, about, false from import_left_out where import_run = $2) f where true order by f.row asc, ('00000000-0000-4000-8000-' || left(md5(f.row || ' ' || f."column"), 12))::uuid asc limit $3;

-- @insertFlaws#1 src/serve/imports/sql/checks.ts
-- (uuid, bool, uuid, jsonb) → ()
insert into import_check_flaw (import_run, row, "column", reason, about, refused, organisation) select $1, e.row, coalesce(e."column", ''), e.reason, e.about, $2, $3 from jsonb_to_recordset($4::jsonb) as e (row int, "column" text, reason text, about int) on conflict (import_run, row, "column") do nothing;

-- @kindsOfFlaws#1 src/serve/imports/sql/checks.ts
-- (uuid, int8) → (column text, reason text!, refused bool!, flaws int4)
select nullif(f."column", '') as "column", f.reason, f.refused, count(*)::int as flaws from (select row, "column", reason, about, refused from import_check_flaw where import_run = $1) f group by 1, 2, 3 order by 4 desc, 1, 2 limit $2;

-- @kindsOfFlaws#1 src/serve/imports/sql/checks.ts
-- (uuid, uuid, int8) → (column text, reason text, refused bool, flaws int4)
select nullif(f."column", '') as "column", f.reason, f.refused, count(*)::int as flaws from (select row, coalesce("column", '') as "column", reason, about, true as refused from import_error where import_run = $1 union all select row, "column", reason, about, false from import_left_out where import_run = $2) f group by 1, 2, 3 order by 4 desc, 1, 2 limit $3;

-- @lockCheck#1 src/serve/imports/sql/checks.ts
-- (uuid) → (import_run uuid!, attempt int4!, state text!, mapping jsonb!, actor jsonb!, done int4!, imported int4!, known int4!, refused int4!, partly int4!, started_at timestamptz?, ended_at timestamptz?, organisation uuid!, shared_with _uuid!)
select * from import_check where import_run = $1 for update;

-- @advance#1 src/serve/imports/sql/runs.ts
-- (int4, int4, int4, int4, int4, timestamptz, uuid) → ()
update import_run set rows = $1, imported = $2, known = $3, refused = $4, partly = $5, started_at = $6 where id = $7;

-- @broughtBefore#1 src/serve/imports/sql/runs.ts
-- (uuid, text, uuid, text, int8) → (mapping jsonb)
select mapping from ( select mapping, max(at) as at from ( select mapping, started_at as at from import_run where organisation = $1 and source = $2 and started_at is not null and mapping is not null union all select mapping, used_at from import_mapping where organisation = $3 and source = $4) used group by mapping) each order by at desc limit $5;

-- @broughtBefore#2 src/serve/imports/sql/runs.ts
-- (text, uuid, text, uuid, text, uuid, text, int8) → (day text)
select distinct (at at time zone $1)::date::text as day from ( select unnest(array[started_at, ended_at]) as at from import_run where organisation = $2 and source = $3 union all select taken_at from import_content where organisation = $4 and source = $5 union all select used_at from import_mapping where organisation = $6 and source = $7) used where at is not null order by 1 desc limit $8;

-- @count#1 src/serve/imports/sql/runs.ts
-- (uuid, text, _text) → (n int4)
select count(*)::int as n from (select from import_run i where i.organisation = $1 and i.state = $2 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', i.file_name, i.source), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($3::text[]) as word) limit 10001) counted;

-- @count#1 src/serve/imports/sql/runs.ts
-- (uuid, text) → (n int4)
select count(*)::int as n from (select from import_run i where i.organisation = $1 and i.state = $2 limit 10001) counted;

-- @count#1 src/serve/imports/sql/runs.ts
-- (uuid) → (n int4)
select count(*)::int as n from (select from import_run i where i.organisation = $1 limit 10001) counted;

-- @errors#1 src/serve/imports/sql/runs.ts
-- (uuid, uuid) → (row int4, column text, reason text, about int4, refused bool)
select row, "column", reason, about, true as refused from import_error where import_run = $1 union all select row, nullif("column", ''), reason, about, false from import_left_out where import_run = $2 order by row, "column";

-- @find#1 src/serve/imports/sql/runs.ts
-- (uuid) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?)
select * from import_run where id = $1;

-- @insert#1 src/serve/imports/sql/runs.ts
-- (uuid, uuid, jsonb, text, text, text, int4, timestamptz) → ()
insert into import_run (id, organisation, actor, file_name, path, content, rows, created_at) values ($1, $2, $3::jsonb, $4, $5, $6, $7, $8);

-- @insertErrors#1 src/serve/imports/sql/runs.ts
-- (uuid, uuid, jsonb) → ()
insert into import_error (import_run, row, "column", reason, about, organisation) select $1, e.row, e."column", e.reason, e.about, $2 from jsonb_to_recordset($3::jsonb) as e (row int, "column" text, reason text, about int) on conflict (import_run, row) do update set "column" = excluded."column", reason = excluded.reason, about = excluded.about;

-- @insertLeftOut#1 src/serve/imports/sql/runs.ts
-- (uuid, uuid, jsonb) → ()
insert into import_left_out (import_run, row, "column", reason, about, organisation) select $1, e.row, coalesce(e."column", ''), e.reason, e.about, $2 from jsonb_to_recordset($3::jsonb) as e (row int, "column" text, reason text, about int) on conflict (import_run, row, "column") do nothing;

-- @keepChoices#1 src/serve/imports/sql/runs.ts
-- (jsonb, uuid) → ()
update import_run set mapping = $1::jsonb where id = $2 and state = 'uploaded';

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, text, uuid, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text!, key_id uuid!)
select i.*, (i.file_name)::text as key, i.id as key_id from import_run i where i.organisation = $1 and (i.file_name, i.id) < ($2::text, $3::uuid) order by i.file_name desc, i.id desc limit $4;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, text, uuid, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text!, key_id uuid!)
select i.*, (i.file_name)::text as key, i.id as key_id from import_run i where i.organisation = $1 and (i.file_name, i.id) > ($2::text, $3::uuid) order by i.file_name asc, i.id asc limit $4;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, text, _text, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text!, key_id uuid!)
select i.*, (i.file_name)::text as key, i.id as key_id from import_run i where i.organisation = $1 and i.state = $2 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', i.file_name, i.source), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($3::text[]) as word) order by i.file_name asc, i.id asc limit $4;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text!, key_id uuid!)
select i.*, (i.file_name)::text as key, i.id as key_id from import_run i where i.organisation = $1 order by i.file_name asc, i.id asc limit $2;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text!, key_id uuid!)
select i.*, (i.file_name)::text as key, i.id as key_id from import_run i where i.organisation = $1 order by i.file_name desc, i.id desc limit $2;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text, key_id uuid!)
select i.*, to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, i.id as key_id from import_run i where i.organisation = $1 and (i.created_at, i.id) < ($2::timestamptz, $3::uuid) order by i.created_at desc, i.id desc limit $4;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text, key_id uuid!)
select i.*, to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, i.id as key_id from import_run i where i.organisation = $1 and (i.created_at, i.id) > ($2::timestamptz, $3::uuid) order by i.created_at asc, i.id asc limit $4;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, _text, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text, key_id uuid!)
select i.*, to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, i.id as key_id from import_run i where i.organisation = $1 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', i.file_name, i.source), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) order by i.created_at desc, i.id desc limit $3;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, text, _text, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text, key_id uuid!)
select i.*, to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, i.id as key_id from import_run i where i.organisation = $1 and i.state = $2 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', i.file_name, i.source), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($3::text[]) as word) order by i.created_at asc, i.id asc limit $4;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, text, _text, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text, key_id uuid!)
select i.*, to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, i.id as key_id from import_run i where i.organisation = $1 and i.state = $2 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', i.file_name, i.source), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($3::text[]) as word) order by i.created_at desc, i.id desc limit $4;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, text, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text, key_id uuid!)
select i.*, to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, i.id as key_id from import_run i where i.organisation = $1 and i.state = $2 order by i.created_at desc, i.id desc limit $3;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text, key_id uuid!)
select i.*, to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, i.id as key_id from import_run i where i.organisation = $1 order by i.created_at asc, i.id asc limit $2;

-- @list#1 src/serve/imports/sql/runs.ts
-- (uuid, int8) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?, key text, key_id uuid!)
select i.*, to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, i.id as key_id from import_run i where i.organisation = $1 order by i.created_at desc, i.id desc limit $2;

-- @lock#1 src/serve/imports/sql/runs.ts
-- (uuid) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?)
select * from import_run where id = $1 for update;

-- @neverStarted#1 src/serve/imports/sql/runs.ts
-- (timestamptz) → (id uuid!, organisation uuid!, shared_with _uuid!, actor jsonb!, file_name text!, path text!, source text?, mapping jsonb?, state text!, rows int4?, imported int4!, known int4!, refused int4!, created_at timestamptz!, ended_at timestamptz?, content text?, partly int4!, started_at timestamptz?)
select * from import_run where state = 'uploaded' and created_at < $1;

-- @noteContent#1 src/serve/imports/sql/runs.ts
-- (uuid, text, text, timestamptz) → ()
insert into import_content (organisation, content, source, taken_at) values ($1, $2, $3, $4) on conflict do nothing;

-- @registered#1 src/serve/imports/sql/runs.ts
-- (_uuid, _uuid, _uuid, _bool, _bool) → (row uuid, known bool)
select asked.row, bool_or(asked.documented or asked.same and taken.found) as known from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bool[], $5::bool[]) as asked ("row", person, command, same, documented) join read.person p on p.person = asked.person cross join lateral ( select exists (select from command_log c where c.id = asked.command and c.outcome = 'applied') as found) taken group by 1;

-- @remember#1 src/serve/imports/sql/runs.ts
-- (uuid, text, jsonb, timestamptz) → ()
insert into import_mapping (organisation, source, mapping, used_at) values ($1, $2, $3::jsonb, $4) on conflict (organisation, source) do update set mapping = excluded.mapping, used_at = excluded.used_at;

-- @remembered#1 src/serve/imports/sql/runs.ts
-- () → (mapping jsonb!)
select mapping from import_mapping order by used_at desc limit 20;

-- @setState#1 src/serve/imports/sql/runs.ts
-- (text, timestamptz, uuid) → ()
update import_run set state = $1, ended_at = $2 where id = $3;

-- @sourceOf#1 src/serve/imports/sql/runs.ts
-- (text) → (source text!)
select source from import_content where content = $1;

-- @start#1 src/serve/imports/sql/runs.ts
-- (text, jsonb, jsonb, uuid) → ()
update import_run set state = 'waiting', source = $1, actor = $2::jsonb, mapping = $3::jsonb where id = $4;

-- @lines#1 src/serve/imports/worklist.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, name text!)
select i.id, i.created_at as at, i.file_name as name from import_run i where i.organisation = $1 and i.state = 'failed' and (i.created_at, i.id) > ($2, $3::uuid) order by i.created_at, i.id limit $4;

-- @lines#1 src/serve/imports/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz!, name text!)
select i.id, i.created_at as at, i.file_name as name from import_run i where i.organisation = $1 and i.state = 'failed' order by i.created_at, i.id limit $2;

-- @lines#1 src/serve/imports/worklist.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, name text!)
select i.id, i.created_at as at, i.file_name as name from import_run i where i.organisation = $1 and i.state = 'uploaded' and i.mapping is null and exists (select from import_check k where k.import_run = i.id) and (i.created_at, i.id) > ($2, $3::uuid) order by i.created_at, i.id limit $4;

-- @lines#1 src/serve/imports/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz!, name text!)
select i.id, i.created_at as at, i.file_name as name from import_run i where i.organisation = $1 and i.state = 'uploaded' and i.mapping is null and exists (select from import_check k where k.import_run = i.id) order by i.created_at, i.id limit $2;

-- @lines#1 src/serve/imports/worklist.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, name text!)
select i.id, i.created_at as at, i.file_name as name from import_run i where i.organisation = $1 and i.state = 'uploaded' and not (i.mapping is null and exists (select from import_check k where k.import_run = i.id)) and (i.created_at, i.id) > ($2, $3::uuid) order by i.created_at, i.id limit $4;

-- @lines#1 src/serve/imports/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz!, name text!)
select i.id, i.created_at as at, i.file_name as name from import_run i where i.organisation = $1 and i.state = 'uploaded' and not (i.mapping is null and exists (select from import_check k where k.import_run = i.id)) order by i.created_at, i.id limit $2;
