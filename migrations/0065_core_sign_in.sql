-- Nobody signs in as the application's role: it is entered by the database's owner. Every role may set its own password, so
-- one statement run under it would otherwise leave a way in for good. Where somebody else made it, it is theirs to close.
do $$
begin
  if exists (select from pg_catalog.pg_roles where rolname = 'arraigo_app' and rolcanlogin) then
    alter role arraigo_app nologin password null;
  end if;
exception
  when insufficient_privilege then null;
  -- Another database of the same server is closing it in this moment.
  when internal_error then null;
end
$$;
