-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @classOf#1 src/serve/referrals/sql.ts
-- (uuid) → (class text)
select class from read.organisation where id = $1 and closed_at is null;

-- @closeToReceiver#1 src/serve/referrals/sql.ts
-- (text, uuid, uuid) → ()
update referral set receiver_reads = false, ended_because = $1, version = version + 1 where person = $2 and id = $3;

-- @closeToReceiver#2 src/serve/referrals/sql.ts
-- (uuid, uuid) → ()
update referral_words set shared_with = '{}' where person = $1 and id = $2;

-- @count#1 src/serve/referrals/sql.ts
-- (uuid, uuid, uuid) → (received bool, state text!, n int4)
select receiver = $1 as received, state, count(*)::int as n from referral where organisation = $2 or (receiver = $3 and state <> 'draft') group by 1, 2;

-- @countListed#1 src/serve/referrals/sql.ts
-- (uuid, _text) → (n int4)
select count(*)::int as n from (select from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and r.state = any ($2) limit 10001) counted;

-- @countListed#1 src/serve/referrals/sql.ts
-- (uuid) → (n int4)
select count(*)::int as n from (select from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 limit 10001) counted;

-- @countListed#1 src/serve/referrals/sql.ts
-- (uuid, _text) → (n int4)
select count(*)::int as n from (select from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.receiver = $1 and r.state <> 'draft' and r.state = any ($2) limit 10001) counted;

-- @erase#1 src/serve/referrals/sql.ts
-- (uuid, uuid) → ()
update referral_words set reason = '', introduction = '{}', note = null, feedback = null where person = $1 and organisation = $2;

-- @findService#1 src/serve/referrals/sql.ts
-- (uuid) → (organisation uuid, capacity int4, open bool)
select organisation, capacity, open from read.service where id = $1;

-- @insert#1 src/serve/referrals/sql.ts
-- (uuid, uuid, uuid, _uuid, uuid, uuid, uuid, uuid, uuid, text, timestamptz, timestamptz, date, timestamptz, text, uuid, timestamptz, text, int4, bool, text) → ()
insert into referral ("person", "id", "organisation", "shared_with", "sender", "receiver", "service", "need", "consent", "state", "created_at", "sent_at", "answer_by", "answered_at", "decline_reason", "redirected_to", "closed_at", "result", "version", "receiver_reads", "ended_because", reason, introduction) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, '', '{}');

-- @insert#2 src/serve/referrals/sql.ts
-- (uuid, uuid, uuid, _uuid, text, jsonb, text, text, timestamptz) → ()
insert into referral_words ("person", "id", "organisation", "shared_with", "reason", "introduction", "note", "feedback", "scheduled_for") values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9);

-- @introductionOf#1 src/serve/referrals/sql.ts
-- (date, uuid) → (called text, languages _text, age_band text)
select coalesce(called, given_names) as called, languages, arraigo.age_band(born, $1::date) as age_band from read.person where person = $2;

-- @isClosed#1 src/serve/referrals/sql.ts
-- (uuid) → ()
select from read.organisation where id = $1 and closed_at is not null;

-- @knowsDecision#1 src/serve/referrals/sql.ts
-- (uuid, uuid) → ()
select from read.consent_decision where person = $1 and id = $2 limit 1;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, text, uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end, r.id) < ($2::text, $3::uuid) order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end desc, r.id desc limit $4;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, text, uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end, r.id) > ($2::text, $3::uuid) order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $4;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, _uuid, _uuid, _uuid, _uuid, uuid, uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and (r.person = any ($2::uuid[]) and r.id <> all ($3::uuid[]) or r.person = any ($4::uuid[]) and r.id = any ($5::uuid[])) and r.receiver = $6 and r.service = $7 order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $8;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, _uuid, _uuid, _uuid, _uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and (r.person = any ($2::uuid[]) and r.id <> all ($3::uuid[]) or r.person = any ($4::uuid[]) and r.id = any ($5::uuid[])) order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $6;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, jsonb, _text, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', r.introduction ->> 'calledName', s.name, sender.name, receiver.name, $2::jsonb ->> s.kind), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($3::text[]) as word) order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $4;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and r.receiver = $2 order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $3;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, _text, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and r.state = any ($2) order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $3;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $2;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end desc, r.id desc limit $2;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, _uuid, _uuid, _uuid, _uuid, text, uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.receiver = $1 and r.state <> 'draft' and (r.person = any ($2::uuid[]) and r.id <> all ($3::uuid[]) or r.person = any ($4::uuid[]) and r.id = any ($5::uuid[])) and (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end, r.id) > ($6::text, $7::uuid) order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $8;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, _uuid, _uuid, _uuid, _uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.receiver = $1 and r.state <> 'draft' and (r.person = any ($2::uuid[]) and r.id <> all ($3::uuid[]) or r.person = any ($4::uuid[]) and r.id = any ($5::uuid[])) order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $6;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.receiver = $1 and r.state <> 'draft' and r.organisation = $2 order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $3;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, _text, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.receiver = $1 and r.state <> 'draft' and r.state = any ($2) order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $3;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end)::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.receiver = $1 and r.state <> 'draft' order by case when r.state in ('sent', 'accepted', 'scheduled', 'no_show') then '0' || coalesce(case when r.state = 'scheduled' then r.scheduled_for::date end, r.answer_by, r.created_at::date) else '1' || (date '2200-01-01' - r.created_at::date)::text end asc, r.id asc limit $2;

