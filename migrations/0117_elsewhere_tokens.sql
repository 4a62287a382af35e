-- Whether another organisation knows a person, answered with known or not known from keyed tokens: hashes (HMAC-SHA-256) of
-- documents, and of names with a birth date, under a secret of this installation that the database holds only wrapped.

-- The secrets, of which the newest makes tokens; while it replaces another, questions are answered by both. `kek` names the
-- key-encryption key that wraps it, which is never in the database.
create table known_secret (
  version integer not null,
  kek text not null,
  wrapped bytea not null,
  made_at timestamptz not null,
  constraint known_secret_pkey primary key (version)
);
comment on table known_secret is 'the wrapped secrets under which tokens of people are made; no organisation reads it';
alter table known_secret enable row level security;
alter table known_secret force row level security;
create policy visible on known_secret
  using (arraigo.visible(null, '{}')) with check (arraigo.visible(null, '{}'));
grant select, insert, delete on known_secret to arraigo_app;

-- Tokens of those who said yes at the organisation that keeps their record, for each whom it may tell: an organisation by its
-- id, or all of a class. A question reads the rows under its own id and class, of one keeper and one token; whatever may not be
-- answered has no row, so a silent record costs the same work as none. `until` is in the key for that reason too.
create table known_token (
  audience text not null,
  organisation uuid not null,
  token bytea not null,
  until date not null,
  person uuid not null,
  shared_with uuid[] not null default '{}',
  version integer not null,
  constraint known_token_pkey primary key (audience, organisation, token, until, person),
  constraint known_token_length check (length(token) = 32)
);
create index known_token_person on known_token (person, version);

-- Each question, for the organisation that asked. After an erasure it is of nobody (`person` is its own id) and still counts
-- among those of its day.
create table known_question (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  asked_by uuid not null,
  asked_at timestamptz not null,
  known boolean not null,
  constraint known_question_pkey primary key (person, id)
);
create index known_question_organisation on known_question (organisation, asked_at);

-- Each time that the keeper of a record was said to know somebody, for that keeper. `told` is null where the name of who asked
-- could say why the person is there.
create table known_answer (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  told uuid,
  at timestamptz not null,
  constraint known_answer_pkey primary key (person, id)
);

do $$
declare
  named regclass;
begin
  foreach named in array array['known_token', 'known_question', 'known_answer']::regclass[]
  loop
    execute format('alter table %s enable row level security', named);
    execute format('alter table %s force row level security', named);
    execute format('create policy visible on %s using (arraigo.visible(organisation, shared_with))
      with check (arraigo.writable(organisation, shared_with))', named);
    execute format('create policy within on %s as restrictive using (arraigo.within(person))
      with check (arraigo.within(person))', named);
  end loop;
end
$$;
grant select, insert, delete on known_token, known_question, known_answer to arraigo_app;
grant update (known) on known_question to arraigo_app;

-- Documents as others of the program may read them, by the rows that the reader sees.
create view read.person_document with (security_invoker = true) as
  select person, type, country, number from person_identifier where retired is null;
grant select on read.person_document to arraigo_app;
