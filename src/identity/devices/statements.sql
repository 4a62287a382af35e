-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @admit#1 src/identity/devices/server/late.ts
-- (uuid) → (id uuid!, organisation uuid!, holder uuid!, secret bytea?, revoked bool, atWork bool, since timestamptz)
select d.id, d.organisation, d.holder, d.secret, d.revoked_at is not null as revoked, exists (select from read.app_user u join read.membership m on m.app_user = u.id where u.id = d.holder and u.active and m.organisation = d.organisation) as "atWork", (select min(l.handed_at) from late_command l where l.device = d.id and l.handed_at >= d.revoked_at) as since from device d where d.id = $1 and d.secret is not null;

-- @countLateRows#1 src/identity/devices/server/late.ts
-- () → (device uuid!, waiting int4)
select l.device, count(*)::int as waiting from late_command l where l.input is not null and l.discarded_at is null and not exists ( select from command_log c where c.outcome = 'applied' and (c.id = l.id or c.replaces = l.id)) group by l.device;

-- @deviceOf#1 src/identity/devices/server/late.ts
-- (uuid) → (device uuid!)
select l.device from late_command l where l.id = $1 and l.input is not null;

-- @endLate#1 src/identity/devices/server/late.ts
-- (timestamptz, uuid, text, uuid) → ()
update late_command l set discarded_at = $1, discarded_by = $2, reason = $3 where l.id = $4 and l.input is not null and l.discarded_at is null and not exists ( select from command_log c where c.outcome = 'applied' and (c.id = l.id or c.replaces = l.id));

-- @findLate#1 src/identity/devices/server/late.ts
-- (int8) → (id uuid!, name text!, occurredAt timestamptz!, by text, after uuid?, handedAt timestamptz!, text text?)
select l.id, l.name, l.occurred_at as "occurredAt", coalesce(u.name, '') as by, l.after, l.handed_at as "handedAt", l.input as text from late_command l left join read.app_user u on u.id = l.holder where l.input is not null and l.discarded_at is null and not exists ( select from command_log c where c.outcome = 'applied' and (c.id = l.id or c.replaces = l.id)) order by l.occurred_at, l.id limit $1;

-- @findRefused#1 src/identity/devices/server/late.ts
-- (timestamptz, int8) → (device uuid!, by text, times int4!, at timestamptz?)
select d.id as device, coalesce(u.name, '') as by, d.late_refused as times, d.late_refused_at as at from device d left join read.app_user u on u.id = d.holder where d.late_refused_at is not null and d.late_refused_at > $1::timestamptz - interval '30 days' order by d.late_refused_at desc limit $2;

-- @findWaiting#1 src/identity/devices/server/late.ts
-- (uuid) → (name text!, text text?, occurredAt timestamptz!, packRelease text?)
select l.name, l.input as text, l.occurred_at as "occurredAt", l.pack_release as "packRelease" from late_command l where l.id = $1 and l.input is not null and l.discarded_at is null and not exists ( select from command_log c where c.outcome = 'applied' and (c.id = l.id or c.replaces = l.id));

-- @forgetLate#1 src/identity/devices/server/late.ts
-- (uuid, text) → ()
update late_command set input = null, reason = case when reason is not null then '' end where organisation = $1 and strpos(input, $2) > 0;

-- @found#1 src/identity/devices/server/late.ts
-- (uuid) → ()
update late_command l set input = null where l.id = $1 and exists ( select from command_log c where c.outcome = 'applied' and (c.id = l.id or c.replaces = l.id));

-- @keep#1 src/identity/devices/server/late.ts
-- (uuid, _uuid) → (rows int4, bytes int4, handed _uuid)
with held as materialized (select id from device where id = $1 for update) select count(*)::int as rows, coalesce(sum(length(l.input)), 0)::int as bytes, coalesce(array_agg(l.id) filter (where l.id = any ($2::uuid[])), '{}') as handed from held left join late_command l on l.device = held.id;

-- @keep#2 src/identity/devices/server/late.ts
-- (uuid, uuid, uuid, uuid, text, text, timestamptz, text, uuid, timestamptz, uuid) → ()
insert into late_command (id, organisation, device, holder, name, input, occurred_at, pack_release, after, handed_at) select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 where not exists (select from command_log where id = $11 and outcome = 'applied') on conflict (id) do nothing;

