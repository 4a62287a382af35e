-- What several contact points reach, each once: for a new person's row, whose values may hold no sub-select where tables are spread
-- over several servers.
create function arraigo.all_reached(contacts text[]) returns text[]
language sql immutable parallel safe
return array(select distinct arraigo.reached(c) from unnest(contacts) c);
revoke all on function arraigo.all_reached from public;
grant execute on function arraigo.all_reached to arraigo_app;
