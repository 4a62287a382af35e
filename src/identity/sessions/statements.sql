-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @countUnreadable#1 src/identity/sessions/server/code.ts
-- () → (secret text!)
select secret from auth.two_factor where verified;

-- @takeCode#1 src/identity/sessions/server/code.ts
-- (uuid) → (secret text!)
select secret from auth.two_factor where user_id = $1;

-- @takeCode#2 src/identity/sessions/server/code.ts
-- (uuid, text, int8) → ()
update auth.two_factor set used_step = $3 where user_id = $1 and secret = $2 and coalesce(used_step, 0) < $3;

-- @whyClosed#1 src/identity/sessions/server/inner.ts
-- (uuid) → (active bool, program bool)
select active, exists (select from auth.api_key k where k.app_user = a.id) as program from read.app_user a where id = $1;

-- @actorByKey#1 src/identity/sessions/server/keys.ts
-- (bytea) → (id uuid!, user uuid!, name text, locale text, active bool, home uuid, allows _text!, revoked bool, expired bool, memberships json)
with used as ( update auth.api_key set used_at = now() where hash = $1 and revoked_at is null and (used_at is null or used_at < now() - interval '1 minute') ) select k.id, k.app_user as user, a.name, a.locale, a.active, a.organisation as home, k.allows, k.revoked_at is not null as revoked, k.valid_until < (now() at time zone o.time_zone)::date as expired, coalesce((select json_agg(m order by m.role, m.centre_name) from read.membership m where m.app_user = k.app_user and m.organisation = k.organisation), '[]') as memberships from auth.api_key k join read.app_user a on a.id = k.app_user join read.organisation o on o.id = k.organisation where k.hash = $1;

-- @findAccount#1 src/identity/sessions/server/known-browser.ts
-- (text) → (user uuid!, password text?, app uuid!)
select u.id as user, c.password, f.id as app from auth."user" u left join auth.account c on c.user_id = u.id and c.provider_id = 'credential' left join auth.two_factor f on f.user_id = u.id and f.verified where u.email = $1;

-- @findAccount#1 src/identity/sessions/server/known-browser.ts
-- (uuid) → (user uuid!, password text?, app uuid!)
select u.id as user, c.password, f.id as app from auth."user" u left join auth.account c on c.user_id = u.id and c.provider_id = 'credential' left join auth.two_factor f on f.user_id = u.id and f.verified where u.id = $1;

-- @findActing#1 src/identity/sessions/server/operator.ts
-- (text) → (user uuid!, name text, locale text, home uuid, memberships json)
select u.id as user, a.name, a.locale, a.organisation as home, coalesce((select json_agg(m order by m.organisation_name, m.role, m.centre_name) from read.membership m where m.app_user = u.id), '[]') as memberships from auth."user" u join read.app_user a on a.id = u.id where u.email = lower($1) and a.active;

-- @findActing#1 src/identity/sessions/server/operator.ts
-- (uuid) → (user uuid!, name text, locale text, home uuid, memberships json)
select u.id as user, a.name, a.locale, a.organisation as home, coalesce((select json_agg(m order by m.organisation_name, m.role, m.centre_name) from read.membership m where m.app_user = u.id), '[]') as memberships from auth."user" u join read.app_user a on a.id = u.id where u.id = $1 and a.active;

-- @ownAccount#1 src/identity/sessions/server/own-account.ts
-- (uuid, uuid, uuid) → ()
delete from auth.session where user_id = $1 and id <> $2 and ($3::uuid is null or id = $3);

-- @ownAccount#2 src/identity/sessions/server/own-account.ts
-- (uuid, uuid, uuid) → ()
update auth.session set organisation = $2, centre = $3 where id = $1;

-- @passkeys#1 src/identity/sessions/server/own-account.ts
-- (uuid) → (id uuid!, name text?, createdAt timestamptz?)
select id, name, created_at as "createdAt" from auth.passkey where user_id = $1 order by created_at;

-- @sessions#1 src/identity/sessions/server/own-account.ts
-- (uuid, uuid) → (id uuid!, browser text?, address text?, since timestamptz!, usedAt timestamptz!, current bool)
select id, user_agent as "browser", ip_address as "address", created_at as "since", updated_at as "usedAt", id = $2 as "current" from auth.session where user_id = $1 and expires_at > now() order by updated_at desc;

-- @forgetOldRefused#1 src/identity/sessions/server/refused.ts
-- () → ()
delete from auth.refused_proof where last_at < now() - interval '90 days';

-- @keep#1 src/identity/sessions/server/refused.ts
-- (uuid, text, text, text, uuid, int8, int4) → ()
insert into auth.refused_proof as r (user_id, kind, address, user_agent) select o.id, $2, case when o.id = $5 or k.others >= $6 then '' else $3 end, case when o.id = $5 or k.others >= $6 then null else $4 end from (select $1::uuid as id) o cross join lateral ( select count(*) as others from auth.refused_proof p where p.user_id = o.id and (p.kind, p.address) <> ($2, $3)) k on conflict (user_id, kind, address) do update set tries = least(r.tries + 1, $7), user_agent = excluded.user_agent, last_at = now();

