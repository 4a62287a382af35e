-- The part `needs` of a record opens: a need that the keeper of the record took down names in `shared_with` those who see
-- that part, as rows of the other parts do.

-- Who may see which parts of a record, for those whose rows belong to one part.
create view read.person_share with (security_invoker = true) as
  select person, recipient, organisation, field_groups from person_share;
grant select on read.person_share to arraigo_app;

-- Figures count each need once, with the organisation that took it down.
create or replace view read.need with (security_invoker = true) as
  select person, id, organisation, code, domain, urgency, identified_on, ended_on, ending from need
  where arraigo.visible(organisation, '{}');

-- Records shared before are shown by what was allowed then.
set local app.scope = 'system';
update need n set shared_with = array(
  select s.recipient from person_share s
  where s.person = n.person and s.organisation = n.organisation and 'needs' = any (s.field_groups) order by 1);
