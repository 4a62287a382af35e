-- A sender that does not keep the record, and whose own sight of it ended, reads its own words in what it sent: no introduction,
-- and nothing that the receiver noted since, nor when the person is expected there.
create or replace view read.referral_shown with (security_invoker = true) as
  select r.person, r.id, r.organisation, r.shared_with, r.sender, r.receiver, r.service, r.need, r.consent, r.state,
    r.created_at, r.sent_at, r.answer_by, r.answered_at, r.decline_reason, r.redirected_to, r.closed_at, r.result,
    r.version, r.receiver_reads, r.ended_because, reader.reads,
    case when reader.reads then coalesce(w.reason, '') else '' end as reason,
    case when reader.knows then coalesce(w.introduction, '{}') else '{}' end as introduction,
    -- Why it took a referral back is what the sender wrote.
    case when reader.knows or reader.reads and r.state = 'cancelled' and r.ended_because is null then w.note end as note,
    case when reader.knows then w.feedback end as feedback,
    case when reader.knows then w.scheduled_for end as scheduled_for
  from referral r
  left join referral_words w on w.person = r.person and w.id = r.id
  cross join lateral (
    select r.receiver_reads or arraigo.shows(r.organisation, '{}', '') as reads, arraigo.shows(r.organisation, '{}', '') as sent
  ) side
  cross join lateral (
    select side.reads, side.reads and (not side.sent or exists (
      select from person p where p.person = r.person and arraigo.shows(p.organisation, p.shown_to, 'identity'))) as knows
  ) reader;
