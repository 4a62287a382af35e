-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @domainClaims#1 src/identity/sign-on/sql.ts
-- () → (organisation uuid!, organisationName text, domain text!, issuer text!)
select s.organisation, o.name as "organisationName", s.domain, s.issuer from auth.sign_on s join read.organisation o on o.id = s.organisation where s.domain_proved_at is null order by o.name;

-- @endOtherSessions#1 src/identity/sign-on/sql.ts
-- (uuid, text) → (id uuid!)
select u.id from auth."user" u join read.app_user a on a.id = u.id where a.organisation = $1 and split_part(u.email, '@', 2) = $2;

-- @findProvider#1 src/identity/sign-on/sql.ts
-- (uuid) → (issuer text!, clientId text!, domain text!, required bool!, secondFactor text!, acr text?, proved text?, linked int4)
select s.issuer, s.client_id as "clientId", s.domain, s.required, s.second_factor as "secondFactor", s.acr, s.domain_proved_by as proved, (select count(*)::integer from auth.account c join read.app_user a on a.id = c.user_id where c.provider_id = s.issuer and a.organisation = s.organisation) as linked from auth.sign_on s where s.organisation = $1;

-- @hasSignedIn#1 src/identity/sign-on/sql.ts
-- (uuid, text) → ()
select from auth.account where user_id = $1 and provider_id = $2;

-- @isDomainOfOthers#1 src/identity/sign-on/sql.ts
-- (uuid, text) → ()
select from auth."user" u join read.app_user a on a.id = u.id where a.organisation <> $1 and split_part(u.email, '@', 2) = $2 limit 1;

-- @isLead#1 src/identity/sign-on/sql.ts
-- (uuid) → ()
select from read.organisation where id = $1 and lead;
