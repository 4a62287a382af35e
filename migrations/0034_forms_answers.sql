-- Answers belong to the parts of a record that their questions name: whoever sees all of the parts that were answered, of
-- what the keeper of the record asked, sees the answers.

alter table characterization add column field_groups text[] not null default '{}';
grant update (shared_with) on characterization to arraigo_app;

set local app.scope = 'system';
update characterization c set field_groups = array(
  select distinct q ->> 'fieldGroup'
  from pack_release r
  cross join jsonb_array_elements(r.content -> 'questionnaires') f
  cross join jsonb_array_elements(f -> 'pages') p
  cross join jsonb_array_elements(p -> 'questions') q
  where r.id = c.pack_release and f ->> 'code' = c.questionnaire and (f ->> 'version')::int = c.version
    and jsonb_typeof(c.answers -> (q ->> 'name')) <> 'null'
  order by 1);
update characterization c set shared_with = array(
  select s.recipient from person_share s
  where s.person = c.person and s.organisation = c.organisation and c.field_groups <> '{}'
    and c.field_groups <@ s.field_groups
  order by 1);
