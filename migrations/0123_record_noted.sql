-- Documents and ways to reach somebody that stand, by their own ids: for whoever says to which of two records they belong when
-- a merge is undone.
create view read.person_noted with (security_invoker = true) as
  select person, identifier as item, 'person.identifier_added' as kind, type as code, country, number as value, 1 as version,
    null::boolean as safe_to_call, null::boolean as safe_to_text, null as note
  from person_identifier where retired is null
  union all
  select person, contact, 'person.contact_added', kind, null, value, version, safe_to_call, safe_to_text, note
  from person_contact where not retired;
grant select on read.person_noted to arraigo_app;