-- @keep#3 src/identity/devices/server/late.ts
-- (uuid) → ()
update device set secret = null where id = $1;

-- @noteRefused#1 src/identity/devices/server/late.ts
-- (int4, timestamptz, uuid) → ()
update device set late_refused = least(late_refused + $1, 1000000), late_refused_at = $2 where id = $3;

-- @onRecord#1 src/identity/devices/server/late.ts
-- (_uuid) → (person uuid)
select person from read.snapshot where person = any ($1::uuid[]);

-- @takeIn#1 src/identity/devices/server/late.ts
-- (uuid) → ()
update late_command set input = null where id = $1;

-- @admit#1 src/identity/devices/sql.ts
-- (uuid, uuid, uuid, timestamptz, timestamptz) → ()
insert into device (id, organisation, holder, registered_at, seen_at) values ($1, $2, $3, $4, $5) on conflict (id) do nothing;

-- @admit#2 src/identity/devices/sql.ts
-- (timestamptz, uuid) → (holder uuid!, revoked_at timestamptz?, database uuid)
update device set seen_at = $1 where id = $2 returning holder, revoked_at, (select id from installation) as database;

-- @endDevice#1 src/identity/devices/sql.ts
-- (timestamptz, uuid, text, uuid) → ()
update device set revoked_at = $1, revoked_by = $2, revoked_reason = $3 where id = $4 and revoked_at is null;

-- @findDevices#1 src/identity/devices/sql.ts
-- (uuid, uuid) → (id uuid!, holder uuid!, holderName text, registeredAt timestamptz!, seenAt timestamptz!, revokedAt timestamptz?, people int4)
select d.id, d.holder, coalesce(u.name, '') as "holderName", d.registered_at as "registeredAt", d.seen_at as "seenAt", d.revoked_at as "revokedAt", (select count(*)::int from ( select p.person from device_person p where p.device = d.id and p.given_at is not null and p.withdrawn_at is null union select unnest(l.persons) from device_document l where l.device = d.id and l.withdrawn_at is null ) given) as people from device d left join read.app_user u on u.id = d.holder where $1::uuid is null or d.holder = $2::uuid order by d.seen_at desc limit 500;

-- @findEnded#1 src/identity/devices/sql.ts
-- (uuid, uuid) → (outcome text!)
select outcome from command_log where id = $1 and actor = $2;

-- @findHandedOver#1 src/identity/devices/sql.ts
-- (uuid, _uuid) → (id uuid!)
select id from late_command where device = $1 and id = any ($2::uuid[]);

-- @findHolder#1 src/identity/devices/sql.ts
-- (uuid) → (holder uuid!)
select holder from device where id = $1;

-- @findRule#1 src/identity/devices/sql.ts
-- (uuid) → (idleMinutes int4!, phrase bool!)
select idle_minutes as "idleMinutes", phrase from device_rule where organisation = $1;

-- @findSecret#1 src/identity/devices/sql.ts
-- (uuid, uuid) → (secret text)
select encode(secret, 'base64') as secret from device where id = $1 and holder = $2 and revoked_at is null;

-- @isRevoked#1 src/identity/devices/sql.ts
-- (uuid) → (revoked bool)
select revoked_at is not null as revoked from device where id = $1;

-- @setRule#1 src/identity/devices/sql.ts
-- (uuid, int4, bool) → ()
insert into device_rule (organisation, idle_minutes, phrase) values ($1, $2, $3) on conflict (organisation) do update set idle_minutes = excluded.idle_minutes, phrase = excluded.phrase;

-- @touch#1 src/identity/devices/sql.ts
-- (timestamptz, uuid) → ()
update device set seen_at = $1 where id = $2;

-- @lines#1 src/identity/devices/worklist.ts
-- (uuid) → (id uuid, at timestamptz, count int4)
select (array_agg(l.id order by l.occurred_at))[1] as id, min(l.handed_at) as at, count(*)::int as count from late_command l where l.organisation = $1 and l.input is not null and l.discarded_at is null and not exists (select from command_log c where c.outcome = 'applied' and (c.id = l.id or c.replaces = l.id));

-- @value#1 src/identity/devices/worklist.ts
-- (uuid) → (n int4)
select count(*)::int as n from device where organisation = $1 and revoked_at is null;
