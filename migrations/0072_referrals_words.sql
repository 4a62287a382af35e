-- What a receiver no longer reads of a referral that is over stands in rows of its own, which are shared with it no longer: the
-- columns of a row cannot be hidden one by one.

create table referral_words (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  -- The receiver, for as long as it reads whom the referral is about, why, and what was noted.
  shared_with uuid[] not null default '{}',
  reason text not null,
  introduction jsonb not null,
  note text,
  feedback text,
  scheduled_for timestamptz,
  constraint referral_words_pkey primary key (person, id),
  constraint referral_words_referral_fkey foreign key (person, id) references referral (person, id)
);
alter table referral_words enable row level security;
alter table referral_words force row level security;
create policy visible on referral_words using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on referral_words as restrictive using (arraigo.within(person)) with check (arraigo.within(person));
grant select, insert, update on referral_words to arraigo_app;

-- Tables with forced row-level security show their owner nothing otherwise.
set local app.scope = 'system';
insert into referral_words (person, id, organisation, shared_with, reason, introduction, note, feedback, scheduled_for)
select person, id, organisation,
  case when receiver_reads and arraigo.none_behind_wall(shared_with) then shared_with else '{}' end,
  reason, introduction, note, feedback, scheduled_for
from referral where not arraigo.behind_wall(organisation);
-- A row from before the firewall that names somebody behind it may not be written any more, and shows them nothing.
update referral set reason = '', introduction = '{}', note = null, feedback = null, scheduled_for = null
where not arraigo.behind_wall(organisation) and not arraigo.behind_wall(receiver) and arraigo.none_behind_wall(shared_with);
comment on column referral.reason is 'Empty: what stood here is in referral_words.';
comment on column referral.introduction is 'Empty: what stood here is in referral_words.';
comment on column referral.note is 'Empty: what stood here is in referral_words.';
comment on column referral.feedback is 'Empty: what stood here is in referral_words.';
comment on column referral.scheduled_for is 'Empty: what stood here is in referral_words.';

create or replace view read.referral_shown with (security_invoker = true) as
  select r.person, r.id, r.organisation, r.shared_with, r.sender, r.receiver, r.service, r.need, r.consent, r.state,
    r.created_at, r.sent_at, r.answer_by, r.answered_at, r.decline_reason, r.redirected_to, r.closed_at, r.result,
    r.version, r.receiver_reads, r.ended_because, reader.reads,
    case when reader.reads then coalesce(w.reason, '') else '' end as reason,
    case when reader.reads and (not reader.sent or exists (
      select from person p where p.person = r.person and arraigo.shows(p.organisation, p.shown_to, 'identity')))
      then coalesce(w.introduction, '{}') else '{}' end as introduction,
    case when reader.reads then w.note end as note,
    case when reader.reads then w.feedback end as feedback,
    case when reader.reads then w.scheduled_for end as scheduled_for
  from referral r
  left join referral_words w on w.person = r.person and w.id = r.id
  cross join lateral (
    select r.receiver_reads or arraigo.shows(r.organisation, '{}', '') as reads, arraigo.shows(r.organisation, '{}', '') as sent
  ) reader;
