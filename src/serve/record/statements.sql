-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @notedOf#1 src/serve/record/reads.ts
-- (_uuid, _uuid) → (person uuid, item uuid, kind text, code text, country text, value text, version int4, safeToCall bool, safeToText bool, note text)
select i.person, i.identifier as item, 'person.identifier_added' as kind, i.type as code, i.country, i.number as value, 1 as version, null::boolean as "safeToCall", null::boolean as "safeToText", null as note from person_identifier i where i.person = any ($1::uuid[]) and i.retired is null union all select c.person, c.contact, 'person.contact_added', c.kind, null, c.value, c.version, c.safe_to_call, c.safe_to_text, c.note from person_contact c where c.person = any ($2::uuid[]) and not c.retired;

-- @keepers#1 src/serve/record/sql/compared.ts
-- () → (organisation uuid!)
select distinct organisation from person where erased_on is null order by organisation;

-- @lockKept#1 src/serve/record/sql/compared.ts
-- (_uuid, uuid) → (person uuid!, organisation uuid!, sharedWith _uuid!, shownTo jsonb!)
select person, organisation, shared_with as "sharedWith", shown_to as "shownTo" from person where person = any ($1::uuid[]) and organisation = $2 and erased_on is null order by person for update;

-- @nextCompared#1 src/serve/record/sql/compared.ts
-- (uuid, int8) → (person uuid, organisation uuid, called text, given_names text, first_surname text, second_surname text, born date, born_precision text, born_age int2, born_age_on date, sex text, place text, nationalities _text, registered_at timestamptz, identifiers json, phones json)
select "p"."person", "p"."organisation", "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."born", "p"."born_precision", "p"."born_age", "p"."born_age_on", "p"."sex", "p"."place", "p"."nationalities", "p"."registered_at", (select coalesce(json_agg(json_build_object('type', i.type, 'country', i.country, 'number', i.number) order by i.noted_at desc, i.identifier), '[]') from person_identifier i where i.person = p.person and i.retired is null) as identifiers, (select coalesce(json_agg(c.value order by c.noted_at desc, c.contact), '[]') from person_contact c where c.person = p.person and not c.retired) as phones from read.person_shown p where p.person > $1::uuid order by p.person limit $2;

-- @seenOf#1 src/serve/record/sql/compared.ts
-- (_uuid, uuid, uuid) → (person uuid!)
select person from person where person = any ($1::uuid[]) and erased_on is null and (organisation = $2 or $3::uuid = any (shared_with));

-- @erase#1 src/serve/record/sql/erase.ts
-- (uuid, uuid) → ()
delete from person_contact where person = $1 and organisation = $2;

-- @erase#2 src/serve/record/sql/erase.ts
-- (uuid, uuid) → ()
delete from person_edit where person = $1 and organisation = $2;

-- @erase#3 src/serve/record/sql/erase.ts
-- (uuid, uuid) → ()
delete from person_identifier where person = $1 and organisation = $2;

-- @erase#4 src/serve/record/sql/erase.ts
-- (uuid, uuid) → ()
delete from identifier_holder where person = $1 and organisation = $2;

-- @erase#5 src/serve/record/sql/erase.ts
-- (uuid, uuid) → ()
delete from match_key where person = $1 and organisation = $2;

-- @erase#6 src/serve/record/sql/erase.ts
-- (uuid, uuid) → ()
delete from name_word where person = $1 and organisation = $2;

-- @erase#7 src/serve/record/sql/erase.ts
-- (uuid, uuid) → ()
delete from person_share where person = $1 and organisation = $2;

-- @erase#8 src/serve/record/sql/erase.ts
-- (uuid, uuid) → ()
delete from duplicate_pair where person = $1 or other = $2;

-- @erase#9 src/serve/record/sql/erase.ts
-- (date, uuid, uuid) → ()
update person set erased_on = $1, shared_with = '{}', shown_to = '{}', given_names = null, first_surname = null, second_surname = null, called = null, born = null, born_precision = null, born_age = null, born_age_on = null, sex = null, gender = null, nationalities = '{}', population_group = null, unsafe_to_call = '{}', unsafe_to_text = '{}', migration_status = null, languages = '{}', reading = null, reads_in = '{}', needs_interpreter = null, disability = null, place = null where person = $2 and organisation = $3;

-- @caseload#1 src/serve/record/sql/find.ts
-- (uuid, timestamptz, uuid, int8, uuid, timestamptz, uuid, int8, int8) → (person uuid, organisation uuid, called text, given_names text, first_surname text, second_surname text, born date, born_precision text, born_age int2, born_age_on date, sex text, place text, nationalities _text, registered_at timestamptz, touched_at timestamptz)
select * from ( (select "p"."person", "p"."organisation", "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."born", "p"."born_precision", "p"."born_age", "p"."born_age_on", "p"."sex", "p"."place", "p"."nationalities", "p"."registered_at", p.touched_at from read.person_shown p where p.organisation = $1 and (p.touched_at, p.person) < ($2::timestamptz, $3::uuid) order by p.touched_at desc, p.person desc limit $4) union all (select "p"."person", "p"."organisation", "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."born", "p"."born_precision", "p"."born_age", "p"."born_age_on", "p"."sex", "p"."place", "p"."nationalities", "p"."registered_at", s.since as touched_at from person_share s join read.person_shown p on p.person = s.person where s.recipient = $5 and (s.since, s.person) < ($6::timestamptz, $7::uuid) order by s.since desc, s.person desc limit $8) ) both_kinds order by touched_at desc, person desc limit $9;

