-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @cardsInForce#1 src/fund/settlement/sql/contracts.ts
-- () → (pack_release text!, rate_card text!)
select distinct pack_release, rate_card from contract;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, (c.starts_on)::text as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true order by c.starts_on asc, c.id asc limit $1;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, (c.starts_on)::text as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true order by c.starts_on desc, c.id desc limit $1;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, (p.name)::text as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true order by p.name asc, c.id asc limit $1;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, (p.name)::text as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true order by p.name desc, c.id desc limit $1;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (uuid, jsonb, _text, int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where $1 in (c.organisation, c.provider) and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, p.name, c.rate_card, $2::jsonb ->> c.rate_card), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($3::text[]) as word) order by c.signed_at asc, c.id asc limit $4;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (uuid, jsonb, _text, int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where $1 in (c.organisation, c.provider) and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, p.name, c.rate_card, $2::jsonb ->> c.rate_card), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($3::text[]) as word) order by c.signed_at desc, c.id desc limit $4;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (uuid, int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where $1 in (c.organisation, c.provider) order by c.signed_at desc, c.id desc limit $2;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (uuid, int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true and $1 in (c.organisation, c.provider) order by c.signed_at desc, c.id desc limit $2;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (jsonb, _text, int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, p.name, c.rate_card, $1::jsonb ->> c.rate_card), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) order by c.signed_at desc, c.id desc limit $3;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (uuid, int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true and c.organisation = $1 order by c.signed_at desc, c.id desc limit $2;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (jsonb, date, int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true and coalesce(($1::jsonb ->> (c.pack_release || ' ' || c.rate_card))::date < $2, false) order by c.signed_at desc, c.id desc limit $3;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (jsonb, date, date, int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true and not coalesce(($1::jsonb ->> (c.pack_release || ' ' || c.rate_card))::date < $2, false) and c.starts_on <= $3 order by c.signed_at desc, c.id desc limit $4;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (jsonb, date, date, int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true and not coalesce(($1::jsonb ->> (c.pack_release || ' ' || c.rate_card))::date < $2, false) and c.starts_on > $3 order by c.signed_at desc, c.id desc limit $4;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true order by c.signed_at asc, c.id asc limit $1;

-- @contracts#1 src/fund/settlement/sql/contracts.ts
-- (int8) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text, key text, key_id uuid!)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid, to_char(c.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true order by c.signed_at desc, c.id desc limit $1;

-- @countContracts#1 src/fund/settlement/sql/contracts.ts
-- (uuid, jsonb, _text) → (n int4)
select count(*)::int as n from (select from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where $1 in (c.organisation, c.provider) and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, p.name, c.rate_card, $2::jsonb ->> c.rate_card), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($3::text[]) as word) limit 10001) counted;

-- @countContracts#1 src/fund/settlement/sql/contracts.ts
-- (jsonb, _text) → (n int4)
select count(*)::int as n from (select from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, p.name, c.rate_card, $1::jsonb ->> c.rate_card), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) limit 10001) counted;

-- @countContracts#1 src/fund/settlement/sql/contracts.ts
-- (uuid) → (n int4)
select count(*)::int as n from (select from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true and c.organisation = $1 limit 10001) counted;

-- @countContracts#1 src/fund/settlement/sql/contracts.ts
-- () → (n int4)
select count(*)::int as n from (select from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where true limit 10001) counted;

-- @payers#1 src/fund/settlement/sql/contracts.ts
-- () → (id uuid, name text)
select id, name from read.organisation where id in (select organisation from contract) order by name, id;

-- @bought#1 src/fund/settlement/sql/figures.ts
-- (int4, int4) → (contract uuid!, month text, outcome text!, claim uuid!, amount text)
select l.contract, to_char(min(s.issued_on), 'YYYY-MM') as month, l.outcome, l.claim, sum(l.amount)::text as amount from statement_line l join statement s on s.id = l.statement where s.issued_on >= make_date($1, 1, 1) and s.issued_on < make_date($2 + 1, 1, 1) group by l.contract, l.outcome, l.claim;

-- @stated#1 src/fund/settlement/sql/figures.ts
-- (int4, int4) → (contract uuid!, month text, currency bpchar!, stated text, paid text)
select s.contract, to_char(s.issued_on, 'YYYY-MM') as month, s.currency, sum(s.total)::text as stated, coalesce(sum(s.total) filter (where y.id is not null), 0)::text as paid from statement s left join payment y on y.statement = s.id where s.issued_on >= make_date($1, 1, 1) and s.issued_on < make_date($2 + 1, 1, 1) group by 1, 2, 3 order by 2, 1;

-- @years#1 src/fund/settlement/sql/figures.ts
-- () → (year int4)
select distinct extract(year from issued_on)::int as year from statement order by 1 desc;

-- @countStatements#1 src/fund/settlement/sql/statements.ts
-- () → (n int4)
select count(*)::int as n from (select from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and y.id is not null limit 10001) counted;

-- @countStatements#1 src/fund/settlement/sql/statements.ts
-- (date) → (n int4)
select count(*)::int as n from (select from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and y.id is null and s.due_on < $1 limit 10001) counted;

-- @countStatements#1 src/fund/settlement/sql/statements.ts
-- () → (n int4)
select count(*)::int as n from (select from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true limit 10001) counted;

-- @findContract#1 src/fund/settlement/sql/statements.ts
-- (uuid) → (id uuid!, payer uuid!, payer_name text, provider uuid!, provider_name text, rate_card text!, pack_release text!, currency bpchar!, starts_on date!, ceiling text, payment_days int4?, settled text, paid text)
select c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name, c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days, (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled, (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id where s.contract = c.id) as paid from contract c join read.organisation o on o.id = c.organisation join read.organisation p on p.id = c.provider where c.id = $1;

-- @findStatement#1 src/fund/settlement/sql/statements.ts
-- (uuid) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where s.id = $1;

-- @held#1 src/fund/settlement/sql/statements.ts
-- () → (pseudonym text!, family text!, contract uuid!, claim uuid!)
select pseudonym, family, contract, claim from paid_result;

-- @hold#1 src/fund/settlement/sql/statements.ts
-- (uuid, uuid, uuid, jsonb) → ()
insert into paid_result (pseudonym, family, contract, claim, organisation, shared_with) select c.pseudonym, c.family, $1, c.id, $2, array[$3::uuid] from jsonb_to_recordset($4::jsonb) as c (id uuid, pseudonym text, family text) on conflict (pseudonym, family) do nothing;

-- @insertContract#1 src/fund/settlement/sql/statements.ts
-- (uuid, uuid, _uuid, uuid, text, text, bpchar, date, numeric, int4, uuid, timestamptz) → ()
insert into contract (id, organisation, shared_with, provider, rate_card, pack_release, currency, starts_on, ceiling, payment_days, signed_by, signed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- @insertLines#1 src/fund/settlement/sql/statements.ts
-- (uuid, uuid, uuid, uuid, jsonb) → (claim uuid!)
insert into statement_line (statement, claim, organisation, shared_with, contract, pseudonym, outcome, achieved_on, price, entitled, settled, amount) select $1, l.claim, $2, array[$3::uuid], $4, l.pseudonym, l.outcome, l.achieved_on, l.price, l.entitled, l.settled, l.amount from jsonb_to_recordset($5::jsonb) as l (claim uuid, pseudonym text, outcome text, achieved_on date, price numeric, entitled numeric, settled numeric, amount numeric) returning claim;

-- @insertPayment#1 src/fund/settlement/sql/statements.ts
-- (uuid, uuid, _uuid, uuid, date, text, uuid, timestamptz) → ()
insert into payment (id, organisation, shared_with, statement, paid_on, reference, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8);

-- @insertPosting#1 src/fund/settlement/sql/statements.ts
-- (uuid, uuid, _uuid, uuid, uuid, text, text, numeric, bpchar, date, timestamptz) → ()
insert into posting (id, organisation, shared_with, contract, statement, debit, credit, amount, currency, posted_on, posted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- @insertStatement#1 src/fund/settlement/sql/statements.ts
-- (uuid, uuid, _uuid, uuid, uuid, int4, bpchar, numeric, numeric, numeric, date, date, jsonb, jsonb, uuid, timestamptz) → ()
insert into statement (id, organisation, shared_with, contract, payer, number, currency, entitled, settled, total, issued_on, due_on, issuer, recipient, issued_by, issued_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- @invoiceParties#1 src/fund/settlement/sql/statements.ts
-- (_uuid) → (id uuid, name text, tax_number text, address text, bank_account text)
select id, name, tax_number, address, bank_account from read.invoice_party where id = any ($1::uuid[]);

-- @linesOf#1 src/fund/settlement/sql/statements.ts
-- (uuid) → (claim uuid!, pseudonym text!, outcome text!, achieved_on date!, price text, entitled text, settled text, amount text)
select claim, pseudonym, outcome, achieved_on, price::text, entitled::text, settled::text, amount::text from statement_line where statement = $1 order by achieved_on, claim;

-- @nextNumber#1 src/fund/settlement/sql/statements.ts
-- (uuid) → (last int4!)
insert into invoice_number (organisation, last) values ($1, 1) on conflict (organisation) do update set last = invoice_number.last + 1 returning last;

-- @organisations#1 src/fund/settlement/sql/statements.ts
-- () → (id uuid, name text, class text)
select id, name, class from read.organisation order by name;

-- @postingsOf#1 src/fund/settlement/sql/statements.ts
-- (uuid) → (id uuid!, statement uuid!, number int4!, posted_on date!, debit text!, credit text!, amount text)
select p.id, p.statement, s.number, p.posted_on, p.debit, p.credit, p.amount::text from posting p join statement s on s.id = p.statement where p.contract = $1 order by p.posted_at, p.id;

-- @settledClaims#1 src/fund/settlement/sql/statements.ts
-- (uuid) → (claim uuid!, pseudonym text, outcome text, achieved_on date, settled text)
select claim, min(pseudonym) as pseudonym, min(outcome) as outcome, min(achieved_on) as achieved_on, sum(amount)::text as settled from statement_line where contract = $1 group by claim;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (date, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (coalesce(s.due_on, date '9999-12-31'))::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (coalesce(s.due_on, date '9999-12-31'), s.id) < ($1::date, $2::uuid) order by coalesce(s.due_on, date '9999-12-31') desc, s.id desc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (date, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (coalesce(s.due_on, date '9999-12-31'))::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (coalesce(s.due_on, date '9999-12-31'), s.id) > ($1::date, $2::uuid) order by coalesce(s.due_on, date '9999-12-31') asc, s.id asc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (coalesce(s.due_on, date '9999-12-31'))::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and y.id is null order by coalesce(s.due_on, date '9999-12-31') asc, s.id asc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (coalesce(s.due_on, date '9999-12-31'))::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true order by coalesce(s.due_on, date '9999-12-31') asc, s.id asc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (coalesce(s.due_on, date '9999-12-31'))::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true order by coalesce(s.due_on, date '9999-12-31') desc, s.id desc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (text, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (o.name)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (o.name, s.id) < ($1::text, $2::uuid) order by o.name desc, s.id desc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (text, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (o.name)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (o.name, s.id) > ($1::text, $2::uuid) order by o.name asc, s.id asc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (o.name)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true order by o.name asc, s.id asc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (o.name)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true order by o.name desc, s.id desc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (text, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (p.name)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (p.name, s.id) < ($1::text, $2::uuid) order by p.name desc, s.id desc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (text, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (p.name)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (p.name, s.id) > ($1::text, $2::uuid) order by p.name asc, s.id asc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (p.name)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true order by p.name asc, s.id asc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (p.name)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true order by p.name desc, s.id desc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (numeric, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (s.total)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (s.total, s.id) < ($1::numeric, $2::uuid) order by s.total desc, s.id desc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (numeric, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (s.total)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (s.total, s.id) > ($1::numeric, $2::uuid) order by s.total asc, s.id asc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (s.total)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true order by s.total asc, s.id asc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, (s.total)::text as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true order by s.total desc, s.id desc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, to_char(s.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and $1 in (s.organisation, s.payer) order by s.issued_at desc, s.id desc limit $2;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (timestamptz, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, to_char(s.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (s.issued_at, s.id) < ($1::timestamptz, $2::uuid) order by s.issued_at desc, s.id desc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (timestamptz, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, to_char(s.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (s.issued_at, s.id) > ($1::timestamptz, $2::uuid) order by s.issued_at asc, s.id asc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (jsonb, _text, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, to_char(s.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', s.number, o.name, p.name, c.rate_card, $1::jsonb ->> c.rate_card), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) order by s.issued_at desc, s.id desc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (uuid, uuid, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, to_char(s.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and s.contract = $1 and $2 in (s.organisation, s.payer) order by s.issued_at desc, s.id desc limit $3;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, to_char(s.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and y.id is not null order by s.issued_at desc, s.id desc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (date, int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, to_char(s.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true and y.id is null and s.due_on < $1 order by s.issued_at desc, s.id desc limit $2;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, to_char(s.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true order by s.issued_at asc, s.id asc limit $1;

-- @statements#1 src/fund/settlement/sql/statements.ts
-- (int8) → (id uuid!, number int4!, contract uuid!, rate_card text!, pack_release text!, payer uuid!, payer_name text, provider uuid!, provider_name text, currency bpchar!, entitled text, settled text, total text, issued_on date!, due_on date?, issuer jsonb?, recipient jsonb?, issued_at timestamptz!, paid_on date!, reference text?, key text, key_id uuid!)
select s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name, s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text, s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference, to_char(s.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from statement s join contract c on c.id = s.contract join read.organisation o on o.id = s.payer join read.organisation p on p.id = s.organisation left join payment y on y.statement = s.id where true order by s.issued_at desc, s.id desc limit $1;

-- @verifiedClaims#1 src/fund/settlement/sql/statements.ts
-- (uuid, timestamptz) → (id uuid, pseudonym text, outcome text, family text, due_on date, decided_at timestamptz)
select id, pseudonym, outcome, family, due_on, decided_at from read.claim where organisation = $1 and state = 'verified' and decided_at <= $2 and (not collides or exists (select from statement_line l where l.claim = read.claim.id)) order by due_on, id;

-- @lines#1 src/fund/settlement/worklist.ts
-- (date, uuid, date, date, uuid, int8) → (id uuid!, at date, name text, amount text, currency bpchar!)
select s.id, coalesce(s.due_on, $1::date) as at, o.name, s.total::text as amount, s.currency from statement s join read.organisation o on o.id = s.organisation where s.payer = $2 and s.total > 0 and not exists (select from payment y where y.statement = s.id) and (coalesce(s.due_on, $3::date), s.id) > ($4, $5::uuid) order by 2, s.id limit $6;

-- @lines#1 src/fund/settlement/worklist.ts
-- (date, uuid, int8) → (id uuid!, at date, name text, amount text, currency bpchar!)
select s.id, coalesce(s.due_on, $1::date) as at, o.name, s.total::text as amount, s.currency from statement s join read.organisation o on o.id = s.organisation where s.payer = $2 and s.total > 0 and not exists (select from payment y where y.statement = s.id) order by 2, s.id limit $3;

-- @sums#1 src/fund/settlement/worklist.ts
-- (uuid, date) → (currency bpchar!, amount text)
select s.currency, sum(s.total)::text as amount from statement s left join payment y on y.statement = s.id where s.payer = $1 and y.id is not null and s.issued_on >= $2 group by 1 order by 1;

-- @sums#1 src/fund/settlement/worklist.ts
-- (uuid, date) → (currency bpchar!, amount text)
select s.currency, sum(s.total)::text as amount from statement s left join payment y on y.statement = s.id where s.payer = $1 and y.id is null and s.issued_on >= $2 group by 1 order by 1;

-- @value#1 src/fund/settlement/worklist.ts
-- (uuid, date) → (n int4)
select count(distinct l.claim)::int as n from statement_line l join statement s on s.id = l.statement where s.payer = $1 and s.issued_on >= $2;
