-- A no to a class ends earlier yeses to single organisations of it; a no through a one-time code is told of whoever made the
-- code; an override that its receiver had allowed itself ends. What earlier versions left open is worked out once.

alter table consent
  -- A no, or a yes taken back, of which `consent.apply` has yet to work out what it ends.
  add column to_apply boolean not null default false,
  -- Who made the one-time code with which the person took a yes back.
  add column withdrawn_code_by uuid;
alter table consent_override
  -- Set where the receiver itself had allowed it, before only the keeper of the record could: it ends, whatever its last day.
  add column ended_because text,
  add constraint consent_override_ended_because check (ended_because in ('own_allowance'));
create index consent_to_apply on consent (person) where to_apply;

-- Who heard a yes, who spoke for the person and why a no was said: read by whoever wrote it down and whoever keeps the record,
-- and by no receiver, who knows of the decision itself.
create table consent_words (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  witness text,
  spoke_name text,
  because text,
  constraint consent_words_pkey primary key (person, id),
  constraint consent_words_consent_fkey foreign key (person, id) references consent (person, id)
);
alter table consent_words enable row level security;
alter table consent_words force row level security;
create policy visible on consent_words using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on consent_words as restrictive using (arraigo.within(person)) with check (arraigo.within(person));
grant select, insert, update on consent_words to arraigo_app;

-- Which one-time code a person acts with, and who made it.
create view read.own_view with (security_invoker = true) as
  select s.person, s.organisation, s.opened_at, c.made_by
  from own_session s join own_code c on c.person = s.person and c.id = s.code
  where s.ended_at is null;
grant select on read.own_view to arraigo_app;

-- Tables with forced row-level security show their owner nothing otherwise.
set local app.scope = 'system';
-- What names somebody behind the firewall may not be written any more, and opens nothing. A withdrawal in the instant of its
-- yes is one that was dated before it, of which nothing was worked out.
update consent n set to_apply = true
where (n.recipient is null or not arraigo.behind_wall(n.recipient)) and not arraigo.behind_wall(n.organisation)
  and arraigo.none_behind_wall(n.shared_with)
  and (n.withdrawn_at = n.given_at
    or n.recipient is null and (n.said = 'no' or n.withdrawn_at is not null) and exists (
      select from consent y join organisation o on o.id = y.recipient and o.class = n.recipient_class
      where y.person = n.person and y.said = 'yes' and y.purpose = n.purpose and y.field_groups && n.field_groups
        and y.opened_at is not null and y.withdrawn_at is null and y.ended_at is null
        and y.given_at <= coalesce(n.withdrawn_at, n.given_at)));
update consent c set withdrawn_code_by = (
  select k.made_by from own_session s join own_code k on k.person = s.person and k.id = s.code
  where s.person = c.person and s.organisation = c.withdrawn_organisation and s.opened_at <= c.withdrawn_at
  order by s.opened_at desc limit 1)
where c.withdrawn_by = c.person and c.withdrawn_organisation is not null
  and (c.recipient is null or not arraigo.behind_wall(c.recipient)) and not arraigo.behind_wall(c.organisation)
  and arraigo.none_behind_wall(c.shared_with);
update consent_override v set ended_because = 'own_allowance'
from app_user u
where u.id = v.decided_by and u.organisation = v.recipient and v.state = 'allowed' and v.ended_at is null
  and not exists (select from person p where p.person = v.person and p.organisation = v.recipient)
  and not arraigo.behind_wall(v.recipient) and not arraigo.behind_wall(v.organisation)
  and arraigo.none_behind_wall(v.shared_with);

insert into consent_words (person, id, organisation, shared_with, witness, spoke_name, because)
select c.person, c.id, c.organisation, case when p.organisation <> c.organisation then array[p.organisation] else '{}' end,
  c.witness, c.spoke_name, c.because
from consent c left join person p on p.person = c.person
where (c.witness is not null or c.spoke_name is not null or c.because is not null)
  and not arraigo.behind_wall(c.organisation) and (p.organisation is null or not arraigo.behind_wall(p.organisation));
update consent set witness = case when witness is not null then '' end,
  spoke_name = case when spoke_name is not null then '' end, because = null
where (witness is not null or spoke_name is not null or because is not null)
  and (recipient is null or not arraigo.behind_wall(recipient)) and not arraigo.behind_wall(organisation)
  and arraigo.none_behind_wall(shared_with);
comment on column consent.witness is 'Empty where there was one: the name is in consent_words.';
comment on column consent.spoke_name is 'Empty where somebody spoke for the person: the name is in consent_words.';
comment on column consent.because is 'Empty: what stood here is in consent_words.';

-- Not an hour later: the job that ends what is over is asked for at once.
do $$
begin
  if to_regclass('graphile_worker.jobs') is not null and (
    exists (select from public.consent where to_apply)
    or exists (select from public.consent_override where ended_because is not null and ended_at is null))
  then
    perform arraigo.enqueue('consent.expire', '{}', now(), 'consent.expire after an upgrade');
  end if;
end
$$;
