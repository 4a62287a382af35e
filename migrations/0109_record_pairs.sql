-- A suspected pair is kept for each organisation that may see both people, with what that organisation knows of them, and
-- shown to no other: a receiver of one record learns nothing of the other from it. Each decides for itself.

-- Tables with forced row-level security show their owner nothing otherwise.
set local app.scope = 'system';

-- A pair has one order, that of the ids, so that whichever of the two is looked at again finds the row: the one who was
-- registered last comes first, as ids begin with the time.
delete from duplicate_pair d using duplicate_pair e
where d.person = e.other and d.other = e.person
  and (d.state = 'open', d.person < d.other) > (e.state = 'open', e.person < e.other);
alter table duplicate_pair drop constraint duplicate_pair_pkey;
update duplicate_pair set person = other, other = person where person < other;
update duplicate_pair set shared_with = '{}' where shared_with <> '{}';

-- Which rules found it: 0 for those noted before it was written down.
alter table duplicate_pair add column rules_version int not null default 0;
alter table duplicate_pair alter column rules_version drop default;

-- Registered although very alike, by somebody who was not sure: it waits for another look, with their reason.
alter table duplicate_pair drop constraint duplicate_pair_state;
alter table duplicate_pair
  add constraint duplicate_pair_pkey primary key (person, other, organisation),
  add constraint duplicate_pair_order check (person > other),
  add constraint duplicate_pair_state check (state in ('open', 'unsure', 'ruled_out', 'same'));
