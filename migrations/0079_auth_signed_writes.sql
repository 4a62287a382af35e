-- Requests write no table of `auth` themselves: what opens or closes an account goes through one function, which does only what
-- the program signed for that one write of that one transaction. A setting such as `app.actor` proves nothing here, because
-- whoever can run a statement inside a transaction can set it, and any row that such a function could look up they can write.

-- The key of those signatures as HMAC-SHA256 needs it (RFC 2104): derived from the installation's secret, and written by the
-- program at each start. Only the owner of the database and of the function reads it.
create table auth.write_key (
  one boolean primary key default true,
  inner_key bytea not null,
  outer_key bytea not null,
  constraint write_key_one check (one)
);

-- `given` is JSON, and is signed as the text that it is. Answers with how many rows were written.
create function arraigo.write_auth(work text, given text, signature bytea) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  one jsonb;
  written bigint := 0;
begin
  -- Hashed once more, so that the time of the comparison says nothing about how a right signature begins.
  if not exists (
    select from auth.write_key k
    where sha256(signature) = sha256(sha256(k.outer_key || sha256(
      k.inner_key || convert_to(concat_ws(E'\n', work, txid_current(), given), 'UTF8'))))
  ) then
    raise insufficient_privilege using message = 'The program did not sign this write.';
  end if;
  one := given;
  case work
    when 'user.add' then
      insert into auth."user" (id, name, email)
      select g.id, g.name, g.email from jsonb_to_record(one) as g(id uuid, name text, email text);
    when 'link.open' then
      insert into auth.verification (id, identifier, value, expires_at)
      select g.id, g.identifier, g.user_id::text, now() + make_interval(days => g.days)
      from jsonb_to_record(one) as g(id uuid, identifier text, user_id uuid, days integer);
    when 'link.close' then
      delete from auth.verification v where v.id = (one ->> 'id')::uuid;
    when 'link.given' then
      insert into auth.link_giver (user_id, given_by, invitation)
      select g.user_id, g.given_by, g.invitation
      from jsonb_to_record(one) as g(user_id uuid, given_by uuid, invitation uuid)
      on conflict (user_id, given_by) do update set invitation = excluded.invitation;
    when 'sessions.end' then
      delete from auth.session s
      using jsonb_to_record(one) as g(users uuid[], keep text[])
      where s.user_id = any (g.users) and s.proof <> all (coalesce(g.keep, '{}'));
    when 'app.forget' then
      delete from auth.two_factor f where f.user_id = (one ->> 'user_id')::uuid;
      update auth."user" u set two_factor_enabled = false where u.id = (one ->> 'user_id')::uuid;
    when 'passkeys.forget' then
      delete from auth.passkey p where p.user_id = (one ->> 'user_id')::uuid;
    when 'provider.forget' then
      delete from auth.account a where a.user_id = (one ->> 'user_id')::uuid and a.provider_id <> 'credential';
    when 'sign_on.lock' then
      perform from auth.sign_on s where s.organisation = (one ->> 'organisation')::uuid for update;
    when 'sign_on.write' then
      insert into auth.sign_on as s (organisation, issuer, client_id, domain, required, second_factor, acr)
      select g.organisation, g.issuer, g.client_id, g.domain, g.required, g.second_factor, g.acr
      from jsonb_to_record(one) as g(organisation uuid, issuer text, client_id text, domain text, required boolean,
        second_factor text, acr text)
      on conflict (organisation) do update set issuer = excluded.issuer, client_id = excluded.client_id,
        domain = excluded.domain,
        domain_proved_at = case when s.domain = excluded.domain and s.issuer = excluded.issuer then s.domain_proved_at end,
        domain_proved_by = case when s.domain = excluded.domain and s.issuer = excluded.issuer then s.domain_proved_by end,
        required = excluded.required, second_factor = excluded.second_factor, acr = excluded.acr;
    when 'sign_on.secret' then
      update auth.sign_on s set client_secret = one ->> 'sealed' where s.organisation = (one ->> 'organisation')::uuid;
    when 'sign_on.prove' then
      update auth.sign_on s set domain_proved_at = coalesce(s.domain_proved_at, g.at),
        domain_proved_by = coalesce(s.domain_proved_by, g.by)
      from jsonb_to_record(one) as g(organisation uuid, domain text, issuer text, by text, at timestamptz)
      where s.organisation = g.organisation and s.domain = g.domain and s.issuer = coalesce(g.issuer, s.issuer);
    when 'sign_on.remove' then
      delete from auth.sign_on s where s.organisation = (one ->> 'organisation')::uuid;
    when 'key.issue' then
      insert into auth.api_key (id, organisation, organisation_class, app_user, prefix, hash, allows, valid_until,
        issued_at, issued_by)
      select g.id, g.organisation, g.organisation_class, g.app_user, g.prefix, decode(g.hash, 'hex'), g.allows, g.valid_until,
        g.issued_at, g.issued_by
      from jsonb_to_record(one) as g(id uuid, organisation uuid, organisation_class text, app_user uuid, prefix text,
        hash text, allows text[], valid_until date, issued_at timestamptz, issued_by uuid);
    when 'key.revoke' then
      update auth.api_key k set revoked_at = coalesce(k.revoked_at, g.at)
      from jsonb_to_record(one) as g(id uuid, organisation uuid, at timestamptz)
      where k.id = g.id and k.organisation = g.organisation;
  end case;
  get diagnostics written = row_count;
  return written;
end
$$;
revoke all on function arraigo.write_auth from public;
grant execute on function arraigo.write_auth to arraigo_app;

revoke insert, update, delete, truncate on all tables in schema auth from arraigo_app;

-- Nor whose an account is, and no lock of the whole table: that takes the right to update all of it.
revoke update on app_user from arraigo_app;
grant update (locale, active, invitation, invited_by) on app_user to arraigo_app;

-- Links made before are not told from those of somebody's own statement, but no link of the program's was ever good for longer.
update auth.verification set expires_at = least(expires_at, now() + interval '7 days');

-- What the owner of the function may do. Called together with `arraigo.limit_functions()`, which makes that role and hands the
-- function over to it: after every migration, and for every new database.
create function arraigo.limit_auth() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'arraigo_definer') then return; end if;
  grant usage on schema auth to arraigo_definer;
  grant select on auth.write_key to arraigo_definer;
  grant select (id), insert (id, name, email), update (two_factor_enabled) on auth."user" to arraigo_definer;
  grant select (id), insert (id, identifier, value, expires_at), delete on auth.verification to arraigo_definer;
  grant select, insert, update (invitation) on auth.link_giver to arraigo_definer;
  grant select (user_id, proof), delete on auth.session to arraigo_definer;
  grant select (user_id), delete on auth.two_factor, auth.passkey to arraigo_definer;
  grant select (user_id, provider_id), delete on auth.account to arraigo_definer;
  grant select, insert, update, delete on auth.sign_on to arraigo_definer;
  grant select (id, organisation, revoked_at), insert (id, organisation, organisation_class, app_user, prefix, hash, allows,
    valid_until, issued_at, issued_by), update (revoked_at) on auth.api_key to arraigo_definer;
end
$$;
revoke all on function arraigo.limit_auth from public;
