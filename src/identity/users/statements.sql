-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, text, uuid, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text!, key_id uuid!)
select l.*, (l.email)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true and (l.email, l.id) < ($6::text, $7::uuid) order by l.email desc, l.id desc limit $8;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, text, uuid, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text!, key_id uuid!)
select l.*, (l.email)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true and (l.email, l.id) > ($6::text, $7::uuid) order by l.email asc, l.id asc limit $8;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text!, key_id uuid!)
select l.*, (l.email)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true order by l.email asc, l.id asc limit $6;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text!, key_id uuid!)
select l.*, (l.email)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true order by l.email desc, l.id desc limit $6;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, text, uuid, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text, key_id uuid!)
select l.*, (l.name)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true and (l.name, l.id) < ($6::text, $7::uuid) order by l.name desc, l.id desc limit $8;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, text, uuid, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text, key_id uuid!)
select l.*, (l.name)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true and (l.name, l.id) > ($6::text, $7::uuid) order by l.name asc, l.id asc limit $8;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, jsonb, _text, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text, key_id uuid!)
select l.*, (l.name)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', l.name, l.email, ( select string_agg(concat_ws(' ', one ->> 'name', one ->> 'centreName', $6::jsonb ->> (one ->> 'role')), ' ') from jsonb_array_elements(l.roles::jsonb) one)), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($7::text[]) as word) order by l.name asc, l.id asc limit $8;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, jsonb, _text, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text, key_id uuid!)
select l.*, (l.name)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true and l.active and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', l.name, l.email, ( select string_agg(concat_ws(' ', one ->> 'name', one ->> 'centreName', $6::jsonb ->> (one ->> 'role')), ' ') from jsonb_array_elements(l.roles::jsonb) one)), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($7::text[]) as word) order by l.name asc, l.id asc limit $8;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, jsonb, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text, key_id uuid!)
select l.*, (l.name)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true and l.roles::jsonb @> $6::jsonb order by l.name asc, l.id asc limit $7;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, jsonb, _text, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text, key_id uuid!)
select l.*, (l.name)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true and not l.active and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', l.name, l.email, ( select string_agg(concat_ws(' ', one ->> 'name', one ->> 'centreName', $6::jsonb ->> (one ->> 'role')), ' ') from jsonb_array_elements(l.roles::jsonb) one)), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($7::text[]) as word) order by l.name asc, l.id asc limit $8;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text, key_id uuid!)
select l.*, (l.name)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true order by l.name asc, l.id asc limit $6;

-- @browseUsersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, int8) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json, key text, key_id uuid!)
select l.*, (l.name)::text as key, l.id as key_id from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true order by l.name desc, l.id desc limit $6;

-- @countUsers#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid, jsonb) → (n int4)
select count(*)::int as n from (select from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true and l.roles::jsonb @> $6::jsonb limit 10001) counted;

-- @countUsers#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid) → (n int4)
select count(*)::int as n from (select from ( select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null)) l where true limit 10001) counted;

-- @findRole#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid) → (user uuid!, role text!, organisation uuid!)
select app_user as user, role, organisation from role_assignment where id = $1 and revoked_at is null and (organisation = $2 or (granted_from = $3 and (unconfirmed or valid_from > current_date))) for update;

-- @findUser#1 src/identity/users/sql/accounts.ts
-- (uuid) → (id uuid!, organisation uuid!, name text!, email text!, locale text!, active bool!, invitation uuid?, invited_by uuid?)
select a.id, a.organisation, a.name, u.email, a.locale, a.active, a.invitation, a.invited_by from app_user a join auth."user" u on u.id = a.id where a.id = $1;

-- @insertRole#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, text, uuid, text, date, date, uuid, uuid, bool, uuid) → ()
insert into role_assignment (id, app_user, organisation, organisation_class, centre, role, valid_from, valid_until, offer, granted_by, unconfirmed, granted_from) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- @insertUser#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, text, text) → ()
insert into app_user (id, organisation, name, locale) values ($1, $2, $3, $4);

