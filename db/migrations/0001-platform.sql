-- What every domain stands on: facts on their way, tries counted, and in a demo the mail that was sent.
create extension if not exists pg_trgm;

create table outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  data jsonb not null,
  created timestamptz not null
);

create table limits (
  key bytea not null,
  started timestamptz not null,
  ends timestamptz not null,
  tries integer not null,
  primary key (key, started)
);
create index limits_ends on limits (ends);

create table demo_mail (
  id bigint generated always as identity primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  sent timestamptz not null default now()
);
