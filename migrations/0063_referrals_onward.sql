-- The introduction of a referral is a copy out of the record: a sender that does not keep the record, and whose own sight of it
-- ended, reads its own words in what it sent or drafted, and nobody's name.
create or replace view read.referral_shown with (security_invoker = true) as
  select r.person, r.id, r.organisation, r.shared_with, r.sender, r.receiver, r.service, r.need, r.consent, r.state,
    r.created_at, r.sent_at, r.answer_by, r.answered_at, r.decline_reason, r.redirected_to, r.closed_at, r.result,
    r.version, r.receiver_reads, r.ended_because, reader.reads,
    case when reader.reads then r.reason else '' end as reason,
    case when reader.reads and (not reader.sent or exists (
      select from person p where p.person = r.person and arraigo.shows(p.organisation, p.shown_to, 'identity')))
      then r.introduction else '{}' end as introduction,
    case when reader.reads then r.note end as note,
    case when reader.reads then r.feedback end as feedback,
    case when reader.reads then r.scheduled_for end as scheduled_for
  from referral r
  cross join lateral (
    select r.receiver_reads or arraigo.shows(r.organisation, '{}', '') as reads, arraigo.shows(r.organisation, '{}', '') as sent
  ) reader;