-- @isAdministered#1 src/identity/users/sql/accounts.ts
-- (uuid, _uuid) → ()
select from read.membership m join app_user a on a.id = m.app_user where m.organisation = $1 and a.active and (m.role = 'administrator' or m.grants @> '[{"verb": "user.administer"}]') and a.id <> all ($2::uuid[]) limit 1;

-- @isProgram#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid) → ()
select from auth.api_key where app_user = $1 and organisation = $2 limit 1;

-- @listAdministrators#1 src/identity/users/sql/accounts.ts
-- (uuid) → (id uuid!)
select distinct a.id from read.membership m join app_user a on a.id = m.app_user where m.organisation = $1 and m.role = 'administrator' and a.active;

-- @listUsers#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid, uuid) → (id uuid!, organisation uuid!, name text, email text!, active bool!, invited bool, second_factor bool, sign_on bool, program bool, roles json)
select a.id, a.organisation, case when k.known then a.name else u.email end as name, u.email, a.active, k.known and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now()) as invited, k.known and (u.two_factor_enabled or exists (select from auth.passkey p where p.user_id = a.id)) as second_factor, k.known and exists ( select from auth.account c where c.user_id = a.id and c.provider_id <> 'credential') as sign_on, exists (select from auth.api_key p where p.app_user = a.id) as program, coalesce(( select json_agg(json_strip_nulls(json_build_object('id', r.id, 'role', r.role, 'name', d.name, 'centre', r.centre, 'centreName', c.name, 'from', r.valid_from, 'until', r.valid_until, 'givenBy', g.name, 'awaits', case when r.offer is not null and r.accepted_at is null then 'acceptance' when r.unconfirmed then 'confirmation' end)) order by r.role, c.name) from role_assignment r left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role left join app_user g on g.id = r.granted_by where r.app_user = a.id and r.organisation = $1 and r.revoked_at is null ), '[]') as roles from app_user a join auth."user" u on u.id = a.id cross join lateral (select a.organisation = $2 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $3 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null)) as known) k where a.organisation = $4 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $5 and r.revoked_at is null) order by name;

-- @lockUser#1 src/identity/users/sql/accounts.ts
-- (uuid) → (id uuid!, organisation uuid!, name text!, email text!, locale text!, active bool!, invitation uuid?, invited_by uuid?)
select a.id, a.organisation, a.name, u.email, a.locale, a.active, a.invitation, a.invited_by from app_user a join auth."user" u on u.id = a.id where a.id = $1 for update of a;

-- @revokeRole#1 src/identity/users/sql/accounts.ts
-- (timestamptz, uuid) → ()
update role_assignment set revoked_at = $1::timestamptz where id = $2;

-- @revokeRoles#1 src/identity/users/sql/accounts.ts
-- (timestamptz, uuid, uuid) → ()
update role_assignment set revoked_at = $1::timestamptz where app_user = $2 and organisation = $3 and revoked_at is null;

-- @setActive#1 src/identity/users/sql/accounts.ts
-- (bool, uuid) → ()
update app_user set active = $1 where id = $2;

-- @setInvitation#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid) → ()
update app_user set invitation = $1, invited_by = $2 where id = $3;

-- @setLocale#1 src/identity/users/sql/accounts.ts
-- (text, uuid) → ()
update app_user set locale = $1 where id = $2;

-- @usersOf#1 src/identity/users/sql/accounts.ts
-- (uuid, uuid, uuid, uuid) → (id uuid!, home bool, invitation uuid)
select id, organisation = $1 as home, case when organisation = $2 then invitation end as invitation from app_user a where organisation = $3 or exists ( select from role_assignment r where r.app_user = a.id and r.organisation = $4) order by id for update;

-- @worksFor#1 src/identity/users/sql/accounts.ts
-- (uuid, _uuid, uuid, _uuid) → ()
select from app_user where id = $1 and organisation = any ($2::uuid[]) union all select from role_assignment where app_user = $3 and organisation = any ($4::uuid[]) limit 1;

