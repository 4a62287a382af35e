-- Golden: the schema after all migrations. Written by `npm run schema`; a test compares it. Not to be edited.

CREATE OR REPLACE FUNCTION arraigo.age_band(born date, on_date date)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((born IS NULL) OR (on_date < born)) THEN 'unknown'::text WHEN (on_date < (born + '5 years'::interval)) THEN '0-4'::text WHEN (on_date < (born + '12 years'::interval)) THEN '5-11'::text WHEN (on_date < (born + '18 years'::interval)) THEN '12-17'::text WHEN (on_date < (born + '25 years'::interval)) THEN '18-24'::text WHEN (on_date < (born + '60 years'::interval)) THEN '25-59'::text ELSE '60+'::text END;

CREATE OR REPLACE FUNCTION arraigo.enqueue(job text, payload json, run_at timestamp with time zone, job_key text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform graphile_worker.add_job(job, payload, run_at => run_at, job_key => job_key);
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.visible(organisation uuid, shared_with uuid[])
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE(((organisation = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid) OR ((NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid = ANY (shared_with)) OR (current_setting('app.scope'::text, true) = 'system'::text)), false);

CREATE OR REPLACE FUNCTION arraigo.writable(organisation uuid, shared_with uuid[])
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN arraigo.visible(organisation, shared_with);

create table auth.account (
  id uuid not null,
  user_id uuid not null,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint account_unique UNIQUE (provider_id, account_id),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX account_by_user ON auth.account USING btree (user_id);

create table auth.attempt (
  key text not null,
  failures integer not null,
  since timestamp with time zone not null,
  constraint attempt_pkey PRIMARY KEY (key)
);

create table auth.passkey (
  id uuid not null,
  user_id uuid not null,
  name text,
  public_key text not null,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamp with time zone default now(),
  constraint passkey_credential_unique UNIQUE (credential_id),
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX passkey_by_user ON auth.passkey USING btree (user_id);
grant delete on auth.passkey to arraigo_app;

create table auth.session (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  proof text not null default 'password'::text,
  organisation uuid,
  centre uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint session_token_unique UNIQUE (token),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint session_proof CHECK ((proof = ANY (ARRAY['password'::text, 'code'::text, 'backup_code'::text, 'passkey'::text])))
);
CREATE INDEX session_by_user ON auth.session USING btree (user_id);
CREATE INDEX session_expires ON auth.session USING btree (expires_at);
grant delete on auth.session to arraigo_app;

create table auth.two_factor (
  id uuid not null,
  user_id uuid not null,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamp with time zone,
  constraint two_factor_user_unique UNIQUE (user_id),
  constraint two_factor_pkey PRIMARY KEY (id),
  constraint two_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
grant delete on auth.two_factor to arraigo_app;

create table auth.user (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint user_email_unique UNIQUE (email),
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_lower CHECK ((email = lower(email)))
);
grant insert on auth.user to arraigo_app;

create table auth.verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier ON auth.verification USING btree (identifier);
grant delete, insert on auth.verification to arraigo_app;

create table app_user (
  id uuid not null,
  organisation uuid not null,
  name text not null,
  locale text not null,
  active boolean not null default true,
  invitation uuid,
  created_at timestamp with time zone not null default now(),
  constraint app_user_pkey PRIMARY KEY (id),
  constraint app_user_id_fkey FOREIGN KEY (id) REFERENCES auth."user"(id),
  constraint app_user_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id)
);
CREATE INDEX app_user_organisation ON public.app_user USING btree (organisation);
grant insert, select, update on app_user to arraigo_app;

create table centre (
  id uuid not null,
  organisation uuid not null,
  name text not null,
  place text,
  address text,
  created_at timestamp with time zone not null default now(),
  constraint centre_name_unique UNIQUE (organisation, name),
  constraint centre_organisation_unique UNIQUE (id, organisation),
  constraint centre_pkey PRIMARY KEY (id),
  constraint centre_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id)
);
grant insert, select, update on centre to arraigo_app;

create table command_log (
  id uuid not null,
  name text not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  actor uuid not null,
  device uuid,
  seq bigint,
  after uuid,
  replaces uuid,
  pack_release text,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  input_hash bytea not null,
  outcome text not null,
  output jsonb,
  problem jsonb,
  input text,
  constraint command_log_pkey PRIMARY KEY (id),
  constraint command_log_outcome CHECK ((outcome = ANY (ARRAY['applied'::text, 'rejected'::text, 'parked'::text])))
);
CREATE UNIQUE INDEX command_log_device_seq ON public.command_log USING btree (device, seq) WHERE ((device IS NOT NULL) AND (seq IS NOT NULL));
CREATE INDEX command_log_received ON public.command_log USING btree (organisation, received_at DESC);
alter table command_log enable row level security;
alter table command_log force row level security;
create policy visible on command_log for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on command_log to arraigo_app;

create table device (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  holder uuid not null,
  registered_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  revoked_reason text,
  constraint device_pkey PRIMARY KEY (id),
  constraint device_revoked_whole CHECK (((revoked_at IS NULL) = (revoked_by IS NULL)))
);
CREATE INDEX device_organisation ON public.device USING btree (organisation, seen_at DESC);
alter table device enable row level security;
alter table device force row level security;
create policy visible on device for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on device to arraigo_app;

create table device_person (
  person uuid not null,
  device uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  xid xid8 not null default pg_current_xact_id(),
  constraint device_person_pkey PRIMARY KEY (person, device)
);
CREATE INDEX device_person_device ON public.device_person USING btree (device, xid);
alter table device_person enable row level security;
alter table device_person force row level security;
create policy visible on device_person for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on device_person to arraigo_app;

create table disclosure (
  person uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  actor uuid not null,
  via text not null,
  fields text[] not null,
  purpose text not null,
  constraint disclosure_pkey PRIMARY KEY (person, id)
);
CREATE INDEX disclosure_person_at ON public.disclosure USING btree (person, at DESC);
alter table disclosure enable row level security;
alter table disclosure force row level security;
create policy visible on disclosure for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on disclosure to arraigo_app;

create table fact (
  person uuid not null,
  id uuid not null,
  kind text not null,
  occurred_on date not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  centre uuid,
  actor uuid not null,
  command uuid not null,
  pack_release text not null,
  data jsonb not null default '{}'::jsonb,
  sex text not null default 'unknown'::text,
  age_band text not null default 'unknown'::text,
  population_group text not null default 'unknown'::text,
  migration_status text not null default 'unknown'::text,
  nationality text not null default 'unknown'::text,
  place text not null default 'unknown'::text,
  disability text not null default 'unknown'::text,
  xid xid8 not null default pg_current_xact_id(),
  constraint fact_pkey PRIMARY KEY (person, id)
);
CREATE INDEX fact_kind ON public.fact USING btree (kind, occurred_on);
CREATE INDEX fact_organisation ON public.fact USING btree (organisation, occurred_at DESC);
CREATE INDEX fact_xid ON public.fact USING btree (xid);
alter table fact enable row level security;
alter table fact force row level security;
create policy visible on fact for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on fact to arraigo_app;

create table installation (
  id uuid not null default gen_random_uuid(),
  created_at timestamp with time zone not null default now(),
  constraint installation_pkey PRIMARY KEY (id)
);
grant select on installation to arraigo_app;

create table migration (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table organisation (
  id uuid not null,
  name text not null,
  class text not null,
  contact text,
  time_zone text not null,
  locale text not null,
  second_factor text not null default 'required'::text,
  lead boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint organisation_class_unique UNIQUE (id, class),
  constraint organisation_name_unique UNIQUE (name),
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_class CHECK ((class = ANY (ARRAY['public'::text, 'cso'::text, 'company'::text, 'international'::text, 'funder'::text, 'verifier'::text, 'enforcement'::text, 'consular'::text]))),
  constraint organisation_second_factor CHECK ((second_factor = ANY (ARRAY['required'::text, 'optional'::text])))
);
CREATE UNIQUE INDEX organisation_lead ON public.organisation USING btree (lead) WHERE lead;
grant insert, select, update on organisation to arraigo_app;

create table pack_release (
  id text not null,
  pack text not null,
  version text not null,
  content jsonb not null,
  active boolean not null default false,
  loaded_at timestamp with time zone not null default now(),
  constraint pack_release_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX pack_release_active ON public.pack_release USING btree (active) WHERE active;
grant select on pack_release to arraigo_app;

create table role_assignment (
  id uuid not null,
  app_user uuid not null,
  organisation uuid not null,
  organisation_class text not null,
  centre uuid,
  role text not null,
  valid_from date not null,
  valid_until date,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  constraint role_assignment_pkey PRIMARY KEY (id),
  constraint role_assignment_app_user_fkey FOREIGN KEY (app_user) REFERENCES app_user(id),
  constraint role_assignment_centre FOREIGN KEY (centre, organisation) REFERENCES centre(id, organisation),
  constraint role_assignment_organisation FOREIGN KEY (organisation, organisation_class) REFERENCES organisation(id, class),
  constraint role_assignment_firewall CHECK ((organisation_class <> ALL (ARRAY['enforcement'::text, 'consular'::text]))),
  constraint role_assignment_period CHECK (((valid_until IS NULL) OR (valid_until >= valid_from))),
  constraint role_assignment_role CHECK ((role = ANY (ARRAY['front_desk'::text, 'orientation'::text, 'case_manager'::text, 'supervisor'::text, 'provider'::text, 'coordinator'::text, 'analyst'::text, 'communications'::text, 'verifier'::text, 'funder'::text, 'data_protection_officer'::text, 'administrator'::text])))
);
CREATE INDEX role_assignment_organisation_index ON public.role_assignment USING btree (organisation);
CREATE UNIQUE INDEX role_assignment_unique ON public.role_assignment USING btree (app_user, organisation, role, centre) NULLS NOT DISTINCT WHERE (revoked_at IS NULL);
grant insert, select, update on role_assignment to arraigo_app;

create view read.app_user with (security_invoker=true) as
SELECT id,
    organisation,
    name,
    locale,
    active
   FROM app_user;
grant select on read.app_user to arraigo_app;

create view read.centre with (security_invoker=true) as
SELECT id,
    organisation,
    name,
    place,
    address
   FROM centre;
grant select on read.centre to arraigo_app;

create view read.membership with (security_invoker=true) as
SELECT r.app_user,
    r.organisation,
    o.name AS organisation_name,
    o.class AS organisation_class,
    o.time_zone,
    o.second_factor,
    o.lead,
    r.role,
    r.centre,
    c.name AS centre_name
   FROM ((role_assignment r
     JOIN organisation o ON ((o.id = r.organisation)))
     LEFT JOIN centre c ON ((c.id = r.centre)))
  WHERE ((r.revoked_at IS NULL) AND (r.valid_from <= ((now() AT TIME ZONE o.time_zone))::date) AND ((r.valid_until IS NULL) OR (r.valid_until >= ((now() AT TIME ZONE o.time_zone))::date)));
grant select on read.membership to arraigo_app;

create view read.organisation with (security_invoker=true) as
SELECT id,
    name,
    class,
    time_zone,
    locale,
    lead
   FROM organisation;
grant select on read.organisation to arraigo_app;
