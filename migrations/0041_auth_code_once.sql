-- A code of an authenticator app works once (RFC 6238, 5.2): the time step of the last code that was accepted. It goes
-- with the secret when the app is removed.
alter table auth.two_factor add column used_step bigint;