-- @acceptOffer#1 src/identity/users/sql/memberships.ts
-- (timestamptz, bool, uuid, uuid) → ()
update role_assignment set accepted_at = $1::timestamptz, unconfirmed = unconfirmed or ($2 and granted_from is not null and confirmed_by is null) where app_user = $3 and offer = $4 and accepted_at is null and revoked_at is null;

-- @confirmRole#1 src/identity/users/sql/memberships.ts
-- (uuid, timestamptz, int4, int4, uuid) → ()
update role_assignment set unconfirmed = false, confirmed_by = $1, confirmed_at = $2::timestamptz, valid_from = case when $3 = 0 then valid_from else greatest(valid_from, current_date + $4::integer) end where id = $5;

-- @declineOffer#1 src/identity/users/sql/memberships.ts
-- (timestamptz, uuid, uuid) → ()
update role_assignment set revoked_at = $1::timestamptz where app_user = $2 and offer = $3 and accepted_at is null and revoked_at is null;

-- @findGrants#1 src/identity/users/sql/memberships.ts
-- (text, uuid) → (grants jsonb)
select grants from read.role where id = $1 and organisation = $2;

-- @findOffer#1 src/identity/users/sql/memberships.ts
-- (uuid, uuid) → (offer uuid?, accepted bool)
select r.offer, (r.offer is null or r.accepted_at is not null) as accepted from role_assignment r where r.app_user = $1 and r.organisation = $2 and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and not exists (select from read.organisation closed where closed.id = r.organisation and closed.closed_at is not null);

-- @findUnconfirmed#1 src/identity/users/sql/memberships.ts
-- (uuid) → (id uuid!, organisation uuid!, organisationName text, user uuid!, by uuid?, before _uuid!, from uuid?, role text!, userName text, givenBy text!, name text, centreName text)
select r.id, r.organisation, o.name as "organisationName", r.app_user as user, r.granted_by as by, r.given_before as before, r.granted_from as from, r.role, case when a.organisation = r.organisation or (r.offer is null or r.accepted_at is not null) then a.name else u.email end as "userName", g.name as "givenBy", d.name, c.name as "centreName" from role_assignment r join read.organisation o on o.id = r.organisation join app_user a on a.id = r.app_user join auth."user" u on u.id = a.id left join app_user g on g.id = r.granted_by left join read.role d on d.id = r.role left join read.centre c on c.id = r.centre where r.unconfirmed and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and not exists (select from read.organisation closed where closed.id = r.organisation and closed.closed_at is not null) and r.id = $1 for update of r;

-- @isHeldElsewhere#1 src/identity/users/sql/memberships.ts
-- (uuid) → ()
select from role_assignment r join app_user a on a.id = r.app_user where r.app_user = $1 and r.organisation <> a.organisation and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and not exists (select from read.organisation closed where closed.id = r.organisation and closed.closed_at is not null) and (r.offer is null or r.accepted_at is not null) limit 1;

-- @listFromOutside#1 src/identity/users/sql/memberships.ts
-- (uuid, uuid) → (id uuid!, organisation uuid!, organisationName text, userName text, givenBy text!, role text!, name text, centreName text, givenFrom text, confirmedBy text!, waits bool!, begins date!, ours bool)
select w.id, w.organisation, w."organisationName", w."userName", w."givenBy", w.role, w.name, w."centreName", f.name as "givenFrom", y.name as "confirmedBy", r.unconfirmed as waits, r.valid_from as begins, r.organisation = $1 as ours from ( select r.id, r.organisation, o.name as "organisationName", r.app_user as user, r.granted_by as by, r.given_before as before, r.granted_from as from, r.role, case when a.organisation = r.organisation or (r.offer is null or r.accepted_at is not null) then a.name else u.email end as "userName", g.name as "givenBy", d.name, c.name as "centreName" from role_assignment r join read.organisation o on o.id = r.organisation join app_user a on a.id = r.app_user join auth."user" u on u.id = a.id left join app_user g on g.id = r.granted_by left join read.role d on d.id = r.role left join read.centre c on c.id = r.centre) w join role_assignment r on r.id = w.id join read.organisation f on f.id = r.granted_from left join app_user y on y.id = r.confirmed_by where $2 in (r.organisation, r.granted_from) and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and not exists (select from read.organisation closed where closed.id = r.organisation and closed.closed_at is not null) and (r.unconfirmed or (r.confirmed_by is not null and greatest(r.valid_from, r.confirmed_at::date) >= current_date - 30)) order by w."organisationName", w."userName", w.id;

