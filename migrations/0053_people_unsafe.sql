-- A number that somebody called unsafe is unsafe under every spelling and in every row of the person, also after the row
-- was retired or holds another number; only the organisation that keeps the record takes that back.

-- What a contact point reaches: the digits of a telephone number, in whatever script; an address without its capitals
-- and its part after a plus sign; any other word in small letters.
create function arraigo.reached(value text) returns text
language sql immutable parallel safe
return (
  select case
    when plain like '%@%' then regexp_replace(
      coalesce(substring(plain from '[^[:space:]<>,;:]+@[^[:space:]<>,;]+'), plain), '[+][^@]*@', '@')
    when length(regexp_replace(plain, '[^0-9]', '', 'g')) >= 6 then regexp_replace(plain, '[^0-9]', '', 'g')
    else btrim(plain)
  end
  from (select lower(translate(normalize(value, NFKC), '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', '01234567890123456789')) as plain) one
);

-- Whether two of them reach the same: numbers count as one when their last seven digits agree, or one holds the last nine
-- of the other, so that prefixes, trunk zeros and extensions make no difference. Rather too many are taken for the same
-- than too few.
create function arraigo.same_reached(a text, b text) returns boolean
language sql immutable parallel safe
return a = b or (
  a !~ '[^0-9]' and b !~ '[^0-9]' and length(a) >= 6 and length(b) >= 6
  and (right(a, 7) = right(b, 7) or position(right(a, 9) in b) > 0 or position(right(b, 9) in a) > 0)
);

alter table person
  add column unsafe_to_call text[] not null default '{}',
  add column unsafe_to_text text[] not null default '{}';

-- Tables with forced row-level security show their owner nothing otherwise.
set local app.scope = 'system';
update person p set
  unsafe_to_call = array(select distinct arraigo.reached(c.value) from person_contact c where c.person = p.person and not c.safe_to_call),
  unsafe_to_text = array(select distinct arraigo.reached(c.value) from person_contact c where c.person = p.person and not c.safe_to_text)
where exists (select from person_contact c where c.person = p.person);
update person_contact c set
  version = c.version + 1,
  safe_to_call = c.safe_to_call and not exists (
    select from unnest(p.unsafe_to_call) u where arraigo.same_reached(u, arraigo.reached(c.value))),
  safe_to_text = c.safe_to_text and not exists (
    select from unnest(p.unsafe_to_text) u where arraigo.same_reached(u, arraigo.reached(c.value)))
from person p
where p.person = c.person and (
  (c.safe_to_call and exists (select from unnest(p.unsafe_to_call) u where arraigo.same_reached(u, arraigo.reached(c.value))))
  or (c.safe_to_text and exists (select from unnest(p.unsafe_to_text) u where arraigo.same_reached(u, arraigo.reached(c.value)))));

create or replace view read.safe_contact with (security_invoker = true) as
  select c.person, c.contact, c.kind, c.value, channel.name as channel
  from person_contact c
  join person p on p.person = c.person
  cross join lateral (
    values ('call', c.safe_to_call, p.unsafe_to_call), ('text', c.safe_to_text, p.unsafe_to_text)
  ) as channel (name, safe, unsafe)
  where channel.safe and not c.retired
    and not exists (select from unnest(channel.unsafe) u where arraigo.same_reached(u, arraigo.reached(c.value)))
    and not exists (
      select from person_contact o
      where o.person = c.person and arraigo.same_reached(arraigo.reached(o.value), arraigo.reached(c.value))
        and not case channel.name when 'call' then o.safe_to_call else o.safe_to_text end);
