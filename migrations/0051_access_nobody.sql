-- Whoever signs in with an address that has no password is taken for this user, so that a wrong password costs the same
-- work whether there is such an account or not. Nobody can be it: no password has a hash that is not hexadecimal, and it is
-- no user of any organisation.
insert into auth."user" (id, name, email)
values ('00000000-0000-7000-8000-000000000000', '', 'nobody@account.invalid');
insert into auth.account (id, user_id, account_id, provider_id, password)
values ('00000000-0000-7000-8000-000000000000', '00000000-0000-7000-8000-000000000000',
  '00000000-0000-7000-8000-000000000000', 'credential', repeat('0', 32) || ':' || repeat('x', 128));
