-- The vault. Everything here that says who or where somebody is, is encrypted or a blind index.
create table vault (
  resident_id uuid primary key references residents (id) on delete cascade,
  -- A data key of its own, wrapped by a key from DHZ_SECRET; all other fields are sealed with it.
  wrapped_key bytea not null,
  name bytea not null,
  mail bytea not null,
  address bytea not null,
  mail_index bytea not null unique,
  address_index bytea not null
);
create index vault_address on vault (address_index);

-- Each opening of the vault: who opened what, of whom, and why.
create table vault_openings (
  id bigint generated always as identity primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  field text not null,
  opened_by uuid references residents (id) on delete set null,
  why text not null,
  opened timestamptz not null
);
create index vault_openings_resident on vault_openings (resident_id, id desc);

-- One row for a browser. Without a resident it only remembers a language and the words of somebody who is joining.
create table sessions (
  hash bytea primary key,
  resident_id uuid references residents (id) on delete cascade,
  -- Answers given so far while joining, sealed.
  draft bytea,
  language text,
  device text not null default '',
  created timestamptz not null,
  used timestamptz not null,
  ends timestamptz not null
);
create index sessions_resident on sessions (resident_id) where resident_id is not null;
create index sessions_ends on sessions (ends);

-- A link that was mailed. It opens a page with a button; only the button uses it up.
create table mail_links (
  hash bytea primary key,
  purpose text not null check (purpose in ('sign-in', 'join')),
  resident_id uuid references residents (id) on delete cascade,
  -- Of somebody who is joining: sealed answers.
  draft bytea,
  created timestamptz not null,
  ends timestamptz not null,
  used timestamptz
);
create index mail_links_ends on mail_links (ends);

-- Mail that waits to be sent to somebody who has no account: the address and the words, sealed.
create table sealed_mail (
  id uuid primary key,
  sealed bytea not null,
  created timestamptz not null
);