-- @caseload#1 src/serve/record/sql/find.ts
-- (uuid, int8, uuid, int8, int8) → (person uuid, organisation uuid, called text, given_names text, first_surname text, second_surname text, born date, born_precision text, born_age int2, born_age_on date, sex text, place text, nationalities _text, registered_at timestamptz, touched_at timestamptz)
select * from ( (select "p"."person", "p"."organisation", "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."born", "p"."born_precision", "p"."born_age", "p"."born_age_on", "p"."sex", "p"."place", "p"."nationalities", "p"."registered_at", p.touched_at from read.person_shown p where p.organisation = $1 order by p.touched_at desc, p.person desc limit $2) union all (select "p"."person", "p"."organisation", "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."born", "p"."born_precision", "p"."born_age", "p"."born_age_on", "p"."sex", "p"."place", "p"."nationalities", "p"."registered_at", s.since as touched_at from person_share s join read.person_shown p on p.person = s.person where s.recipient = $3 order by s.since desc, s.person desc limit $4) ) both_kinds order by touched_at desc, person desc limit $5;

-- @centresOf#1 src/serve/record/sql/find.ts
-- (_uuid) → (id uuid, name text)
select distinct c.id, c.name from person p left join read.centre c on c.id = p.centre where p.person = any ($1::uuid[]) order by c.name;

-- @changedLast#1 src/serve/record/sql/find.ts
-- (uuid) → (person uuid, given_names text, first_surname text, second_surname text, called text, centre uuid, touched_at timestamptz)
select "p"."person", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."called", "p"."centre", "p"."touched_at" from read.person_shown p where p.organisation = $1 order by p.touched_at desc, p.person desc limit 200;

-- @comparedPeople#1 src/serve/record/sql/find.ts
-- (_uuid) → (person uuid, organisation uuid, called text, given_names text, first_surname text, second_surname text, born date, born_precision text, born_age int2, born_age_on date, sex text, place text, nationalities _text, registered_at timestamptz, identifiers json, phones json, people float8)
select "p"."person", "p"."organisation", "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."born", "p"."born_precision", "p"."born_age", "p"."born_age_on", "p"."sex", "p"."place", "p"."nationalities", "p"."registered_at", (select coalesce(json_agg(json_build_object('type', i.type, 'country', i.country, 'number', i.number)), '[]') from person_identifier i where i.person = p.person and i.retired is null) as identifiers, (select coalesce(json_agg(c.value), '[]') from person_contact c where c.person = p.person and not c.retired) as phones, (select greatest(reltuples, 0)::float8 from pg_class where oid = 'person'::regclass) as people from read.person_shown p where p.person = any ($1::uuid[]);

-- @glimpses#1 src/serve/record/sql/find.ts
-- (_uuid) → (person uuid, organisation uuid, called text, given_names text, first_surname text, second_surname text, born date, born_precision text, born_age int2, born_age_on date, sex text, place text, nationalities _text, registered_at timestamptz)
select "p"."person", "p"."organisation", "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."born", "p"."born_precision", "p"."born_age", "p"."born_age_on", "p"."sex", "p"."place", "p"."nationalities", "p"."registered_at" from read.person_shown p where p.person = any ($1::uuid[]);

-- @lastSeen#1 src/serve/record/sql/find.ts
-- (_uuid) → (person uuid, on date)
select one.person, f.occurred_on as on from unnest($1::uuid[]) one (person) cross join lateral ( select occurred_on from read.person_fact f where f.person = one.person order by f.id desc limit 1) f;

-- @readRarest#1 src/serve/record/sql/find.ts
-- (text, _text, text, text, int2, text, int2) → (person uuid, given_names text, first_surname text, second_surname text, called text, centre uuid, touched_at timestamptz, fits bool, full bool, stopped bool)
with typed as materialized ( select word, word || $1 as past, row_number() over (order by rows, length(word) desc) as rank from unnest((select $2::text[])) t (word) cross join lateral ( select count(*) as rows from ( select from name_word n where viewer = (select arraigo.acting_for()) and n.word >= t.word and n.word < t.word || $3 limit (select case arraigo.narrowed() when 1 then 0 else 0 end) ) counted ) c ), whole as ( select person, 0::bigint as place, true as fits from name_word n where viewer = (select arraigo.acting_for()) and word = $4 and size = $5 and name = $6 order by born, person limit 120 ), part as ( select person, place, fits from typed rarest cross join lateral ( select person, place, name like all ( array(select '% ' || word || '%' from typed where rank > 1 order by rank)) as fits from ( select person, name, row_number() over (order by word, size, name, born, person) as place from name_word n where viewer = (select arraigo.acting_for()) and (n.word, n.size) >= (rarest.word, $7::smallint) and n.word < rarest.past order by word, size, name, born, person limit 8000 ) read ) row where rarest.rank = 1 and (fits or place = 8000) limit 40 ), hit as materialized ( select person, min(place) as place, bool_or(fits) as fits from (select * from whole union all select * from part) found group by person ) select "p"."person", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."called", "p"."centre", "p"."touched_at", hit.fits, (select count(*) = 40 from part) as full, (select coalesce(bool_or(place = 8000), false) from part) as stopped from hit cross join lateral (select * from read.person_shown where person = hit.person limit 1) p order by not hit.fits, hit.place, p.born, uuid_hash(p.person);

