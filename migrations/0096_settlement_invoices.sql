-- What an invoice says of whom it is from and to, when it is due, and the most that a contract pays.

alter table organisation add column tax_number text, add column address text, add column bank_account text;

-- How an organisation is written on an invoice.
create view read.invoice_party with (security_invoker = true) as
  select id, name, tax_number, address, bank_account from organisation;
grant select on read.invoice_party to arraigo_app;

alter table contract
  add column ceiling numeric,
  -- Days after the day of issue by which a statement is paid; contracts from before have agreed on none.
  add column payment_days integer,
  add constraint contract_ceiling check (ceiling > 0),
  add constraint contract_payment_days check (payment_days between 1 and 365);

-- As both parties were written on the day of issue: an invoice does not change with them. Null before this.
alter table statement
  add column due_on date,
  add column issuer jsonb,
  add column recipient jsonb;
