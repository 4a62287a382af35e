-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @accesses#1 src/serve/timeline/sql.ts
-- (uuid, bool, text) → (at timestamptz, organisation uuid!, organisation_name text, actor uuid!, actor_name text, recipient_name text, via text!, purpose text!, fields _text)
select max(d.at) as at, d.organisation, o.name as organisation_name, d.actor, u.name as actor_name, r.name as recipient_name, d.via, d.purpose, array(select distinct unnest(string_to_array(string_agg(array_to_string(d.fields, ','), ','), ',')) order by 1) as fields from disclosure d left join read.organisation o on o.id = d.organisation left join read.organisation r on r.id = d.recipient left join read.app_user u on u.id = d.actor where d.person = $1 and ($2 or not 'protected' = any (d.fields)) group by d.organisation, o.name, d.actor, u.name, d.recipient, r.name, d.via, d.purpose, (d.at at time zone $3)::date order by 1 desc limit 100;

-- @shownOf#1 src/serve/timeline/sql.ts
-- (uuid) → (shown jsonb)
select shown from read.person_shown where person = $1;

-- @timeline#1 src/serve/timeline/sql.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid, kind text, occurred_on date, occurred_at timestamptz, recorded_at timestamptz, organisation uuid, organisation_name text, centre_name text, actor uuid, actor_name text, data jsonb)
select f.id, f.kind, f.occurred_on, f.occurred_at, f.recorded_at, f.organisation, o.name as organisation_name, c.name as centre_name, f.actor, u.name as actor_name, case f.kind when 'referral.redirected' then f.data - 'to' else f.data end as data from read.person_fact f left join read.organisation o on o.id = f.organisation left join read.centre c on c.id = f.centre left join read.app_user u on u.id = f.actor where f.person = $1 and (f.occurred_at, f.id) < ($2::timestamptz, $3::uuid) order by f.occurred_at desc, f.id desc limit $4;

-- @timeline#1 src/serve/timeline/sql.ts
-- (uuid, int8) → (id uuid, kind text, occurred_on date, occurred_at timestamptz, recorded_at timestamptz, organisation uuid, organisation_name text, centre_name text, actor uuid, actor_name text, data jsonb)
select f.id, f.kind, f.occurred_on, f.occurred_at, f.recorded_at, f.organisation, o.name as organisation_name, c.name as centre_name, f.actor, u.name as actor_name, case f.kind when 'referral.redirected' then f.data - 'to' else f.data end as data from read.person_fact f left join read.organisation o on o.id = f.organisation left join read.centre c on c.id = f.centre left join read.app_user u on u.id = f.actor where f.person = $1 order by f.occurred_at desc, f.id desc limit $2;
