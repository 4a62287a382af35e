-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @close#1 src/protect/confidential/sql/break-glass.ts
-- (text, uuid, uuid, text) → ()
update sealed_note set opened = opened - $1::text where person = $2 and organisation = $3 and field_group = $4;

-- @insertOpening#1 src/protect/confidential/sql/break-glass.ts
-- (uuid, uuid, uuid, text, uuid, bytea, timestamptz, timestamptz) → ()
insert into break_glass (person, id, organisation, field_group, app_user, reason, opened_at, until) values ($1, $2, $3, $4, $5, $6, $7, $8);

-- @insertOpening#2 src/protect/confidential/sql/break-glass.ts
-- (text, text, uuid, uuid, text) → ()
update sealed_note set opened = opened || jsonb_build_object($1::text, $2::text) where person = $3 and organisation = $4 and field_group = $5;

-- @insertReview#1 src/protect/confidential/sql/break-glass.ts
-- (uuid, uuid, uuid, uuid, uuid, text, bytea, uuid, timestamptz) → ()
insert into break_glass_review (person, id, organisation, opening, opened_by, verdict, note, reviewed_by, reviewed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- @openings#1 src/protect/confidential/sql/break-glass.ts
-- (uuid, uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, field_group text!, app_user uuid!, user_name text, reason bytea!, opened_at timestamptz!, until timestamptz!, called text, reviews json, read int4)
select g.person, g.id, g.organisation, g.field_group, g.app_user, u.name as user_name, g.reason, g.opened_at, g.until, coalesce(p.called, p.given_names) as called, coalesce((select json_agg(json_build_object('id', r.id, 'verdict', r.verdict, 'by', r.reviewed_by, 'by_name', n.name, 'at', r.reviewed_at) order by r.reviewed_at, r.id) from break_glass_review r left join read.app_user n on n.id = r.reviewed_by where r.person = g.person and r.opening = g.id), '[]') as reviews, (select count(*)::int from retelling t where t.person = g.person and t.organisation = g.organisation and t.asked_by = g.app_user and t.how = 'opened' and t.asked_at >= g.opened_at and t.asked_at < g.until) as read from break_glass g left join read.app_user u on u.id = g.app_user left join read.person p on p.person = g.person where g.organisation = $1 and ($2::uuid is null or g.person = $3) order by exists (select from break_glass_review r where r.person = g.person and r.opening = g.id and r.verdict <> 'needs_follow_up'), g.opened_at desc, g.id limit 200;

-- @verdictNotes#1 src/protect/confidential/sql/break-glass.ts
-- (uuid) → (id uuid!, note bytea?)
select id, note from break_glass_review where organisation = $1 and note is not null;

-- @waiting#1 src/protect/confidential/sql/break-glass.ts
-- (timestamptz, uuid) → (open int4, waiting int4)
select count(*) filter (where g.until > $1 and l.verdict is distinct from 'not_justified')::int as open, count(*) filter (where l.verdict is null or l.verdict = 'needs_follow_up')::int as waiting from break_glass g left join lateral (select r.verdict from break_glass_review r where r.person = g.person and r.opening = g.id order by r.reviewed_at desc, r.id desc limit 1) l on true where g.organisation = $2;

-- @countKeys#1 src/protect/confidential/sql/keys.ts
-- () → (kek text!, count int4)
select kek, count(*)::int as count from data_key group by kek order by kek;

-- @countSecrets#1 src/protect/confidential/sql/keys.ts
-- () → (kek text, count int4)
select kek, count(*)::int as count from read.known_secret group by kek order by kek;

-- @deleteKeys#1 src/protect/confidential/sql/keys.ts
-- (uuid, uuid, uuid) → (kek text!)
delete from data_key where person = $1 and ($2::uuid is null or organisation = $3) returning kek;

-- @findKey#1 src/protect/confidential/sql/keys.ts
-- (uuid, uuid) → (kek text!, bytes bytea!)
select kek, wrapped as bytes from data_key where person = $1 and organisation = $2;

-- @insertKey#1 src/protect/confidential/sql/keys.ts
-- (uuid, uuid, text, bytea, timestamptz) → ()
insert into data_key (person, organisation, kek, wrapped, made_at) values ($1, $2, $3, $4, $5) on conflict (person, organisation) do nothing;

-- @lockOthers#1 src/protect/confidential/sql/keys.ts
-- (text, int8) → (person uuid!, organisation uuid!, kek text!, bytes bytea!)
select person, organisation, kek, wrapped as bytes from data_key where kek <> $1 limit $2 for update skip locked;

-- @saveKey#1 src/protect/confidential/sql/keys.ts
-- (text, bytea, uuid, uuid) → ()
update data_key set kek = $1, wrapped = $2 where person = $3 and organisation = $4;

-- @confidants#1 src/protect/confidential/sql/notes.ts
-- (uuid, uuid) → (id uuid!, field_group text!, app_user uuid!, user_name text, reason bytea!, assigned_by uuid!, assigned_by_name text, assigned_at timestamptz!, released_at timestamptz?)
select c.id, c.field_group, c.app_user, u.name as user_name, c.reason, c.assigned_by, a.name as assigned_by_name, c.assigned_at, c.released_at from confidant c left join read.app_user u on u.id = c.app_user left join read.app_user a on a.id = c.assigned_by where c.person = $1 and c.organisation = $2 order by c.released_at nulls first, c.assigned_at desc, c.id;

-- @countNotes#1 src/protect/confidential/sql/notes.ts
-- (uuid, uuid) → (count int4)
select count(*)::int as count from sealed_note where person = $1 and organisation = $2;

-- @groupsWithStory#1 src/protect/confidential/sql/notes.ts
-- (uuid, uuid) → (field_group text!)
select distinct field_group from sealed_note where person = $1 and organisation = $2 and story is not null;

-- @hold#1 src/protect/confidential/sql/notes.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 27));

-- @insertConfidant#1 src/protect/confidential/sql/notes.ts
-- (uuid, uuid, uuid, text, uuid, bytea, uuid, timestamptz) → ()
insert into confidant (person, id, organisation, field_group, app_user, reason, assigned_by, assigned_at) values ($1, $2, $3, $4, $5, $6, $7, $8);

-- @insertConfidant#2 src/protect/confidential/sql/notes.ts
-- (uuid, uuid, uuid, uuid, text) → ()
update sealed_note set readers = array_append(array_remove(readers, $1::uuid), $2::uuid) where person = $3 and organisation = $4 and field_group = $5;

-- @insertNote#1 src/protect/confidential/sql/notes.ts
-- (uuid, uuid, uuid, text, bytea, bytea, uuid, timestamptz, _uuid, jsonb) → ()
insert into sealed_note (person, id, organisation, field_group, summary, story, sealed_by, sealed_at, readers, opened) values ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid[], $10::jsonb);