-- @readRarest#1 src/serve/record/sql/find.ts
-- (text, _text, text, text, int2, text, int2) → (person uuid, given_names text, first_surname text, second_surname text, called text, centre uuid, touched_at timestamptz, fits bool, full bool, stopped bool)
with typed as materialized ( select word, word || $1 as past, row_number() over (order by rows, length(word) desc) as rank from unnest((select $2::text[])) t (word) cross join lateral ( select count(*) as rows from ( select from name_word n where viewer = (select arraigo.acting_for()) and n.word >= t.word and n.word < t.word || $3 limit (select case arraigo.narrowed() when 1 then 0 else 2000 end) ) counted ) c ), whole as ( select person, 0::bigint as place, true as fits from name_word n where viewer = (select arraigo.acting_for()) and word = $4 and size = $5 and name = $6 order by born, person limit 120 ), part as ( select person, place, fits from typed rarest cross join lateral ( select person, place, name like all ( array(select '% ' || word || '%' from typed where rank > 1 order by rank)) as fits from ( select person, name, row_number() over (order by word, size, name, born, person) as place from name_word n where viewer = (select arraigo.acting_for()) and (n.word, n.size) >= (rarest.word, $7::smallint) and n.word < rarest.past order by word, size, name, born, person limit 8000 ) read ) row where rarest.rank = 1 and (fits or place = 8000) limit 40 ), hit as materialized ( select person, min(place) as place, bool_or(fits) as fits from (select * from whole union all select * from part) found group by person ) select "p"."person", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."called", "p"."centre", "p"."touched_at", hit.fits, (select count(*) = 40 from part) as full, (select coalesce(bool_or(place = 8000), false) from part) as stopped from hit cross join lateral (select * from read.person_shown where person = hit.person limit 1) p order by not hit.fits, hit.place, p.born, uuid_hash(p.person);

-- @sharingKeys#1 src/serve/record/sql/find.ts
-- (_int8) → (person uuid, organisation uuid, called text, given_names text, first_surname text, second_surname text, born date, born_precision text, born_age int2, born_age_on date, sex text, place text, nationalities _text, registered_at timestamptz, centre uuid, touched_at timestamptz, identifiers json, phones json, people float8)
with hit as materialized ( select m.person, sum(1.0::float8 / m.sharing) as weight from unnest($1::bigint[]) as k (key) cross join lateral ( select person, count(*) over () as sharing from (select person from match_key where viewer = (select arraigo.acting_for()) and key = k.key limit 20000) one_key ) m where m.sharing < 20000 or 20000 = 20000 group by m.person order by 2 desc, uuid_hash(m.person) limit 30 ) select "p"."person", "p"."organisation", "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."born", "p"."born_precision", "p"."born_age", "p"."born_age_on", "p"."sex", "p"."place", "p"."nationalities", "p"."registered_at", p.centre, p.touched_at, (select coalesce(json_agg(json_build_object('type', i.type, 'country', i.country, 'number', i.number)), '[]') from person_identifier i where i.person = p.person and i.retired is null) as identifiers, (select coalesce(json_agg(c.value), '[]') from person_contact c where c.person = p.person and not c.retired) as phones, (select greatest(reltuples, 0)::float8 from pg_class where oid = 'person'::regclass) as people from hit cross join lateral (select * from read.person_shown where person = hit.person limit 1) p order by hit.weight desc, uuid_hash(p.person);

-- @soundingLike#1 src/serve/record/sql/find.ts
-- (_int8) → (person uuid, given_names text, first_surname text, second_surname text, called text, centre uuid, touched_at timestamptz)
with hit as materialized ( select m.person, sum(1.0::float8 / m.sharing) as weight from unnest($1::bigint[]) as k (key) cross join lateral ( select person, count(*) over () as sharing from (select person from match_key where viewer = (select arraigo.acting_for()) and key = k.key limit 2000) one_key ) m where m.sharing < 2000 or 2000 = 20000 group by m.person order by 2 desc, uuid_hash(m.person) limit 120 ) select "p"."person", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."called", "p"."centre", "p"."touched_at" from hit cross join lateral (select * from read.person_shown where person = hit.person limit 1) p order by hit.weight desc, uuid_hash(p.person);

-- @editsOf#1 src/serve/record/sql/held.ts
-- (uuid) → (at timestamptz!)
select edited_at as at from person_edit where person = $1 order by version desc;

-- @sharesOf#1 src/serve/record/sql/held.ts
-- (uuid) → (recipient uuid!, name text, since timestamptz!, parts _text!)
select s.recipient, o.name, s.since, s.field_groups as parts from person_share s join read.organisation o on o.id = s.recipient where s.person = $1 and s.field_groups <> '{}' order by s.since desc;

