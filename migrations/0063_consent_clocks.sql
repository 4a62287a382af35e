-- A yes is taken back after it was given, whatever a clock said that was behind: a withdrawal dated before its yes closed nothing.

-- Tables with forced row-level security show their owner nothing otherwise.
set local app.scope = 'system';
-- Not valid: a row from before the firewall that names somebody behind it may not be written any more, and opens nothing.
alter table consent add constraint consent_withdrawn_after_given check (withdrawn_at >= given_at) not valid;
update consent set withdrawn_at = given_at
where withdrawn_at < given_at and (recipient is null or not arraigo.behind_wall(recipient));