-- @listHeld#1 src/identity/users/sql/memberships.ts
-- (uuid, uuid) → (id uuid!, role text!, by uuid?, grants jsonb)
select r.id, r.role, r.granted_by as by, d.grants from role_assignment r left join read.role d on d.id = r.role and d.organisation = r.organisation where r.app_user = $1 and r.organisation = $2 and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and not exists (select from read.organisation closed where closed.id = r.organisation and closed.closed_at is not null);

-- @listOffered#1 src/identity/users/sql/memberships.ts
-- (uuid) → (organisation uuid!, organisationName text, organisationClass text, invitedBy text, since timestamptz, roles json)
select r.organisation, o.name as "organisationName", o.class as "organisationClass", min(g.name) as "invitedBy", min(r.created_at) as since, json_agg(json_strip_nulls(json_build_object('role', r.role, 'name', d.name, 'centreName', c.name)) order by r.role, c.name) as roles from role_assignment r join read.organisation o on o.id = r.organisation left join app_user g on g.id = r.granted_by left join read.centre c on c.id = r.centre left join read.role d on d.id = r.role where r.app_user = $1 and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and not exists (select from read.organisation closed where closed.id = r.organisation and closed.closed_at is not null) and not (r.offer is null or r.accepted_at is not null) group by r.organisation, o.name, o.class order by o.name;

-- @listUnconfirmed#1 src/identity/users/sql/memberships.ts
-- (bool, uuid) → (id uuid!, organisation uuid!, organisationName text, user uuid!, by uuid?, before _uuid!, from uuid?, role text!, userName text, givenBy text!, name text, centreName text)
select r.id, r.organisation, o.name as "organisationName", r.app_user as user, r.granted_by as by, r.given_before as before, r.granted_from as from, r.role, case when a.organisation = r.organisation or (r.offer is null or r.accepted_at is not null) then a.name else u.email end as "userName", g.name as "givenBy", d.name, c.name as "centreName" from role_assignment r join read.organisation o on o.id = r.organisation join app_user a on a.id = r.app_user join auth."user" u on u.id = a.id left join app_user g on g.id = r.granted_by left join read.role d on d.id = r.role left join read.centre c on c.id = r.centre where r.unconfirmed and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and not exists (select from read.organisation closed where closed.id = r.organisation and closed.closed_at is not null) and ($1 or r.organisation = $2) order by o.name, "userName";

-- @suspendRoles#1 src/identity/users/sql/memberships.ts
-- (uuid, uuid, uuid, _uuid) → ()
update role_assignment set unconfirmed = true, granted_by = $1, confirmed_by = null, confirmed_at = null, given_before = case when unconfirmed then array(select distinct one from unnest(given_before || granted_by) one where one <> $2::uuid) else '{}' end, granted_from = coalesce(case when unconfirmed then granted_from end, nullif($3::uuid, organisation)) where id = any ($4::uuid[]);

-- @wasEverWorkedFor#1 src/identity/users/sql/memberships.ts
-- (uuid) → ()
select from role_assignment r where r.organisation = $1 and (r.offer is null or r.accepted_at is not null) limit 1;