-- @askingIn#1 src/serve/record/sql/load.ts
-- (uuid, uuid) → (asking text)
select asking from read.status_rule where organisation = $1 and (centre is null or centre = $2) order by centre nulls last limit 1;

-- @editsAfter#1 src/serve/record/sql/load.ts
-- (uuid, int4) → (version int4!, changes jsonb!, edited_at timestamptz!, device uuid?)
select version, changes, edited_at, device from person_edit where person = $1 and version > $2 order by version;

-- @findPeople#1 src/serve/record/sql/load.ts
-- (uuid, uuid, _uuid) → (person uuid, version int4, organisation uuid, shared_with _uuid, given_names text, first_surname text, second_surname text, called text, born date, born_precision text, born_age int2, born_age_on date, sex text, gender text, nationalities _text, population_group text, migration_status text, languages _text, reading text, reads_in _text, needs_interpreter text, disability text, place text, consent_text text, registered_at timestamptz, shown jsonb, identifiers json, contacts json, household json, open_duplicates int4)
select p.person, p.version, p.organisation, p.shared_with, p.given_names, p.first_surname, p.second_surname, p.called, p.born, p.born_precision, p.born_age, p.born_age_on, p.sex, p.gender, p.nationalities, p.population_group, p.migration_status, p.languages, p.reading, p.reads_in, p.needs_interpreter, p.disability, p.place, p.consent_text, p.registered_at, p.shown, (select coalesce(json_agg(json_build_object('id', i.identifier, 'type', i.type, 'country', i.country, 'number', i.number, 'retired', i.retired) order by i.noted_at, i.identifier), '[]') from person_identifier i where i.person = p.person) as identifiers, (select coalesce(json_agg(json_build_object('id', c.contact, 'version', c.version, 'kind', c.kind, 'value', c.value, 'safeToCall', c.safe_to_call, 'safeToText', c.safe_to_text, 'note', c.note, 'retired', c.retired) order by c.noted_at, c.contact), '[]') from person_contact c where c.person = p.person) as contacts, (select json_build_object('id', m.household, 'relation', m.relation, 'head', m.head, 'members', (select count(*) from read.household_member o where o.household = m.household and o.left_on is null)) from read.household_member m where m.person = p.person and m.left_on is null limit 1) as household, ((select count(*) from duplicate_pair d join person o on o.person = d.other where d.person = p.person and d.state in ('open', 'unsure') and d.organisation = $1 and not exists (select from read.same_person s where s.person = p.person and d.other = any (s.people))) + (select count(*) from duplicate_pair d join person o on o.person = d.person where d.other = p.person and d.state in ('open', 'unsure') and d.organisation = $2 and not exists (select from read.same_person s where s.person = p.person and d.person = any (s.people))))::int as open_duplicates from read.person_shown p where p.person = any ($3::uuid[]);

-- @firstEvent#1 src/serve/record/sql/load.ts
-- (uuid, _text) → (on date)
select min(occurred_on) as on from read.person_fact where person = $1 and kind = any ($2::text[]);

-- @lockPerson#1 src/serve/record/sql/load.ts
-- (uuid) → (person uuid!, organisation uuid!, sharedWith _uuid!, shownTo jsonb!)
select person, organisation, shared_with as "sharedWith", shown_to as "shownTo" from person where person = $1 and erased_on is null for update;

-- @assignPairs#1 src/serve/record/sql/pairs.ts
-- (uuid, uuid, timestamptz, jsonb, uuid) → (person uuid!)
update duplicate_pair d set assigned_to = $1, assigned_by = $2, assigned_at = $3 from jsonb_to_recordset($4::jsonb) as k (person uuid, other uuid) join person p on p.person = greatest(k.person, k.other) join person o on o.person = least(k.person, k.other) where d.organisation = $5 and d.person = p.person and d.other = o.person and d.state in ('open', 'unsure') returning d.person;

-- @colleagues#1 src/serve/record/sql/pairs.ts
-- (uuid, uuid, uuid) → (id uuid, name text, role text, grants jsonb, organisation_class text)
select u.id, u.name, m.role, m.grants, m.organisation_class from read.membership m join read.app_user u on u.id = m.app_user and u.active where m.organisation = $1 and ($2::uuid is null or u.id = $3) order by u.name, u.id;

-- @decidePairs#1 src/serve/record/sql/pairs.ts
-- (text, text, uuid, timestamptz, jsonb, uuid, _text) → (person uuid!, other uuid!)
update duplicate_pair d set state = $1, because = $2, decided_by = $3, decided_at = $4 from jsonb_to_recordset($5::jsonb) as k (person uuid, other uuid) join person p on p.person = greatest(k.person, k.other) join person o on o.person = least(k.person, k.other) where d.organisation = $6 and d.person = p.person and d.other = o.person and d.state = any ($7::text[]) returning d.person, d.other;

