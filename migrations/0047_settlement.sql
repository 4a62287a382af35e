-- Whose results a statement is about, by pseudonym: an amount by a public rate card tells how many people it is for, so
-- figures of money are shown only where enough people stand behind them.
create view read.statement_line with (security_invoker = true) as
  select statement, pseudonym from statement_line;
grant select on read.statement_line to arraigo_app;