-- @insertReset#1 src/identity/users/sql/resets.ts
-- (uuid, uuid, uuid, uuid, timestamptz) → ()
insert into second_factor_reset (id, organisation, app_user, asked_by, asked_at) values ($1, $2, $3, $4, $5);

-- @listResets#1 src/identity/users/sql/resets.ts
-- (uuid, timestamptz) → (id uuid!, organisation uuid!, organisationName text, user uuid!, userName text!, by uuid!, askedBy text!, askedAt timestamptz!, settledBy text!, settledAt timestamptz?, confirmed bool?)
select x.id, x.organisation, o.name as "organisationName", x.app_user as user, u.name as "userName", x.asked_by as by, a.name as "askedBy", x.asked_at as "askedAt", s.name as "settledBy", x.settled_at as "settledAt", x.confirmed from second_factor_reset x join read.organisation o on o.id = x.organisation join app_user u on u.id = x.app_user join app_user a on a.id = x.asked_by left join app_user s on s.id = x.settled_by where x.settled_at is null or (x.app_user = $1 and x.settled_at > $2::timestamptz - interval '30 days') order by x.asked_at desc, x.id;

-- @lockReset#1 src/identity/users/sql/resets.ts
-- (uuid) → (id uuid!, organisation uuid!, organisationName text, user uuid!, userName text!, by uuid!, askedBy text!, askedAt timestamptz!, settledBy text!, settledAt timestamptz?, confirmed bool?)
select x.id, x.organisation, o.name as "organisationName", x.app_user as user, u.name as "userName", x.asked_by as by, a.name as "askedBy", x.asked_at as "askedAt", s.name as "settledBy", x.settled_at as "settledAt", x.confirmed from second_factor_reset x join read.organisation o on o.id = x.organisation join app_user u on u.id = x.app_user join app_user a on a.id = x.asked_by left join app_user s on s.id = x.settled_by where x.id = $1 and x.settled_at is null for update of x;

-- @settleReset#1 src/identity/users/sql/resets.ts
-- (uuid, timestamptz, bool, uuid) → ()
update second_factor_reset set settled_by = $1, settled_at = $2, confirmed = $3 where id = $4;

-- @wasEverConfirmed#1 src/identity/users/sql/resets.ts
-- (uuid) → ()
select from second_factor_reset where app_user = $1 and confirmed limit 1;

-- @addAccount#1 src/identity/users/sql/sign-in.ts
-- (uuid, text, text) → ()
insert into auth."user" (id, name, email) values ($1, $2, $3);

-- @addInvitation#1 src/identity/users/sql/sign-in.ts
-- (uuid, text, text, int4) → ()
insert into auth.verification (id, identifier, value, expires_at) values ($1, $2, $3, now() + make_interval(days => $4));

-- @findAccount#1 src/identity/users/sql/sign-in.ts
-- (text) → (id uuid!)
select id from auth."user" where email = $1;

-- @findInvitation#1 src/identity/users/sql/sign-in.ts
-- (uuid) → (expires_at timestamptz!)
select expires_at from auth.verification where id = $1 and expires_at > now();

-- @findSecondFactors#1 src/identity/users/sql/sign-in.ts
-- (uuid, uuid) → (app bool, any bool)
select app, app or exists (select from auth.passkey where user_id = $1) as any from (select exists (select from auth.two_factor where user_id = $2 and verified) as app) f;

-- @listLinkGivers#1 src/identity/users/sql/sign-in.ts
-- (uuid) → (by uuid!, invitation uuid!)
select given_by as by, invitation from auth.link_giver where user_id = $1;

-- @setPassword#1 src/identity/users/sql/sign-in.ts
-- (uuid, text, text) → ()
insert into auth.account (id, user_id, account_id, provider_id, password) values (gen_random_uuid(), $1, $2, 'credential', $3);