-- @list#1 src/serve/referrals/sql.ts
-- (jsonb, uuid, jsonb, text, uuid, jsonb, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (coalesce($1::jsonb ->> s.kind, s.kind, ''))::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $2 and (coalesce($3::jsonb ->> s.kind, s.kind, ''), r.id) < ($4::text, $5::uuid) order by coalesce($6::jsonb ->> s.kind, s.kind, '') desc, r.id desc limit $7;

-- @list#1 src/serve/referrals/sql.ts
-- (jsonb, uuid, jsonb, text, uuid, jsonb, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (coalesce($1::jsonb ->> s.kind, s.kind, ''))::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $2 and (coalesce($3::jsonb ->> s.kind, s.kind, ''), r.id) > ($4::text, $5::uuid) order by coalesce($6::jsonb ->> s.kind, s.kind, '') asc, r.id asc limit $7;

-- @list#1 src/serve/referrals/sql.ts
-- (jsonb, uuid, jsonb, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (coalesce($1::jsonb ->> s.kind, s.kind, ''))::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $2 order by coalesce($3::jsonb ->> s.kind, s.kind, '') asc, r.id asc limit $4;

-- @list#1 src/serve/referrals/sql.ts
-- (jsonb, uuid, jsonb, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (coalesce($1::jsonb ->> s.kind, s.kind, ''))::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $2 order by coalesce($3::jsonb ->> s.kind, s.kind, '') desc, r.id desc limit $4;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, date, uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (coalesce(r.answer_by, date '9999-12-31'))::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and (coalesce(r.answer_by, date '9999-12-31'), r.id) < ($2::date, $3::uuid) order by coalesce(r.answer_by, date '9999-12-31') desc, r.id desc limit $4;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, date, uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (coalesce(r.answer_by, date '9999-12-31'))::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and (coalesce(r.answer_by, date '9999-12-31'), r.id) > ($2::date, $3::uuid) order by coalesce(r.answer_by, date '9999-12-31') asc, r.id asc limit $4;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (coalesce(r.answer_by, date '9999-12-31'))::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 order by coalesce(r.answer_by, date '9999-12-31') asc, r.id asc limit $2;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, (coalesce(r.answer_by, date '9999-12-31'))::text as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 order by coalesce(r.answer_by, date '9999-12-31') desc, r.id desc limit $2;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, timestamptz, uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, to_char(coalesce(r.sent_at, r.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and (coalesce(r.sent_at, r.created_at), r.id) < ($2::timestamptz, $3::uuid) order by coalesce(r.sent_at, r.created_at) desc, r.id desc limit $4;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, timestamptz, uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, to_char(coalesce(r.sent_at, r.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 and (coalesce(r.sent_at, r.created_at), r.id) > ($2::timestamptz, $3::uuid) order by coalesce(r.sent_at, r.created_at) asc, r.id asc limit $4;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, to_char(coalesce(r.sent_at, r.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 order by coalesce(r.sent_at, r.created_at) asc, r.id asc limit $2;

-- @list#1 src/serve/referrals/sql.ts
-- (uuid, int8) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text, key text, key_id uuid)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind, to_char(coalesce(r.sent_at, r.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, r.id as key_id from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.organisation = $1 order by coalesce(r.sent_at, r.created_at) desc, r.id desc limit $2;

-- @lock#1 src/serve/referrals/sql.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, sender uuid!, receiver uuid!, service uuid?, need uuid?, consent uuid?, state text!, created_at timestamptz!, sent_at timestamptz?, answer_by date?, answered_at timestamptz?, decline_reason text?, redirected_to uuid?, closed_at timestamptz?, result text?, version int4!, receiver_reads bool!, ended_because text?)
select "person", "id", "organisation", "shared_with", "sender", "receiver", "service", "need", "consent", "state", "created_at", "sent_at", "answer_by", "answered_at", "decline_reason", "redirected_to", "closed_at", "result", "version", "receiver_reads", "ended_because" from referral where person = $1 and id = $2 for update;

-- @lockAccess#1 src/serve/referrals/sql.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @needCodes#1 src/serve/referrals/sql.ts
-- (uuid) → (id uuid, code text)
select id, code from read.need where person = $1;

-- @openAt#1 src/serve/referrals/sql.ts
-- (uuid) → (n int4)
select count(*)::int as n from referral where service = $1 and state in ('accepted', 'scheduled', 'no_show');

-- @overdue#1 src/serve/referrals/sql.ts
-- (date, int8) → (person uuid!, id uuid!, organisation uuid!)
select person, id, organisation from referral where state = 'sent' and answer_by < $1 order by answer_by limit $2;

-- @readByReceivers#1 src/serve/referrals/sql.ts
-- (uuid) → (id uuid!, receiver uuid!, state text!, called text)
select r.id, r.receiver, r.state, w.introduction ->> 'calledName' as called from referral r left join referral_words w on w.person = r.person and w.id = r.id where r.person = $1 and r.receiver_reads and r.state <> 'draft' order by r.id for update of r;

-- @save#1 src/serve/referrals/sql.ts
-- (_uuid, uuid, uuid, uuid, uuid, uuid, text, timestamptz, date, timestamptz, text, uuid, timestamptz, text, int4, bool, text, uuid, uuid) → ()
update referral set "shared_with" = $1, "sender" = $2, "receiver" = $3, "service" = $4, "need" = $5, "consent" = $6, "state" = $7, "sent_at" = $8, "answer_by" = $9, "answered_at" = $10, "decline_reason" = $11, "redirected_to" = $12, "closed_at" = $13, "result" = $14, "version" = $15, "receiver_reads" = $16, "ended_because" = $17 where person = $18 and id = $19;

-- @saveWords#1 src/serve/referrals/sql.ts
-- (_uuid, text, jsonb, text, text, timestamptz, uuid, uuid) → ()
update referral_words set "shared_with" = $1, "reason" = $2, "introduction" = $3::jsonb, "note" = $4, "feedback" = $5, "scheduled_for" = $6 where person = $7 and id = $8;

-- @select#1 src/serve/referrals/sql.ts
-- (uuid, uuid) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.person = $1 and r.id = $2;

-- @select#1 src/serve/referrals/sql.ts
-- (_uuid, uuid, uuid) → (person uuid, id uuid, organisation uuid, shared_with _uuid, sender uuid, receiver uuid, service uuid, need uuid, consent uuid, state text, created_at timestamptz, sent_at timestamptz, answer_by date, answered_at timestamptz, decline_reason text, redirected_to uuid, closed_at timestamptz, result text, version int4, receiver_reads bool, ended_because text, reads bool, reason text, introduction jsonb, note text, feedback text, scheduled_for timestamptz, sender_name text, receiver_name text, service_name text, service_kind text)
select r.*, sender.name as sender_name, receiver.name as receiver_name, s.name as service_name, s.kind as service_kind from read.referral_shown r join read.organisation sender on sender.id = r.organisation join read.organisation receiver on receiver.id = r.receiver left join read.service s on s.id = r.service where r.person = any ($1) and (r.organisation = $2 or (r.receiver = $3 and r.state <> 'draft')) order by r.created_at;

-- @stillWorks#1 src/serve/referrals/sql.ts
-- (uuid, uuid, uuid) → ()
select from referral where person = $1 and receiver = $2 and id <> $3 and state in ('accepted', 'scheduled', 'no_show', 'served') limit 1;

-- @toClosed#1 src/serve/referrals/sql.ts
-- (int8) → (person uuid!, id uuid!, organisation uuid!)
select r.person, r.id, r.organisation from referral r join read.organisation o on o.id = r.receiver where o.closed_at is not null and r.state in ('sent', 'accepted', 'scheduled', 'no_show') limit $1;

-- @words#1 src/serve/referrals/sql.ts
-- (uuid, uuid) → (reason text!, introduction jsonb!, note text?, feedback text?, scheduled_for timestamptz?)
select "reason", "introduction", "note", "feedback", "scheduled_for" from referral_words where person = $1 and id = $2;

-- @count#1 src/serve/referrals/worklist.ts
-- (uuid, text) → (n int4)
select count(*)::int as n from referral r where r.organisation = $1 and r.state = $2;

-- @count#1 src/serve/referrals/worklist.ts
-- (uuid, text) → (n int4)
select count(*)::int as n from referral r where r.receiver = $1 and r.state = $2;

-- @count#1 src/serve/referrals/worklist.ts
-- (uuid) → (n int4)
select count(*)::int as n from referral r where r.receiver = $1 and r.state in ('accepted', 'scheduled', 'no_show');

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, date, date, uuid, int8) → (id uuid, at date, person uuid, name text, text text, by text)
select r.id, (r.scheduled_for at time zone 'America/Bogota'::text)::date as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."organisation" left join read.service s on s.id = r.service where r.receiver = $1 and r.state = $2 and (r.scheduled_for at time zone 'America/Bogota'::text)::date <= $3 and (r.scheduled_for at time zone 'America/Bogota'::text)::date is not null and ((r.scheduled_for at time zone 'America/Bogota'::text)::date, r.id) > ($4, $5::uuid) order by (r.scheduled_for at time zone 'America/Bogota'::text)::date, r.id limit $6;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, date, int8) → (id uuid, at date, person uuid, name text, text text, by text)
select r.id, (r.scheduled_for at time zone 'UTC'::text)::date as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."organisation" left join read.service s on s.id = r.service where r.receiver = $1 and r.state = $2 and (r.scheduled_for at time zone 'UTC'::text)::date <= $3 and (r.scheduled_for at time zone 'UTC'::text)::date is not null order by (r.scheduled_for at time zone 'UTC'::text)::date, r.id limit $4;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, timestamptz, uuid, int8) → (id uuid, at timestamptz, person uuid, name text, text text, by text)
select r.id, coalesce(r.scheduled_for, r.answered_at) as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."organisation" left join read.service s on s.id = r.service where r.receiver = $1 and r.state = $2 and coalesce(r.scheduled_for, r.answered_at) is not null and (coalesce(r.scheduled_for, r.answered_at), r.id) > ($3, $4::uuid) order by coalesce(r.scheduled_for, r.answered_at), r.id limit $5;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, int8) → (id uuid, at timestamptz, person uuid, name text, text text, by text)
select r.id, coalesce(r.scheduled_for, r.answered_at) as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."organisation" left join read.service s on s.id = r.service where r.receiver = $1 and r.state = $2 and coalesce(r.scheduled_for, r.answered_at) is not null order by coalesce(r.scheduled_for, r.answered_at), r.id limit $3;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, date, uuid, int8) → (id uuid, at date, person uuid, name text, text text, by text)
select r.id, r.answer_by as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."organisation" left join read.service s on s.id = r.service where r.receiver = $1 and r.state = $2 and r.answer_by is not null and (r.answer_by, r.id) > ($3, $4::uuid) order by r.answer_by, r.id limit $5;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, int8) → (id uuid, at date, person uuid, name text, text text, by text)
select r.id, r.answer_by as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."organisation" left join read.service s on s.id = r.service where r.receiver = $1 and r.state = $2 and r.answer_by is not null order by r.answer_by, r.id limit $3;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, date, uuid, int8) → (id uuid, at date, person uuid, name text, text text, by text)
select r.id, r.answer_by as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."receiver" left join read.service s on s.id = r.service where r.organisation = $1 and r.state = $2 and r.answer_by is not null and (r.answer_by, r.id) > ($3, $4::uuid) order by r.answer_by, r.id limit $5;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, int8) → (id uuid, at date, person uuid, name text, text text, by text)
select r.id, r.answer_by as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."receiver" left join read.service s on s.id = r.service where r.organisation = $1 and r.state = $2 and r.answer_by is not null order by r.answer_by, r.id limit $3;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, timestamptz, uuid, int8) → (id uuid, at timestamptz, person uuid, name text, text text, by text)
select r.id, r.answered_at as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."organisation" left join read.service s on s.id = r.service where r.receiver = $1 and r.state = $2 and r.answered_at is not null and (r.answered_at, r.id) > ($3, $4::uuid) order by r.answered_at, r.id limit $5;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, int8) → (id uuid, at timestamptz, person uuid, name text, text text, by text)
select r.id, r.answered_at as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."organisation" left join read.service s on s.id = r.service where r.receiver = $1 and r.state = $2 and r.answered_at is not null order by r.answered_at, r.id limit $3;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, timestamptz, uuid, int8) → (id uuid, at timestamptz, person uuid, name text, text text, by text)
select r.id, r.answered_at as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."receiver" left join read.service s on s.id = r.service where r.organisation = $1 and r.state = $2 and r.answered_at is not null and (r.answered_at, r.id) > ($3, $4::uuid) order by r.answered_at, r.id limit $5;

-- @select#1 src/serve/referrals/worklist.ts
-- (uuid, text, int8) → (id uuid, at timestamptz, person uuid, name text, text text, by text)
select r.id, r.answered_at as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by from read.referral_shown r join read.organisation o on o.id = "r"."receiver" left join read.service s on s.id = r.service where r.organisation = $1 and r.state = $2 and r.answered_at is not null order by r.answered_at, r.id limit $3;