-- @insertRetelling#1 src/protect/confidential/sql/notes.ts
-- (uuid, uuid, uuid, text, text, uuid, timestamptz) → ()
insert into retelling (person, id, organisation, how, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7);

-- @isPerson#1 src/protect/confidential/sql/notes.ts
-- (uuid) → ()
select from read.person where person = $1;

-- @managerOf#1 src/protect/confidential/sql/notes.ts
-- (uuid, uuid) → (manager uuid)
select manager from read.case_file where person = $1 and organisation = $2 and closed_at is null order by manager nulls last limit 1;

-- @members#1 src/protect/confidential/sql/notes.ts
-- (uuid) → (id uuid, name text, role text, grants jsonb)
select u.id, u.name, m.role, m.grants from read.membership m join read.app_user u on u.id = m.app_user where m.organisation = $1 and u.active order by u.name, u.id;

-- @notes#1 src/protect/confidential/sql/notes.ts
-- (uuid, uuid) → (id uuid!, field_group text!, summary bytea!, story bytea?, sealed_by uuid!, sealed_by_name text, sealed_at timestamptz!)
select n.id, n.field_group, n.summary, n.story, n.sealed_by, u.name as sealed_by_name, n.sealed_at from sealed_note n left join read.app_user u on u.id = n.sealed_by where n.person = $1 and n.organisation = $2 order by n.sealed_at desc, n.id desc;

-- @releaseConfidant#1 src/protect/confidential/sql/notes.ts
-- (uuid, timestamptz, uuid, uuid, uuid, uuid, uuid, uuid, text) → ()
with released as ( update confidant set released_by = $1, released_at = $2 where person = $3 and id = $4 and organisation = $5 ) update sealed_note set readers = array_remove(readers, $6::uuid) where person = $7 and organisation = $8 and field_group = $9;

-- @retellings#1 src/protect/confidential/sql/notes.ts
-- (uuid, timestamptz) → (reason text!, opened int4, told_again int4)
select reason, count(*) filter (where how = 'opened')::int as opened, count(*) filter (where how = 'told_again')::int as told_again from retelling where organisation = $1 and asked_at >= $2 group by reason order by count(*) desc, reason;

-- @retellings#2 src/protect/confidential/sql/notes.ts
-- (uuid, timestamptz) → (count int4)
select count(*)::int as count from sealed_note where organisation = $1 and sealed_at >= $2 and story is not null;
