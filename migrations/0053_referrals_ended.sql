-- What a receiver still reads of a referral that is over is held in columns, whatever anybody wrote into a note.
alter table referral
  -- Whether the receiver reads whom the referral is about, why, and what was noted. Once false it stays false.
  add column receiver_reads boolean not null default true,
  -- Which end of a consent, an override or the receiver itself ended it, or what the receiver still read of it; words of a
  -- user are in `note`.
  add column ended_because text,
  add constraint referral_ended_because check (
    ended_because in ('withdrawn', 'refused', 'expired', 'override_ended', 'organisation_closed')
  );

-- Tables with forced row-level security show their owner nothing otherwise.
set local app.scope = 'system';
update referral set ended_because = substr(note, length('consent.') + 1), note = null
where state = 'cancelled'
  and note in ('consent.withdrawn', 'consent.refused', 'consent.expired', 'consent.override_ended');
-- Only what was served or ended after work together is still read, and only with a consent in force for the receiver.
update referral r set receiver_reads = false
where r.state in ('declined', 'redirected', 'expired', 'cancelled')
  or (r.state in ('served', 'closed') and (
    r.answered_at is null
    or r.decline_reason is not null
    or not (
      exists (
        select from read.consent_decision d
        where d.person = r.person and d.said = 'override' and d.purpose = 'referral' and d.recipient = r.receiver
          and 'identity' = any (d.field_groups) and d.until >= current_date and d.ended_at is null)
      or coalesce((
        select d.said = 'yes' and d.until >= current_date and d.ended_at is null
        from read.consent_decision d
        where d.person = r.person and d.said <> 'override' and d.purpose = 'referral'
          and 'identity' = any (d.field_groups)
          and (d.recipient = r.receiver or (d.recipient is null
            and d.recipient_class = (select o.class from organisation o where o.id = r.receiver)))
        order by d.recipient is null, d.at desc, d.said, d.until desc nulls last limit 1), false))));

alter table referral add constraint referral_over_unread check (
  not receiver_reads or state in ('draft', 'sent', 'accepted', 'scheduled', 'no_show', 'served', 'closed')
);

-- A referral as the one who asks may read it. Everything that shows a referral reads this view; the table is for moving it.
create view read.referral_shown with (security_invoker = true) as
  select r.person, r.id, r.organisation, r.shared_with, r.sender, r.receiver, r.service, r.need, r.consent, r.state,
    r.created_at, r.sent_at, r.answer_by, r.answered_at, r.decline_reason, r.redirected_to, r.closed_at, r.result,
    r.version, r.receiver_reads, r.ended_because, reader.reads,
    case when reader.reads then r.reason else '' end as reason,
    case when reader.reads then r.introduction else '{}' end as introduction,
    case when reader.reads then r.note end as note,
    case when reader.reads then r.feedback end as feedback,
    case when reader.reads then r.scheduled_for end as scheduled_for
  from referral r
  cross join lateral (
    select r.receiver_reads or arraigo.shows(r.organisation, '{}', '') as reads
  ) reader;
grant select on read.referral_shown to arraigo_app;