-- @keepPairs#1 src/serve/record/sql/pairs.ts
-- (uuid, uuid, uuid, uuid, _uuid) → ()
delete from duplicate_pair d where d.organisation = $1 and d.state = 'open' and (d.person = $2 or d.other = $3) and not (case when d.person = $4 then d.other else d.person end = any ($5::uuid[]));

-- @linkedWith#1 src/serve/record/sql/pairs.ts
-- (uuid, uuid) → (other uuid, because text, by uuid, at timestamptz)
select l.other, l.because, l.decided_by as by, l.answered_at as at from read.linked_record l where l.person = $1 and l.id = $2 and l.other is not null and l.because is not null;

-- @notePairs#1 src/serve/record/sql/pairs.ts
-- (uuid, uuid, uuid, timestamptz, text, text, uuid, timestamptz, jsonb) → ()
insert into duplicate_pair (person, other, organisation, score, reasons, rules_version, noticed_at, state, because, decided_by, decided_at) select greatest(l.other, $1::uuid), least(l.other, $2::uuid), $3::uuid, l.score, l.reasons, 1::int, $4::timestamptz, $5, $6, $7::uuid, $8::timestamptz from jsonb_to_recordset($9::jsonb) as l (other uuid, score real, reasons text[]) order by 1, 2 on conflict (person, other, organisation) do update set score = excluded.score, reasons = excluded.reasons, rules_version = excluded.rules_version where duplicate_pair.state in ('open', 'unsure');

-- @notePairs#1 src/serve/record/sql/pairs.ts
-- (uuid, uuid, uuid, timestamptz, text, text, uuid, timestamptz, jsonb) → ()
insert into duplicate_pair (person, other, organisation, score, reasons, rules_version, noticed_at, state, because, decided_by, decided_at) select greatest(l.other, $1::uuid), least(l.other, $2::uuid), $3::uuid, l.score, l.reasons, 2::int, $4::timestamptz, $5, $6, $7::uuid, $8::timestamptz from jsonb_to_recordset($9::jsonb) as l (other uuid, score real, reasons text[]) order by 1, 2 on conflict (person, other, organisation) do update set score = excluded.score, reasons = excluded.reasons, rules_version = excluded.rules_version where duplicate_pair.state in ('open', 'unsure');

-- @pairedWith#1 src/serve/record/sql/pairs.ts
-- (uuid, uuid, uuid, uuid) → (other uuid)
select case when person = $1 then other else person end as other from duplicate_pair where organisation = $2 and state in ('open', 'unsure') and (person = $3 or other = $4);

-- @pairsIn#1 src/serve/record/sql/pairs.ts
-- (uuid, _text) → (person uuid!, other uuid!, noticed_at timestamptz!, assigned_to uuid?, named bool)
select d.person, d.other, d.noticed_at, d.assigned_to, (true ) or (true ) as named from duplicate_pair d join read.person_shown p on p.person = d.person join read.person_shown o on o.person = d.other where d.organisation = $1 and d.state = any ($2::text[]) and not exists (select from read.same_person s where s.person = d.person and d.other = any (s.people)) order by d.noticed_at desc, d.person, d.other limit 10000;

