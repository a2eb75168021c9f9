-- The register: a log that only grows, as a tree of RFC 6962. What it holds is published whole (src/domains/register).
create table register_entries (
  -- From 0, without gaps.
  place bigint primary key check (place >= 0),
  -- The exact bytes that are hashed.
  leaf bytea not null check (length(leaf) between 2 and 8000)
);

-- The hash of every subtree that is complete: `level` 0 are the entries, of level k each node stands over 2^k entries.
create table register_nodes (
  level smallint not null check (level between 0 and 52),
  place bigint not null check (place >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, place)
);

-- What was signed: the root over the first `size` entries. One after every batch, and when a key takes over.
create table register_checkpoints (
  id bigint generated always as identity primary key,
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null check (length(note) <= 2000),
  made timestamptz not null
);

-- Every key that ever signed, as its verifier reads it, and from which size on.
create table register_keys (
  id bigint generated always as identity primary key,
  verifier text not null unique check (length(verifier) <= 400),
  from_size bigint not null check (from_size >= 0),
  since timestamptz not null
);

create function register_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'the register only grows';
end $$;
create trigger register_entries_stay before update or delete or truncate on register_entries
  for each statement execute function register_only_grows();
create trigger register_nodes_stay before update or delete or truncate on register_nodes
  for each statement execute function register_only_grows();
create trigger register_checkpoints_stay before update or delete or truncate on register_checkpoints
  for each statement execute function register_only_grows();
create trigger register_keys_stay before update or delete or truncate on register_keys
  for each statement execute function register_only_grows();

-- What was recorded, once for each act: with its leaf while it waits to be appended, with its place once it is. This is the
-- one link between an act and its place.
create table register_acts (
  id bigint generated always as identity primary key,
  kind text not null check (length(kind) between 1 and 60),
  key text not null check (length(key) between 1 and 100),
  leaf bytea check (length(leaf) between 2 and 8000),
  place bigint unique,
  unique (key, kind),
  check ((leaf is null) <> (place is null))
);
create index register_acts_waiting on register_acts (id) where place is null;

-- Of an act that is not for everybody, what stands behind the commitment in its leaf. Without the salt nobody can tell any
-- more, nor guess.
create table register_openings (
  act_id bigint primary key references register_acts (id) on delete cascade,
  salt bytea not null check (length(salt) = 32),
  words text not null check (length(words) <= 8000),
  community_id uuid references communities (id) on delete cascade,
  resident_id uuid references residents (id) on delete cascade,
  check ((community_id is null) <> (resident_id is null))
);
create index register_openings_resident on register_openings (resident_id) where resident_id is not null;

-- With the opening goes the link. What was not appended yet, is not appended.
create function register_act_goes() returns trigger language plpgsql as $$
begin
  delete from register_acts where id = old.act_id;
  return null;
end $$;
create trigger register_openings_take_their_act after delete on register_openings
  for each row execute function register_act_goes();
