-- The languages a person speaks stand beside those they read in, and whether somebody has to interpret.
alter table person
  add column reading text check (reading in ('well', 'little', 'not')),
  add column reads_in text[] not null default '{}',
  add column needs_interpreter text check (needs_interpreter in ('yes', 'no'));

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
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.needs_interpreter end as needs_interpreter
  from person p
  where p.erased_on is null;

create or replace view read.person with (security_invoker = true) as
  select person, organisation, shared_with, called, given_names, first_surname, second_surname, born, born_precision,
    sex, place, nationalities, languages, registered_at, reading, needs_interpreter
  from read.person_shown;