-- @lines#1 src/identity/users/worklist.ts
-- (bool, uuid, bool, uuid, uuid, timestamptz, timestamptz, uuid, int8) → (id uuid!, at timestamptz!)
select x.id, x.asked_at as at from second_factor_reset x where (x.settled_at is null and ($1 and x.organisation = $2 or $3 and exists (select from read.organisation l where l.id = $4 and l.lead)) or x.app_user = $5 and (x.settled_at is null or x.settled_at > $6::timestamptz - interval '30 days')) and (x.asked_at, x.id) > ($7, $8::uuid) order by x.asked_at, x.id limit $9;

-- @lines#1 src/identity/users/worklist.ts
-- (bool, uuid, bool, uuid, uuid, timestamptz, int8) → (id uuid!, at timestamptz!)
select x.id, x.asked_at as at from second_factor_reset x where (x.settled_at is null and ($1 and x.organisation = $2 or $3 and exists (select from read.organisation l where l.id = $4 and l.lead)) or x.app_user = $5 and (x.settled_at is null or x.settled_at > $6::timestamptz - interval '30 days')) order by x.asked_at, x.id limit $7;

-- @lines#2 src/identity/users/worklist.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz)
select r.id, r.valid_from::timestamptz as at from role_assignment r where (r.organisation = $1 ) and r.granted_from is not null and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and (r.unconfirmed or (r.confirmed_by is not null and greatest(r.valid_from, r.confirmed_at::date) >= current_date - 30)) and (r.valid_from::timestamptz, r.id) > ($2, $3::uuid) order by 2, 1 limit $4;

-- @lines#2 src/identity/users/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz)
select r.id, r.valid_from::timestamptz as at from role_assignment r where (r.organisation = $1 ) and r.granted_from is not null and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and (r.unconfirmed or (r.confirmed_by is not null and greatest(r.valid_from, r.confirmed_at::date) >= current_date - 30)) order by 2, 1 limit $2;

-- @lines#2 src/identity/users/worklist.ts
-- (uuid, uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz)
select r.id, r.valid_from::timestamptz as at from role_assignment r where (r.organisation = $1 or r.granted_from = $2) and r.granted_from is not null and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and (r.unconfirmed or (r.confirmed_by is not null and greatest(r.valid_from, r.confirmed_at::date) >= current_date - 30)) and (r.valid_from::timestamptz, r.id) > ($3, $4::uuid) order by 2, 1 limit $5;

-- @lines#2 src/identity/users/worklist.ts
-- (uuid, uuid, int8) → (id uuid!, at timestamptz)
select r.id, r.valid_from::timestamptz as at from role_assignment r where (r.organisation = $1 or r.granted_from = $2) and r.granted_from is not null and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and (r.unconfirmed or (r.confirmed_by is not null and greatest(r.valid_from, r.confirmed_at::date) >= current_date - 30)) order by 2, 1 limit $3;

-- @lines#3 src/identity/users/worklist.ts
-- (uuid, uuid, uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz)
select r.id, r.valid_from::timestamptz as at from role_assignment r where r.unconfirmed and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and (r.organisation = $1 or r.granted_from = $2 or exists (select from read.organisation l where l.id = $3 and l.lead)) and (r.valid_from::timestamptz, r.id) > ($4, $5::uuid) order by 2, 1 limit $6;

-- @lines#3 src/identity/users/worklist.ts
-- (uuid, uuid, uuid, int8) → (id uuid!, at timestamptz)
select r.id, r.valid_from::timestamptz as at from role_assignment r where r.unconfirmed and r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1) and (r.organisation = $1 or r.granted_from = $2 or exists (select from read.organisation l where l.id = $3 and l.lead)) order by 2, 1 limit $4;

-- @value#1 src/identity/users/worklist.ts
-- (uuid) → (n int4)
select count(distinct m.app_user)::int as n from read.membership m join app_user a on a.id = m.app_user where m.organisation = $1 and a.active;

-- @value#2 src/identity/users/worklist.ts
-- (uuid) → (n int4)
select count(*)::int as n from app_user a where a.organisation = $1 and a.active and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now());
