-- A search puts people in order by their names and by which centre keeps them: the view says the centre too, so that it is not
-- looked up once more for each of some hundred people.
create or replace view read.person_shown with (security_invoker = true) as
  select p.person, p.version, p.organisation, p.shared_with, p.consent_text, p.registered_at, p.touched_at,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.given_names end as given_names,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.first_surname end as first_surname,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.second_surname end as second_surname,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.called end as called,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.born end as born,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.born_precision end as born_precision,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.born_age end as born_age,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.born_age_on end as born_age_on,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.sex end as sex,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.languages else '{}' end as languages,
    case when arraigo.shows(p.organisation, p.shown_to, 'protection') then p.gender end as gender,
    case when arraigo.shows(p.organisation, p.shown_to, 'status') then p.nationalities else '{}' end as nationalities,
    case when arraigo.shows(p.organisation, p.shown_to, 'status') then p.population_group end as population_group,
    case when arraigo.shows(p.organisation, p.shown_to, 'status') then p.migration_status end as migration_status,
    case when arraigo.shows(p.organisation, p.shown_to, 'health') then p.disability end as disability,
    case when arraigo.shows(p.organisation, p.shown_to, 'contact') then p.place end as place,
    case when not arraigo.shows(p.organisation, '{}', '')
      then coalesce(p.shown_to -> current_setting('app.organisation', true), '[]') end as shown,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.reading end as reading,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.reads_in else '{}' end as reads_in,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.needs_interpreter end as needs_interpreter,
    p.centre
  from person p
  where p.erased_on is null;
