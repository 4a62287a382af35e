-- An erasure also takes the words of commands about late work, refused ones too, such as why somebody discarded it.
create or replace function arraigo.forget_words(whose uuid, keeper uuid, kept jsonb) returns void
language plpgsql security definer set search_path = public
as $$
declare
  place record;
  named text[] := array[whose::text];
  found text[];
begin
  for place in
    select c.relname as relation, a.attname as field
    from pg_class c
    join pg_attribute p on p.attrelid = c.oid and p.attname = 'person' and not p.attisdropped
    join pg_attribute a on a.attrelid = c.oid and a.attname in ('id', 'contact', 'identifier') and a.atttypid = 'uuid'::regtype
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'disclosure'
  loop
    execute format('select array_agg(%I::text) from %I where person = $1', place.field, place.relation)
      into found using whose;
    named := named || coalesce(found, '{}');
  end loop;
  -- What a lost device handed over is spoken of by an id of its own, in a table that names no person.
  select named || coalesce(array_agg(l.id::text), '{}') into named from late_command l
  where l.organisation = keeper and exists (select from unnest(named) as name where strpos(l.input, name) > 0);
  update command_log set input = null, output = null, problem = problem - 'data', input_hash = ''
  where organisation in (keeper, '00000000-0000-7000-8000-000000000000')
    and (input is not null or output is not null or problem is not null)
    and (actor = whose or id in (select command from fact where person = whose and organisation = keeper)
      or exists (
        select from unnest(named) as name
        where strpos(concat(input, ' ', output::text, ' ', problem::text), name) > 0
      ));
  update fact set data = coalesce(
    (select jsonb_object_agg(d.key, d.value) from jsonb_each(data) as d where kept -> kind ? d.key), '{}')
  where person = whose and organisation = keeper and data <> '{}';
end
$$;
