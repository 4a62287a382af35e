-- Who pays whom for results: contracts, statements with their lines, the double-entry ledger, and payments.

-- A rate card of one pack release, in force between one payer and one provider: a later release re-prices nothing.
create table contract (
  id uuid primary key,
  -- The payer; the provider is in shared_with.
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  provider uuid not null references organisation (id),
  rate_card text not null,
  pack_release text not null references pack_release (id),
  currency char(3) not null,
  -- Results achieved before this day are not paid under it.
  starts_on date not null,
  signed_by uuid not null,
  signed_at timestamptz not null,
  constraint contract_once unique (organisation, provider, rate_card, pack_release),
  constraint contract_two_sides check (organisation <> provider and provider = any (shared_with))
);
create index contract_provider on contract (provider);
alter table contract enable row level security;
alter table contract force row level security;
create policy visible on contract
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on contract to arraigo_app;

-- The last invoice number of each provider: without gaps, because it moves in the transaction that uses it.
create table invoice_number (
  organisation uuid primary key references organisation (id),
  shared_with uuid[] not null default '{}',
  last integer not null,
  constraint invoice_number_positive check (last > 0)
);
alter table invoice_number enable row level security;
alter table invoice_number force row level security;
create policy visible on invoice_number
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on invoice_number to arraigo_app;

create table statement (
  id uuid primary key,
  -- The provider; the payer is in shared_with.
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  contract uuid not null references contract (id),
  payer uuid not null references organisation (id),
  number integer not null,
  currency char(3) not null,
  -- Cumulative entitlement, what earlier statements said, and the difference: this statement.
  entitled numeric not null,
  settled numeric not null,
  total numeric not null,
  issued_on date not null,
  issued_by uuid not null,
  issued_at timestamptz not null,
  constraint statement_number_unique unique (organisation, number),
  constraint statement_difference check (total = entitled - settled)
);
create index statement_contract on statement (contract);
alter table statement enable row level security;
alter table statement force row level security;
create policy visible on statement
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on statement to arraigo_app;

-- One line per claim whose amount changed. No name and no person's id: the payer sees pseudonyms.
create table statement_line (
  statement uuid not null references statement (id),
  claim uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  contract uuid not null references contract (id),
  pseudonym text not null,
  outcome text not null,
  achieved_on date not null,
  price numeric not null,
  entitled numeric not null,
  settled numeric not null,
  amount numeric not null,
  primary key (statement, claim),
  constraint statement_line_difference check (amount = entitled - settled and amount <> 0),
  constraint statement_line_within_price check (entitled >= 0 and entitled <= price)
);
create index statement_line_contract on statement_line (contract, claim);
alter table statement_line enable row level security;
alter table statement_line force row level security;
create policy visible on statement_line
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on statement_line to arraigo_app;

-- One result is paid under one contract: whoever settles first holds it, whatever organisation claims it again.
create table paid_result (
  pseudonym text not null,
  family text not null,
  contract uuid not null references contract (id),
  claim uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  primary key (pseudonym, family)
);
alter table paid_result enable row level security;
alter table paid_result force row level security;
create policy visible on paid_result
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on paid_result to arraigo_app;

create table payment (
  id uuid primary key,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  statement uuid not null references statement (id),
  paid_on date not null,
  reference text,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  constraint payment_once unique (statement)
);
alter table payment enable row level security;
alter table payment force row level security;
create policy visible on payment
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on payment to arraigo_app;

-- Append-only double entry. Each row moves one amount between two accounts, so no set of rows can be out of balance.
create table posting (
  id uuid primary key,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  contract uuid not null references contract (id),
  statement uuid not null references statement (id),
  debit text not null,
  credit text not null,
  amount numeric not null,
  currency char(3) not null,
  posted_on date not null,
  posted_at timestamptz not null,
  constraint posting_account check (debit in ('results', 'payable', 'bank') and credit in ('results', 'payable', 'bank')),
  constraint posting_two_sides check (debit <> credit),
  constraint posting_positive check (amount > 0)
);
create index posting_contract on posting (contract);
alter table posting enable row level security;
alter table posting force row level security;
create policy visible on posting
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on posting to arraigo_app;

-- What dashboards count: money by contract, without a person in it.
create view read.statement with (security_invoker = true) as
  select s.id, s.organisation, s.payer, s.contract, s.number, s.currency, s.total, s.issued_on, p.paid_on
  from statement s left join payment p on p.statement = s.id;
grant select on read.statement to arraigo_app;
