-- What an authenticator calls a resident: random, so that it tells nothing where it is kept.
create table passkey_handles (
  resident_id uuid primary key references residents (id) on delete cascade,
  handle bytea not null unique check (length(handle) = 32)
);

-- Keys of a resident's devices. Only the public half; a key that was taken away is gone.
create table passkeys (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  -- Chosen by the device; it names the key when somebody signs in with it.
  credential bytea not null unique check (length(credential) between 16 and 1023),
  public_key bytea not null,
  -- How often the device says that it signed; stays 0 where it does not count.
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  -- As the resident calls it.
  name text not null check (length(name) between 1 and 60),
  made timestamptz not null,
  used timestamptz
);
create index passkeys_resident on passkeys (resident_id);

-- What a device is asked to sign: once, within five minutes. Only the hash is kept.
create table challenges (
  hash bytea primary key,
  purpose text not null check (purpose in ('register', 'sign-in', 'confirm')),
  -- The browser that asked, where it had a session; nobody else answers then.
  session_id uuid references sessions (id) on delete cascade,
  ends timestamptz not null,
  check (purpose = 'sign-in' or session_id is not null)
);
create index challenges_session on challenges (session_id) where session_id is not null;
create index challenges_ends on challenges (ends);

-- The key with which a browser came in: without it that browser is out too.
alter table sessions add column passkey_id uuid references passkeys (id) on delete set null;
create index sessions_passkey on sessions (passkey_id) where passkey_id is not null;

alter table mail_links
  -- The browser that has to show who it is; only there the link does that.
  add column session_id uuid references sessions (id) on delete set null,
  drop constraint mail_links_purpose_check,
  add constraint mail_links_purpose_check check (purpose in ('sign-in', 'join', 'confirm', 'mail')),
  add constraint mail_links_of_somebody check (purpose = 'join' or resident_id is not null);
create index mail_links_session on mail_links (session_id) where session_id is not null;
create index mail_links_resident on mail_links (resident_id) where resident_id is not null;