-- @keep#1 src/identity/sessions/server/refused.ts
-- (text, text, text, text, uuid, int8, int4) → ()
insert into auth.refused_proof as r (user_id, kind, address, user_agent) select o.id, $2, case when o.id = $5 or k.others >= $6 then '' else $3 end, case when o.id = $5 or k.others >= $6 then null else $4 end from (select id from auth."user" where email = $1) o cross join lateral ( select count(*) as others from auth.refused_proof p where p.user_id = o.id and (p.kind, p.address) <> ($2, $3)) k on conflict (user_id, kind, address) do update set tries = least(r.tries + 1, $7), user_agent = excluded.user_agent, last_at = now();

-- @keep#1 src/identity/sessions/server/refused.ts
-- (text, text, text, text, uuid, int8, int4) → ()
insert into auth.refused_proof as r (user_id, kind, address, user_agent) select o.id, $2, case when o.id = $5 or k.others >= $6 then '' else $3 end, case when o.id = $5 or k.others >= $6 then null else $4 end from (select user_id as id from auth.passkey where credential_id = $1) o cross join lateral ( select count(*) as others from auth.refused_proof p where p.user_id = o.id and (p.kind, p.address) <> ($2, $3)) k on conflict (user_id, kind, address) do update set tries = least(r.tries + 1, $7), user_agent = excluded.user_agent, last_at = now();

-- @listRefused#1 src/identity/sessions/server/refused.ts
-- (uuid) → (kind text!, address text!, browser text?, tries int4!, firstAt timestamptz!, lastAt timestamptz!, isNew bool)
select kind, address, user_agent as browser, tries, first_at as "firstAt", last_at as "lastAt", seen_at is null or last_at > seen_at as "isNew" from auth.refused_proof where user_id = $1 and last_at > now() - interval '90 days' order by last_at desc, kind;

-- @seeRefused#1 src/identity/sessions/server/refused.ts
-- (uuid, timestamptz) → ()
update auth.refused_proof set seen_at = now() where user_id = $1 and date_trunc('milliseconds', last_at) <= $2;

-- @challenged#1 src/identity/sessions/server/routes.ts
-- (text) → (value text!)
select v.value from auth.verification v join auth."user" u on u.id::text = v.value where v.identifier = $1 and v.expires_at > now();

-- @invited#1 src/identity/sessions/server/routes.ts
-- (text) → (user uuid!, name text, email text!, organisation text, locale text)
select u.id as user, a.name, u.email, o.name as organisation, a.locale from auth.verification v join auth."user" u on u.id::text = v.value join read.app_user a on a.id = u.id and a.active join read.organisation o on o.id = a.organisation where v.identifier = $1 and v.expires_at > now();

-- @signInWithCode#1 src/identity/sessions/server/routes.ts
-- (text) → ()
delete from auth.session where token = $1;

-- @standing#1 src/identity/sessions/server/routes.ts
-- (uuid) → ()
select from auth.account where user_id = $1 and password is not null;

-- @beginSignOn#1 src/identity/sessions/server/sign-on.ts
-- (uuid, text, text, int4) → ()
with old as (delete from auth.verification where expires_at < now() - interval '1 day') insert into auth.verification (id, identifier, value, expires_at) values ($1, $2, $3, now() + make_interval(mins => $4));

-- @takeBack#1 src/identity/sessions/server/sign-on.ts
-- (text) → (value text!)
delete from auth.verification where identifier = $1 and expires_at > now() returning value;

-- @dropPasskey#1 src/identity/sessions/server/standing.ts
-- (uuid, uuid, bool) → (stays bool)
with mine as materialized (select id from auth.passkey where user_id = $2 order by id for update), gone as ( delete from auth.passkey p using mine m where p.id = $1 and m.id = p.id and (not $3 or exists (select from auth.two_factor f where f.user_id = $2 and f.verified) or (select count(*) from mine) > 1) returning p.id ) select exists (select from mine where id = $1) and not exists (select from gone) as stays;

-- @findStanding#1 src/identity/sessions/server/standing.ts
-- (text, float8, float8) → (session uuid!, token text!, proof text!, expires_at timestamptz!, organisation uuid?, centre uuid?, user uuid!, email text!, name text, locale text, active bool, has_codes bool, passkeys int4, home uuid, membership json, extend bool)
select s.id as session, s.token, s.proof, s.expires_at, s.organisation, s.centre, u.id as user, u.email, coalesce(a.name, u.name) as name, coalesce(a.locale, 'es') as locale, coalesce(a.active, false) as active, exists (select from auth.two_factor f where f.user_id = u.id and f.verified) as has_codes, (select count(*)::integer from auth.passkey p where p.user_id = u.id) as passkeys, a.organisation as home, row_to_json(m) as membership, s.expires_at < least(now() + make_interval(secs => $2), s.created_at + make_interval(secs => $3)) - interval '5 minutes' as extend from auth.session s join auth."user" u on u.id = s.user_id left join read.app_user a on a.id = u.id left join read.membership m on m.app_user = u.id where s.token = $1 and s.expires_at > now();