-- @pairsIn#1 src/serve/record/sql/pairs.ts
-- (_text, _text, uuid, _text) → (person uuid!, other uuid!, noticed_at timestamptz!, assigned_to uuid?, named bool)
select d.person, d.other, d.noticed_at, d.assigned_to, (true and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname"), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($1::text[]) as word)) or (true and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', "o"."called", "o"."given_names", "o"."first_surname", "o"."second_surname"), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word)) as named from duplicate_pair d join read.person_shown p on p.person = d.person join read.person_shown o on o.person = d.other where d.organisation = $3 and d.state = any ($4::text[]) and not exists (select from read.same_person s where s.person = d.person and d.other = any (s.people)) order by d.noticed_at desc, d.person, d.other limit 10000;

-- @reopenLinked#1 src/serve/record/sql/pairs.ts
-- (uuid, uuid, uuid, uuid, uuid) → (person uuid!)
update duplicate_pair set state = 'open', because = null, decided_by = null, decided_at = null where organisation = $1 and person = greatest($2::uuid, $3::uuid) and other = least($4::uuid, $5::uuid) and state = 'same' returning person;

-- @settleLinked#1 src/serve/record/sql/pairs.ts
-- (text, uuid, timestamptz, uuid, uuid, uuid, uuid, uuid) → ()
update duplicate_pair set state = 'same', because = $1, decided_by = $2, decided_at = $3 where organisation = $4 and person = greatest($5::uuid, $6::uuid) and other = least($7::uuid, $8::uuid) and state in ('open', 'unsure');

-- @shownPairs#1 src/serve/record/sql/pairs.ts
-- (_uuid, _uuid, uuid) → (person uuid!, other uuid!, reasons _text!, rules_version int4!, noticed_at timestamptz!, state text!, because text?, decided_by uuid?, decided_at timestamptz?, assigned_to uuid?, decided_name text, assigned_name text)
select d.person, d.other, d.reasons, d.rules_version, d.noticed_at, d.state, d.because, d.decided_by, d.decided_at, d.assigned_to, (select u.name from read.app_user u where u.id = d.decided_by) as decided_name, (select u.name from read.app_user u where u.id = d.assigned_to) as assigned_name from duplicate_pair d join unnest($1::uuid[], $2::uuid[]) with ordinality k (person, other, at) on k.person = d.person and k.other = d.other where d.organisation = $3 order by k.at;

-- @areExamined#1 src/serve/record/sql/reexamine.ts
-- (int4) → ()
select from duplicate_pair where state in ('open', 'unsure') and rules_version < $1 limit 1;

-- @countOlder#1 src/serve/record/sql/reexamine.ts
-- (int4) → (left int4)
select count(*)::int as left from duplicate_pair where state in ('open', 'unsure') and rules_version < $1;

-- @nextToExamine#1 src/serve/record/sql/reexamine.ts
-- (int4, int8) → (person uuid!, organisation uuid!)
select distinct person, organisation from duplicate_pair where state in ('open', 'unsure') and rules_version < $1 order by person, organisation limit $2;

-- @noteExamined#1 src/serve/record/sql/reexamine.ts
-- (int4, uuid, uuid, int4) → ()
update duplicate_pair set rules_version = $1 where person = $2 and organisation = $3 and state in ('open', 'unsure') and rules_version < $4;

-- @addKeys#1 src/serve/record/sql/rekey.ts
-- (jsonb) → ()
insert into match_key (viewer, key, person, organisation, shared_with) select viewer, key, person, organisation, shared from jsonb_to_recordset($1::jsonb) as k (key bigint, person uuid, organisation uuid, shared uuid[]) cross join unnest(organisation || shared) viewer on conflict do nothing;

-- @isRekeyed#1 src/serve/record/sql/rekey.ts
-- (int4) → ()
select from match_key_version where version = $1 and ended_at is not null;

-- @nextToRekey#1 src/serve/record/sql/rekey.ts
-- (int4) → ()
insert into match_key_version (version) values ($1) on conflict do nothing;

-- @nextToRekey#2 src/serve/record/sql/rekey.ts
-- (int4) → ()
select from match_key_version where version = $1 for update;

-- @nextToRekey#3 src/serve/record/sql/rekey.ts
-- (int4, int8) → (person uuid!, organisation uuid!, sharedWith _uuid!, shownTo jsonb!)
select person, organisation, shared_with as "sharedWith", shown_to as "shownTo" from person where erased_on is null and person > ( select coalesce(reached, '00000000-0000-0000-0000-000000000000') from match_key_version where version = $1) order by person limit $2 for update;

-- @noteRekeyed#1 src/serve/record/sql/rekey.ts
-- (uuid, timestamptz, int4) → ()
update match_key_version set reached = coalesce($1::uuid, reached), ended_at = $2::timestamptz where version = $3;

-- @alignContacts#1 src/serve/record/sql/safety.ts
-- (uuid) → ()
update person p set "unsafe_to_call" = array( select unnest(p."unsafe_to_call") union select arraigo.reached(c.value) from person_contact c where c.person = p.person and not c."safe_to_call"), "unsafe_to_text" = array( select unnest(p."unsafe_to_text") union select arraigo.reached(c.value) from person_contact c where c.person = p.person and not c."safe_to_text") where p.person = $1;

-- @alignContacts#2 src/serve/record/sql/safety.ts
-- (_uuid, uuid) → ()
update person_contact c set safe_to_call = c.safe_to_call and not (c.safe_to_call and exists ( select from unnest(p."unsafe_to_call") u where arraigo.same_reached(u, arraigo.reached(c.value)))), safe_to_text = c.safe_to_text and not (c.safe_to_text and exists ( select from unnest(p."unsafe_to_text") u where arraigo.same_reached(u, arraigo.reached(c.value)))), version = c.version + (c.contact <> all ($1::uuid[]))::int from person p where p.person = c.person and c.person = $2 and ((c.safe_to_call and exists ( select from unnest(p."unsafe_to_call") u where arraigo.same_reached(u, arraigo.reached(c.value)))) or (c.safe_to_text and exists ( select from unnest(p."unsafe_to_text") u where arraigo.same_reached(u, arraigo.reached(c.value)))));

-- @markSafe#1 src/serve/record/sql/safety.ts
-- (text, uuid, uuid, text) → ()
with known as ( update person set "unsafe_to_call" = array( select one from unnest("unsafe_to_call") u cross join string_to_table(u, chr(10)) one where not arraigo.same_reached(one, arraigo.reached($1::text))) where person = $2 ) update person_contact set "safe_to_call" = true, version = version + 1 where person = $3 and not "safe_to_call" and arraigo.reached_within(arraigo.reached(value), arraigo.reached($4::text));

-- @markSafe#1 src/serve/record/sql/safety.ts
-- (text, uuid, uuid, text) → ()
with known as ( update person set "unsafe_to_text" = array( select one from unnest("unsafe_to_text") u cross join string_to_table(u, chr(10)) one where not arraigo.same_reached(one, arraigo.reached($1::text))) where person = $2 ) update person_contact set "safe_to_text" = true, version = version + 1 where person = $3 and not "safe_to_text" and arraigo.reached_within(arraigo.reached(value), arraigo.reached($4::text));

-- @rememberUnsafe#1 src/serve/record/sql/safety.ts
-- (text, text, uuid) → ()
update person set unsafe_to_call = unsafe_to_call || arraigo.reached($1::text), unsafe_to_text = unsafe_to_text || arraigo.reached($2::text) where person = $3;

-- @safetyOf#1 src/serve/record/sql/safety.ts
-- (text, text, text, text, uuid) → (same bool, call bool, text bool)
select arraigo.reached_within(arraigo.reached($1::text), arraigo.reached($2::text)) as same, exists ( select from unnest(p."unsafe_to_call") u where arraigo.same_reached(u, arraigo.reached($3::text))) as call, exists ( select from unnest(p."unsafe_to_text") u where arraigo.same_reached(u, arraigo.reached($4::text))) as text from person p where p.person = $5;

-- @classOf#1 src/serve/record/sql/share.ts
-- (uuid) → (class text)
select class from read.organisation where id = $1;

-- @endSuspended#1 src/serve/record/sql/share.ts
-- (uuid, uuid, uuid) → ()
delete from person_share where person = $1 and field_groups = '{}' and ($2::uuid is null or recipient = $3);

-- @receivers#1 src/serve/record/sql/share.ts
-- (uuid) → (recipient uuid!, field_groups _text!)
select recipient, field_groups from person_share where person = $1 order by recipient;

-- @saveSharing#1 src/serve/record/sql/share.ts
-- (_uuid, jsonb, uuid, _uuid, uuid, _uuid, uuid, _uuid, uuid, _uuid, uuid) → ()
with who as ( update person set shared_with = $1::uuid[], shown_to = $2::jsonb where person = $3 ), edit as (update person_edit set shared_with = $4::uuid[] where person = $5), identifier as (update person_identifier set shared_with = $6::uuid[] where person = $7), holder as (update identifier_holder set shared_with = $8::uuid[] where person = $9) update person_contact set shared_with = $10::uuid[] where person = $11;

-- @saveSharing#2 src/serve/record/sql/share.ts
-- (uuid, uuid, uuid, _uuid, timestamptz, _text) → ()
insert into person_share (person, recipient, organisation, shared_with, since, field_groups) values ($1, $2, $3, $4, $5, $6) on conflict (person, recipient) do update set field_groups = excluded.field_groups, shared_with = excluded.shared_with;

-- @saveSharing#3 src/serve/record/sql/share.ts
-- (uuid, uuid) → ()
update person_share set field_groups = '{}', shared_with = '{}' where person = $1 and recipient = $2;

-- @saveSharing#4 src/serve/record/sql/share.ts
-- (uuid, uuid) → ()
delete from person_share where person = $1 and recipient = $2;

-- @insertContact#1 src/serve/record/sql/write.ts
-- (uuid, uuid, uuid, _uuid, text, text, bool, bool, text, timestamptz) → ()
insert into person_contact (person, contact, organisation, shared_with, kind, value, safe_to_call, safe_to_text, note, noted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- @insertIdentifier#1 src/serve/record/sql/write.ts
-- (uuid, uuid, uuid, _uuid, text, text, text, text, timestamptz) → ()
insert into person_identifier (person, identifier, organisation, shared_with, type, country, number, folded, noted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- @insertIdentifier#2 src/serve/record/sql/write.ts
-- (uuid, text, uuid, _uuid) → (document text!)
insert into identifier_holder (organisation, document, person, shared_with) values ($1, $2, $3, $4) on conflict do nothing returning document;

-- @insertPerson#1 src/serve/record/sql/write.ts
-- (uuid, uuid, uuid, text, text, text, text, date, text, int2, date, text, text, _text, text, text, _text, text, _text, text, text, text, text, text, timestamptz, uuid, timestamptz, _text, _text) → ()
insert into person (person, organisation, centre, given_names, first_surname, second_surname, called, born, born_precision, born_age, born_age_on, sex, gender, nationalities, population_group, migration_status, languages, reading, reads_in, needs_interpreter, disability, place, consent_text, pack_release, registered_at, registered_by, touched_at, unsafe_to_call, unsafe_to_text) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, arraigo.all_reached($28::text[]), arraigo.all_reached($29::text[]));

-- @insertPerson#2 src/serve/record/sql/write.ts
-- (uuid, uuid, _text) → (document text!)
insert into identifier_holder (organisation, document, person) select $1::uuid, document, $2::uuid from unnest($3::text[]) document on conflict do nothing returning document;

-- @insertPerson#3 src/serve/record/sql/write.ts
-- (uuid, uuid, timestamptz, _uuid, _text, _text, _text, _text) → (identifier uuid!)
insert into person_identifier (person, organisation, noted_at, identifier, type, country, number, folded) select $1::uuid, $2::uuid, $3::timestamptz, i.* from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[]) i returning identifier;

-- @insertPerson#4 src/serve/record/sql/write.ts
-- (uuid, uuid, timestamptz, _uuid, _text, _text, _bool, _bool, _text) → (contact uuid!)
insert into person_contact (person, organisation, noted_at, contact, kind, value, safe_to_call, safe_to_text, note) select $1::uuid, $2::uuid, $3::timestamptz, c.* from unnest($4::uuid[], $5::text[], $6::text[], $7::boolean[], $8::boolean[], $9::text[]) c returning contact;

-- @insertPerson#5 src/serve/record/sql/write.ts
-- (uuid, uuid, uuid, _int8) → ()
insert into match_key (viewer, key, person, organisation) select $1::uuid, key, $2::uuid, $3::uuid from unnest($4::bigint[]) key on conflict do nothing;

-- @insertPerson#6 src/serve/record/sql/write.ts
-- (uuid, int2, text, date, uuid, uuid, _text) → ()
insert into name_word (viewer, word, size, name, born, person, organisation) select $1::uuid, word, $2, $3, $4, $5::uuid, $6::uuid from unnest($7::text[]) word on conflict do nothing;

-- @replaceFound#1 src/serve/record/sql/write.ts
-- (uuid, _uuid, _int8, uuid, _uuid, _text) → ()
with gone as (delete from match_key where person = $1 and viewer = any ($2::uuid[]) and key = any ($3::bigint[])) delete from name_word where person = $4 and viewer = any ($5::uuid[]) and word = any ($6::text[]);

-- @replaceFound#2 src/serve/record/sql/write.ts
-- (uuid, uuid, jsonb, uuid) → ()
insert into match_key (viewer, key, person, organisation, shared_with) select viewer, key, $1::uuid, $2::uuid, shared from jsonb_to_recordset($3::jsonb) as k (key bigint, shared uuid[]) cross join unnest($4::uuid || shared) viewer on conflict do nothing;

-- @replaceFound#3 src/serve/record/sql/write.ts
-- (int2, text, date, uuid, uuid, _uuid, uuid, _text) → ()
insert into name_word (viewer, word, size, name, born, person, organisation, shared_with) select viewer, word, $1, $2, $3, $4::uuid, $5::uuid, shared from (select $6::uuid[] as shared) s cross join unnest($7::uuid || shared) viewer cross join unnest($8::text[]) word on conflict do nothing;

-- @retireIdentifier#1 src/serve/record/sql/write.ts
-- (uuid, text, uuid, text, uuid, uuid) → ()
with released as ( delete from identifier_holder where organisation = $1 and document = $2 and person = $3 ) update person_identifier set retired = $4 where person = $5 and identifier = $6;

-- @saveContact#1 src/serve/record/sql/write.ts
-- (int4, text, bool, bool, text, bool, uuid, uuid) → ()
update person_contact set version = $1, value = $2, safe_to_call = $3, safe_to_text = $4, note = $5, retired = $6 where person = $7 and contact = $8;

-- @saveEdit#1 src/serve/record/sql/write.ts
-- (int4, timestamptz, text, text, text, text, date, text, int2, date, text, text, _text, text, text, _text, text, _text, text, text, text, uuid, uuid, int4, uuid, _uuid, jsonb, timestamptz, uuid, uuid) → ()
with changed as ( update person set version = $1, touched_at = greatest(touched_at, $2::timestamptz), given_names = $3, first_surname = $4, second_surname = $5, called = $6, born = $7, born_precision = $8, born_age = $9, born_age_on = $10, sex = $11, gender = $12, nationalities = $13, population_group = $14, migration_status = $15, languages = $16, reading = $17, reads_in = $18, needs_interpreter = $19, disability = $20, place = $21 where person = $22 ) insert into person_edit (person, version, organisation, shared_with, changes, edited_at, edited_by, device) values ($23, $24, $25, $26, $27, $28, $29, $30);

-- @lines#1 src/serve/record/worklist.ts
-- (uuid, uuid, uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text)
select d.other as id, d.noticed_at as at, d.person, coalesce(p.called, p.given_names) as name from duplicate_pair d join read.person_shown p on p.person = d.person join person o on o.person = d.other where d.organisation = $1 and d.state in ('open', 'unsure') and (d.assigned_to is null or d.assigned_to = $2) and not exists (select from duplicate_pair e where e.other = d.other and e.state in ('open', 'unsure') and (e.assigned_to is null or e.assigned_to = $3) and e.organisation = d.organisation and (e.noticed_at, e.person) < (d.noticed_at, d.person)) and (d.noticed_at, d.other) > ($4, $5::uuid) order by d.noticed_at, d.other limit $6;

-- @lines#1 src/serve/record/worklist.ts
-- (uuid, uuid, uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text)
select d.other as id, d.noticed_at as at, d.person, coalesce(p.called, p.given_names) as name from duplicate_pair d join read.person_shown p on p.person = d.person join person o on o.person = d.other where d.organisation = $1 and d.state in ('open', 'unsure') and (d.assigned_to is null or d.assigned_to = $2) and not exists (select from duplicate_pair e where e.other = d.other and e.state in ('open', 'unsure') and (e.assigned_to is null or e.assigned_to = $3) and e.organisation = d.organisation and (e.noticed_at, e.person) < (d.noticed_at, d.person)) order by d.noticed_at, d.other limit $4;

-- @value#1 src/serve/record/worklist.ts
-- (date, date, uuid) → (n int4)
select count(*)::int as n from read.person_fact where kind = 'person.registered' and occurred_on between $1 and $2 and organisation = $3;
