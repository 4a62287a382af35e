-- Who works here: sign-in (better-auth's tables, in a schema of their own), organisations, centres, users, roles.

create schema auth;
grant usage on schema auth to arraigo_app;

-- The columns are better-auth's; a test asks its migration generator whether anything is missing.
create table auth."user" (
  id uuid primary key,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_email_unique unique (email),
  constraint user_email_lower check (email = lower(email))
);

create table auth.session (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  -- What was shown to open it; everything but a bare password counts as two factors.
  proof text not null default 'password',
  -- For whom and where the user acts, when they may act for several.
  organisation uuid,
  centre uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint session_token_unique unique (token),
  constraint session_proof check (proof in ('password', 'code', 'backup_code', 'passkey'))
);
create index session_by_user on auth.session (user_id);
create index session_expires on auth.session (expires_at);

create table auth.account (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint account_unique unique (provider_id, account_id)
);
create index account_by_user on auth.account (user_id);

-- Short-lived secrets: invitations, second-factor challenges, passkey challenges. Identifiers are SHA-256 hashes.
create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on auth.verification (identifier);

create table auth.two_factor (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  constraint two_factor_user_unique unique (user_id)
);

create table auth.passkey (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz default now(),
  constraint passkey_credential_unique unique (credential_id)
);
create index passkey_by_user on auth.passkey (user_id);

-- Guesses, counted for all processes together: by account and by address. Keys hold hashes, never an e-mail.
create table auth.attempt (
  key text primary key,
  failures integer not null,
  since timestamptz not null
);

-- Commands create and close accounts inside their own transaction, and read no password, token or secret.
grant select (id, email, two_factor_enabled), insert, update (two_factor_enabled) on auth."user" to arraigo_app;
grant select (id, user_id), delete on auth.session, auth.passkey to arraigo_app;
grant select (id, user_id, verified), delete on auth.two_factor to arraigo_app;
grant select (id, expires_at), insert, delete on auth.verification to arraigo_app;

create table organisation (
  id uuid primary key,
  name text not null,
  class text not null,
  contact text,
  time_zone text not null,
  locale text not null,
  second_factor text not null default 'required',
  -- The one that runs the network: its administrators register the others.
  lead boolean not null default false,
  created_at timestamptz not null default now(),
  constraint organisation_name_unique unique (name),
  constraint organisation_class_unique unique (id, class),
  constraint organisation_class check (
    class in ('public', 'cso', 'company', 'international', 'funder', 'verifier', 'enforcement', 'consular')
  ),
  constraint organisation_second_factor check (second_factor in ('required', 'optional'))
);
create unique index organisation_lead on organisation (lead) where lead;
grant select, insert, update on organisation to arraigo_app;

create table centre (
  id uuid primary key,
  organisation uuid not null references organisation (id),
  name text not null,
  -- An official place code of the pack, such as co_44001.
  place text,
  address text,
  created_at timestamptz not null default now(),
  constraint centre_name_unique unique (organisation, name),
  constraint centre_organisation_unique unique (id, organisation)
);
grant select, insert, update on centre to arraigo_app;

create table app_user (
  id uuid primary key references auth."user" (id),
  -- The organisation that invited the user answers for the account; others only grant and revoke roles.
  organisation uuid not null references organisation (id),
  name text not null,
  locale text not null,
  active boolean not null default true,
  -- The open invitation in auth.verification; gone from there once used.
  invitation uuid,
  -- Who opened it, and so may show its link: the lead invites the first administrator of a new organisation.
  invited_by uuid references organisation (id),
  created_at timestamptz not null default now()
);
create index app_user_organisation on app_user (organisation);
grant select, insert, update on app_user to arraigo_app;

create table role_assignment (
  id uuid primary key,
  app_user uuid not null references app_user (id),
  organisation uuid not null,
  -- Kept here so that the database itself refuses a role to those who enforce migration law (firewall).
  organisation_class text not null,
  centre uuid,
  role text not null,
  valid_from date not null,
  valid_until date,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  constraint role_assignment_organisation foreign key (organisation, organisation_class)
    references organisation (id, class),
  constraint role_assignment_centre foreign key (centre, organisation) references centre (id, organisation),
  constraint role_assignment_firewall check (organisation_class not in ('enforcement', 'consular')),
  constraint role_assignment_period check (valid_until is null or valid_until >= valid_from),
  constraint role_assignment_role check (
    role in (
      'front_desk', 'orientation', 'case_manager', 'supervisor', 'provider', 'coordinator', 'analyst',
      'communications', 'verifier', 'funder', 'data_protection_officer', 'administrator'
    )
  )
);
create unique index role_assignment_unique on role_assignment (app_user, organisation, role, centre)
  nulls not distinct where revoked_at is null;
create index role_assignment_organisation_index on role_assignment (organisation);
grant select, insert, update on role_assignment to arraigo_app;

create view read.organisation with (security_invoker = true) as
  select id, name, class, time_zone, locale, lead from organisation;

create view read.centre with (security_invoker = true) as
  select id, organisation, name, place, address from centre;

create view read.app_user with (security_invoker = true) as
  select id, organisation, name, locale, active from app_user;

-- The roles a user holds today, by the calendar of the organisation they hold them in.
create view read.membership with (security_invoker = true) as
  select r.app_user, r.organisation, o.name as organisation_name, o.class as organisation_class, o.time_zone,
    o.second_factor, o.lead, r.role, r.centre, c.name as centre_name
  from role_assignment r
  join organisation o on o.id = r.organisation
  left join centre c on c.id = r.centre
  where r.revoked_at is null
    and r.valid_from <= (now() at time zone o.time_zone)::date
    and (r.valid_until is null or r.valid_until >= (now() at time zone o.time_zone)::date);

grant select on read.organisation, read.centre, read.app_user, read.membership to arraigo_app;
