-- What a search reads is keyed by the organisation that may read it: one row for the keeper and one for each receiver.
-- A row that another organisation cannot see is then in no range it reads, so an answer takes neither longer nor shorter
-- for it; with the organisation checked row by row, such rows were read first and thrown away.
-- Names are ordered by how many words they have, by their words and by date of birth, so that reading may stop as soon as
-- there is enough, and whoever registered last is found like whoever registered first.

set local app.scope = 'system';

create temporary table old_match_key on commit drop as select * from match_key;
create temporary table old_name_word on commit drop as
  select w.*, coalesce(p.born, 'infinity') as born, array(
    select distinct one collate "C" from regexp_split_to_table(trim(w.name), ' +') one order by 1) as words
  from name_word w join person p on p.person = w.person;
truncate match_key, name_word;

alter table match_key
  drop constraint match_key_pkey,
  add column viewer uuid not null,
  add constraint match_key_pkey primary key (viewer, key, person),
  add constraint match_key_viewer check (viewer = organisation or viewer = any (shared_with));
alter table name_word
  drop constraint name_word_pkey,
  add column viewer uuid not null,
  -- How many words the name has.
  add column size smallint not null,
  add column born date not null default 'infinity',
  add constraint name_word_pkey primary key (viewer, word, size, name, born, person),
  add constraint name_word_viewer check (viewer = organisation or viewer = any (shared_with));
comment on column name_word.name is 'all words of the name in the order of the alphabet, a space before each';

insert into match_key (viewer, key, person, organisation, shared_with)
select distinct on (1, 2, 3) viewer, key, person, organisation, shared_with
from old_match_key cross join unnest(organisation || shared_with) viewer order by 1, 2, 3;
insert into name_word (viewer, word, size, name, born, person, organisation, shared_with)
select distinct on (1, 2, 6) viewer, word, cardinality(words), ' ' || array_to_string(words, ' '), born, person,
  organisation, shared_with
from old_name_word cross join unnest(organisation || shared_with) viewer order by 1, 2, 6;

-- Read from the index alone, which needs tables that are vacuumed soon after they have grown.
alter table match_key set (autovacuum_vacuum_insert_scale_factor = 0.02);
alter table name_word set (autovacuum_vacuum_insert_scale_factor = 0.02);

-- The check above says that a viewer is the keeper or a receiver: what `arraigo.visible` lets through, in one column.
-- `with check` stays as it was.
alter policy visible on match_key using (
  viewer = (select arraigo.acting_for()) or (select arraigo.visible(null, '{}')));
alter policy visible on name_word using (
  viewer = (select arraigo.acting_for()) or (select arraigo.visible(null, '{}')));
