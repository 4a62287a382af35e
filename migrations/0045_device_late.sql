-- What devices handed over and was not kept: how often and when last, never what, so that somebody of the organisation sees it.
alter table device
  add column late_refused integer not null default 0,
  add column late_refused_at timestamptz;
