-- Organisation sign-on by OpenID Connect, and keys for programs. Both belong to the platform's sign-in.

-- One provider an organisation. Its secret is sealed with the house's own secret before it comes here.
create table auth.sign_on (
  organisation uuid primary key references organisation (id),
  issuer text not null,
  client_id text not null,
  client_secret text,
  -- E-mail addresses that end so are led to this provider.
  domain text not null,
  -- Then the organisation's passwords are refused.
  required boolean not null default false,
  -- Whose word counts as the second proof: the provider's, or ours in any case.
  second_factor text not null default 'house',
  -- What the provider calls a sign-in with two proofs, beside `mfa` among its methods (RFC 8176).
  acr text,
  constraint sign_on_domain_unique unique (domain),
  constraint sign_on_domain_lower check (domain = lower(domain)),
  constraint sign_on_second_factor check (second_factor in ('provider', 'house'))
);

alter table auth.session drop constraint session_proof;
alter table auth.session add constraint session_proof check (
  proof in ('password', 'code', 'backup_code', 'passkey', 'sign_on', 'vouched')
);

-- A key acts as a user of its own, whom nobody can sign in as. Only its SHA-256 is kept: 32 random bytes need no salt.
create table auth.api_key (
  id uuid primary key,
  organisation uuid not null,
  -- Kept here so that the database itself refuses a key to those who enforce migration law (firewall).
  organisation_class text not null,
  app_user uuid not null references app_user (id),
  -- The beginning of the key, by which people tell it from others.
  prefix text not null,
  hash bytea not null,
  -- Names of the commands and queries it may ask for, beside what its user's roles allow.
  allows text[] not null,
  valid_until date not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  used_at timestamptz,
  revoked_at timestamptz,
  constraint api_key_hash_unique unique (hash),
  constraint api_key_organisation foreign key (organisation, organisation_class) references organisation (id, class),
  constraint api_key_firewall check (organisation_class not in ('enforcement', 'consular')),
  constraint api_key_allows check (cardinality(allows) > 0),
  constraint api_key_year check (valid_until <= (issued_at at time zone 'UTC')::date + 367)
);
create index api_key_user on auth.api_key (app_user);
create index api_key_organisation_issued on auth.api_key (organisation, issued_at desc);

-- Commands configure and issue, and read neither the provider's secret nor a key's hash.
grant select (organisation, issuer, client_id, domain, required, second_factor, acr), insert, update, delete
  on auth.sign_on to arraigo_app;
grant select (id, organisation, app_user, prefix, allows, valid_until, issued_at, issued_by, used_at, revoked_at), insert,
  update (revoked_at) on auth.api_key to arraigo_app;
-- Which users have come in through a provider, and forgetting it with a new link.
grant select (user_id, provider_id), delete on auth.account to arraigo_app;
grant select (proof) on auth.session to arraigo_app;
