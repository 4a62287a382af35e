-- Entries without a seal are found in their order, by an index that holds them alone, so that each batch continues after the one
-- before it. With one index for both, every batch of a transaction read again all entries that it had sealed already.
create index disclosure_waiting on disclosure (at, id) where seal is null;
drop index disclosure_sealed;
create index disclosure_sealed on disclosure (seal) where seal is not null;

drop function arraigo.seal_disclosures(bigint, integer);
-- Seals the next entries after one: in the order of the index, so that none of its plans reads the whole log. Without an order, and
-- after a time without sealing, whose statistics say that most entries wait, each seal did.
create function arraigo.seal_disclosures(number bigint, most integer, after_at timestamptz, after_id uuid)
returns setof public.disclosure
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  scope text := coalesce(current_setting('app.scope', true), '');
begin
  set local app.scope = 'system';
  return query
    with waiting as materialized (
      select w.person, w.id from public.disclosure w
      where w.seal is null and (w.at, w.id) > (after_at, after_id)
      order by w.at, w.id limit most
    )
    update public.disclosure d set seal = number from waiting w
    where d.person = w.person and d.id = w.id and d.seal is null returning d.*;
  execute format('set local app.scope = %L', scope);
end
$$;
revoke all on function arraigo.seal_disclosures from public;
grant execute on function arraigo.seal_disclosures to arraigo_app;