-- @findStanding#2 src/identity/sessions/server/standing.ts
-- (uuid, float8, float8) → ()
update auth.session set updated_at = now(), expires_at = least(now() + make_interval(secs => $2), created_at + make_interval(secs => $3)) where id = $1;

-- @raiseProof#1 src/identity/sessions/server/standing.ts
-- (text, uuid, text) → ()
update auth.session set proof = $3 where token = $1 and user_id = $2 and proof in ('password', 'sign_on', 'vouched');

-- @addNobody#1 src/identity/sessions/sql/accounts.ts
-- (uuid, text) → ()
with nobody as ( insert into auth."user" (id, name, email) values ($1, '', $2) on conflict do nothing ) insert into auth.account (id, user_id, account_id, provider_id, password) values ($1, $1, $1::uuid::text, 'credential', repeat('0', 32) || ':' || repeat('x', 128)) on conflict do nothing;

-- @forgetLinkGivers#1 src/identity/sessions/sql/accounts.ts
-- (uuid) → ()
delete from auth.link_giver g where g.user_id = $1 and not exists ( select from auth.link_giver o join auth.verification v on v.id = o.invitation and v.expires_at > now() where o.user_id = $1);

-- @passwordAddresses#1 src/identity/sessions/sql/accounts.ts
-- (text, text) → (email text)
select coalesce((select u.email from auth."user" u join auth.account a on a.user_id = u.id and a.provider_id = 'credential' and a.password is not null where u.email = $1), $2) as email;

-- @anySignOn#1 src/identity/sessions/sql/providers.ts
-- () → ()
select from auth.sign_on limit 1;

-- @findByEmail#1 src/identity/sessions/sql/providers.ts
-- (text) → (organisation uuid!, issuer text!, clientId text!, sealed text?, domain text!, required bool!, secondFactor text!, acr text?, proved bool)
select organisation, issuer, client_id as "clientId", client_secret as sealed, domain, required, second_factor as "secondFactor", acr, domain_proved_at is not null as proved from auth.sign_on s where domain = split_part($1, '@', 2) and (domain_proved_at is not null or exists ( select from auth."user" u join read.app_user a on a.id = u.id join auth.account c on c.user_id = u.id and c.provider_id = s.issuer where u.email = $1 and a.organisation = s.organisation)) order by exists ( select from auth."user" u join read.app_user a on a.id = u.id join auth.account c on c.user_id = u.id and c.provider_id = s.issuer where u.email = $1 and a.organisation = s.organisation) desc limit 1;

-- @findByOrganisation#1 src/identity/sessions/sql/providers.ts
-- (uuid) → (organisation uuid!, issuer text!, clientId text!, sealed text?, domain text!, required bool!, secondFactor text!, acr text?, proved bool)
select organisation, issuer, client_id as "clientId", client_secret as sealed, domain, required, second_factor as "secondFactor", acr, domain_proved_at is not null as proved from auth.sign_on s where organisation = $1;

-- @findHolder#1 src/identity/sessions/sql/providers.ts
-- (text) → (user uuid!, email text!, organisation uuid)
select u.id as user, u.email, a.organisation from auth."user" u join read.app_user a on a.id = u.id where u.email = $1;

-- @findHolder#2 src/identity/sessions/sql/providers.ts
-- (text, text) → (user uuid!, email text!, organisation uuid)
select u.id as user, u.email, a.organisation from auth."user" u join read.app_user a on a.id = u.id join auth.account c on c.user_id = u.id where c.provider_id = $1 and c.account_id = $2;

-- @link#1 src/identity/sessions/sql/providers.ts
-- (uuid, text, text) → ()
insert into auth.account (id, user_id, provider_id, account_id) values (gen_random_uuid(), $1, $2, $3) on conflict do nothing;

-- @link#2 src/identity/sessions/sql/providers.ts
-- (uuid, text, text) → ()
select from auth.account where user_id = $1 and provider_id = $2 and account_id = $3;

-- @mustSignOn#1 src/identity/sessions/sql/providers.ts
-- (uuid) → ()
select from auth.sign_on s join read.app_user a on a.organisation = s.organisation join auth."user" u on u.id = a.id and split_part(u.email, '@', 2) = s.domain where a.id = $1 and s.required and (s.domain_proved_at is not null or exists ( select from auth.account c where c.user_id = a.id and c.provider_id = s.issuer));
